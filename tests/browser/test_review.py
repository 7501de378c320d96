"""An address is settled on its map in a real browser: by candidate, by dragging, by tapping, by keys; and undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from api.workspace import Workspace
from gisdata.records import Household, Located
from tests.browser.conftest import DESK, PHONE, served
from tests.review_workspace import SOUTH, WEST, households_of, review_workspace

pytestmark = pytest.mark.browser


@pytest.fixture
def station(tmp_path: Path) -> Workspace:
    return review_workspace(tmp_path / "station")


@pytest.fixture
def url(station: Workspace, page: Page, fixed_today: None) -> Iterator[str]:
    """Address of a server of its own; the page leaves it before it stops."""
    with served(station) as address:
        yield address
        page.goto("about:blank")


def open_door(page: Page, url: str, household_id: str) -> FrameLocator:
    page.goto(f"{url}/addresses/door?household={household_id}")
    frame = page.frame_locator("#door-map")
    frame.locator("[data-door=ready]").wait_for()
    return frame


def chosen(page: Page) -> str:
    return page.locator("[name=choice]:checked").get_attribute("value") or ""


def point_of(page: Page) -> tuple[float, float]:
    expect(page.locator("[name=choice][value=point]")).to_be_checked()
    lon, lat = (page.locator(f"[name={name}]").input_value() for name in ("lon", "lat"))
    return float(lon), float(lat)


def moved(station: Workspace, household_id: str) -> Household:
    household = households_of(station)[household_id]
    assert household.located is Located.DECIDED
    return household


def test_a_candidate_is_accepted_from_the_list_to_the_next_address(page: Page, url: str, station: Workspace) -> None:
    page.goto(f"{url}/addresses")
    page.locator(".to-settle a").first.click()
    frame = page.frame_locator("#door-map")
    frame.locator("[data-door=ready]").wait_for()
    frame.locator(".huhu-letter span", has_text="B").click()
    expect(page.locator("[name=choice]:checked")).to_have_value("candidate:q2")
    page.locator("[value='candidate:q1']").check()
    expect(frame.locator(".huhu-taken")).to_have_text("A")
    page.locator("#settle .main").click()
    expect(page.locator(".done")).to_contain_text("学府路5号")
    expect(page.locator("h1")).to_have_text("幸福路90号2室")
    assert moved(station, "h4").lon_deg == WEST + 0.001
    page.locator(".done button").click()
    expect(page.locator("h1")).to_have_text("学府路5号")
    assert households_of(station)["h4"].located is Located.NOWHERE


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_dragged_pin_settles_all_homes_behind_the_door(
    page: Page, url: str, station: Workspace, size: dict[str, int]
) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    frame = open_door(page, url, "h2")
    box = frame.locator(".huhu-door-pin i").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y - 40, steps=4)
    page.mouse.up()
    lon, lat = point_of(page)
    assert lon > WEST + 11e-5 and lat > SOUTH
    page.locator("#settle .main").click()
    expect(page.locator("#review")).to_be_visible()   # it was the last of the list
    for household_id in ("h2", "h3"):
        found = moved(station, household_id)
        assert (found.lon_deg, found.lat_deg) == (lon, lat)


def test_a_tap_on_the_map_sets_the_pin_and_arrow_keys_move_it(page: Page, url: str) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    frame = open_door(page, url, "h3")
    frame.locator(".leaflet-container").click(position={"x": 90, "y": 70})
    tapped = point_of(page)
    frame.locator(".huhu-door-pin").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    stepped = point_of(page)
    assert stepped[0] > tapped[0] and stepped[1] < tapped[1]
    assert stepped[0] - tapped[0] > 5 * (tapped[1] - stepped[1])


def test_an_address_is_settled_by_keys_alone(page: Page, url: str, station: Workspace) -> None:
    open_door(page, url, "h4")
    page.locator("[name=choice]").first.focus()
    page.keyboard.press("ArrowDown")
    assert chosen(page) == "candidate:q2"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("幸福路90号2室")
    assert moved(station, "h4").lon_deg == WEST + 0.004


def test_a_door_that_does_not_exist_is_said_and_unsaid(page: Page, url: str, station: Workspace) -> None:
    open_door(page, url, "h3")
    page.locator("#settle .main").click()             # nothing is chosen: the browser asks for a choice
    expect(page.locator("h1")).to_have_text("幸福路90号2室")
    page.locator("[value=none]").check()
    page.locator("#settle .main").click()
    expect(page.locator(".done")).to_contain_text("没有这个门")
    page.goto(f"{url}/addresses")
    expect(page.locator(".to-settle a")).to_have_count(1)
    page.goto(f"{url}/addresses/decided")
    page.locator(".undo button").click()
    page.goto(f"{url}/addresses")
    expect(page.locator(".to-settle a")).to_have_count(3)


def test_a_place_between_two_numbers_is_confirmed_as_it_is(page: Page, url: str, station: Workspace) -> None:
    open_door(page, url, "h5")
    page.locator("[name=choice][value=point]").check()
    page.locator("#settle .main").click()
    expect(page.locator(".done")).to_be_visible()
    assert moved(station, "h5").lon_deg == WEST + 12e-5


NO_PLACES = (
    "{huhu: 'place', lon: 1, lat: 1}", "{huhu: 'place', lon: '1', lat: 1, candidate: ''}", "'place'", "null",
    "{huhu: 'place', lon: NaN, lat: 1, candidate: ''}", "{huhu: 'place', lon: 181, lat: 1, candidate: ''}",
    "{huhu: 'place', lon: 1, lat: 1, candidate: 'x'.repeat(201)}", "{huhu: 'go', lon: 1, lat: 1, candidate: ''}",
)


def test_the_page_takes_nothing_but_places_from_its_map(page: Page, url: str) -> None:
    open_door(page, url, "h4")
    for message in NO_PLACES:
        page.frames[1].evaluate(f"parent.postMessage({message}, '*')")
    page.evaluate("window.postMessage({huhu: 'place', lon: 1, lat: 1, candidate: ''}, '*')")   # not from the frame
    page.wait_for_timeout(100)
    expect(page.locator("[name=choice]:checked")).to_have_count(0)
    page.frames[1].evaluate("parent.postMessage({huhu: 'place', lon: 2, lat: 3, candidate: ''}, '*')")
    assert point_of(page) == (2, 3)


def test_the_map_takes_nothing_but_its_candidates_from_the_page(page: Page, url: str) -> None:
    frame = open_door(page, url, "h4")
    inside = page.frames[1]
    inside.evaluate("window.postMessage({huhu: 'choose', candidate: 'q2'}, '*')")          # from itself
    send = "(asked) => document.getElementById('door-map').contentWindow.postMessage(asked, '*')"
    for asked in ({"huhu": "choose", "candidate": "q9"}, {"candidate": "q2"}, "q2", None):
        page.evaluate(send, asked)
    expect(frame.locator(".huhu-taken")).to_have_count(0)
    page.evaluate(send, {"huhu": "choose", "candidate": "q1"})
    expect(frame.locator(".huhu-taken")).to_have_text("A")


def test_targets_are_large_enough_for_a_thumb(page: Page, url: str) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    open_door(page, url, "h4")
    targets = page.locator(".choice, .acts .go").all()
    assert len(targets) == 7
    for target in targets:
        box = target.bounding_box()
        assert box is not None and box["height"] >= 44 and box["width"] >= 44
