"""The figures on the pages are the store's, and each role sees what it may see."""

import re

import pytest
from playwright.sync_api import Page, expect

from api.workspace import Workspace
from gisdata.records import StoredPlan

pytestmark = pytest.mark.browser


def plans_of(town: Workspace) -> list[StoredPlan]:
    with town.open_store() as store, store.reading() as reading:
        return reading.plans("2026-W48")


def numbers_in(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"\d+", text)]


def test_the_numbers_of_the_week_are_the_stores(page: Page, town_url: str, town: Workspace) -> None:
    plans = plans_of(town)
    due = [row for plan in plans for row in plan.due]
    planned = sum(row.state == "planned" for row in due)
    page.goto(f"{town_url}/commander?week=2026-W48&lang=en")
    assert numbers_in(page.locator("#due .number-more").inner_text()) == [planned, len(due)]
    assert page.locator("#left .number-value").inner_text() == str(len(due) - planned)
    assert numbers_in(page.locator("#reached .number-more").inner_text())[:2] == [60, 180]
    assert numbers_in(page.locator("#patrols .number-more").inner_text()) == [5, 6]


def test_each_stop_of_each_officer_is_in_the_table_once(page: Page, town_url: str, town: Workspace) -> None:
    page.goto(f"{town_url}/commander?week=2026-W48")
    cells = page.locator("#workload a.load b").all_inner_texts()
    stops = [stop for plan in plans_of(town) for walk in plan.walks for stop in walk.stops if stop.kind != "break"]
    assert sum(map(int, cells)) == len(stops)
    assert page.locator("#workload tfoot td b").last.inner_text() == str(len(stops))


def test_the_left_out_add_up_and_open_with_their_reason(page: Page, town_url: str) -> None:
    page.goto(f"{town_url}/commander?week=2026-W48")
    groups = page.locator("#left-out details")
    counts = [int(text) for text in page.locator("#left-out summary b").all_inner_texts()]
    assert sum(counts) == int(page.locator("#left .number-value").inner_text())
    groups.nth(0).locator("summary").click()
    expect(groups.nth(0).locator(".doors li")).to_have_count(counts[0])
    expect(groups.nth(0).locator(".doors li").first).to_contain_text("以后几周轮到")


def test_a_click_on_a_days_work_shows_that_walk_on_the_map(page: Page, town_url: str) -> None:
    page.goto(f"{town_url}/commander?week=2026-W48")
    page.locator("#workload a.load").nth(1).click()
    expect(page.locator("#map-card iframe")).to_have_attribute("src", re.compile("officer=060101&day=2026-11-24"))
    expect(page.locator("#workload a[aria-current]")).to_have_count(1)
    assert "officer=060101" in page.url


def test_an_officer_sees_the_own_stops_in_order_and_nobody_elses(page: Page, town_url: str, town: Workspace) -> None:
    walks = [walk for plan in plans_of(town) for walk in plan.walks]
    own = next(walk for walk in walks if walk.officer_id == "060102" and str(walk.day) == "2026-11-24")
    page.goto(f"{town_url}/officer/060102?day=2026-11-24")
    assert page.locator(".stop .where").all_inner_texts() == [s.what for s in own.stops if s.kind != "break"]
    text = page.content() + page.frame_locator("iframe").locator("html").inner_html()
    others = {s.what for walk in walks if walk is not own for s in walk.stops if s.what} - {s.what for s in own.stops}
    assert [address for address in sorted(others) if address in text] == []


def test_navigation_opens_the_phones_own_map_program(page: Page, town_url: str) -> None:
    page.goto(f"{town_url}/officer/060101?day=2026-11-24")
    link = page.locator(".go-there").first.get_attribute("href")
    assert link is not None and re.fullmatch(r"geo:32\.\d{6},110\.\d{6}\?q=32\.\d{6},110\.\d{6}\(%E6.*\)", link)


def test_an_analyst_sees_no_cell_under_ten_households_and_no_address(page: Page, town_url: str) -> None:
    page.goto(f"{town_url}/analyst")
    registered = page.locator("#gaps tbody td:nth-child(2)").all_inner_texts()
    assert registered and all(int(count) >= 10 for count in registered)
    text = page.content() + page.frame_locator("iframe").locator("html").inner_html()
    assert "朝阳路" not in text


def test_the_hours_chart_holds_every_hour_of_the_week(page: Page, town_url: str) -> None:
    page.goto(f"{town_url}/analyst")
    expect(page.locator("#hours rect")).to_have_count(7 * 24)


@pytest.mark.parametrize("path", [
    "/commander?week=2026-W48", "/officer/060101?day=2026-11-24", "/analyst", "/analyst?show=hotspots",
    "/analyst/audit", "/analyst/audit?show=cells",
])
def test_the_map_in_the_frame_has_marks(page: Page, town_url: str, path: str) -> None:
    page.goto(town_url + path)
    pane = page.frame_locator("iframe").locator(".leaflet-overlay-pane, .leaflet-marker-pane")
    expect(pane.locator("canvas, path, img, svg, .leaflet-marker-icon").first).to_be_attached()


def test_a_map_cannot_reach_the_page_around_it(page: Page, town_url: str) -> None:
    page.goto(f"{town_url}/commander?week=2026-W48")
    page.frame_locator("iframe").locator(".leaflet-container").wait_for()
    frame = page.frames[1]
    for reach in ("parent.document.title", "document.cookie", "localStorage.length"):
        tried = f"() => {{ try {{ return {reach} }} catch (error) {{ return error.name }} }}"
        assert frame.evaluate(tried) == "SecurityError"
