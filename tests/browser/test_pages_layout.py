"""Every page, in both languages, on the desk and on the phone."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from api.workspace import open_workspace
from tests.browser.conftest import served
from tests.web_workspace import planned_workspace

pytestmark = pytest.mark.browser

PAGES = ("/commander", "/commander?officer=060101&day=2026-11-24", "/commander?week=2026-W40", "/officer",
         "/officer/060101", "/officer/060101?day=2026-11-28", "/officer/060102?day=2026-12-08", "/analyst",
         "/analyst?show=hotspots", "/analyst/audit", "/analyst/audit?show=cells", "/about",
         "/addresses", "/addresses?state=later&text=路", "/addresses/decided", "/addresses/door?household=H0179",
         "/commander/left-out?week=2026-W48&reason=later",
         "/commander/events", "/commander/campaign", "/commander/campaign?evenings=2&without=060101")
SIZES: dict[str, ViewportSize] = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


def require_fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, f"{page.url} scrolls sideways by {wide} px"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_page_fits_and_says_its_language(page: Page, town_url: str, language: str, size: str) -> None:
    page.set_viewport_size(SIZES[size])
    for path in PAGES:
        page.goto(f"{town_url}{path}{'&' if '?' in path else '?'}lang={language}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("main")).to_have_count(1)
        require_fits(page)


@pytest.mark.parametrize("size", SIZES)
def test_an_empty_workspace_says_the_next_command_on_every_page(page: Page, empty_url: str, size: str) -> None:
    page.set_viewport_size(SIZES[size])
    for path, command in {
        "/commander": "huhu import households", "/officer": "huhu import officers",
        "/analyst": "huhu cells square", "/analyst?show=hotspots": "huhu import incidents",
        "/addresses": "huhu locate",
    }.items():
        page.goto(empty_url + path)
        expect(page.locator("code").first).to_contain_text(command)
        expect(page.locator("iframe")).to_have_count(0)
        require_fits(page)


def test_an_unplanned_week_says_how_to_plan_it(page: Page, town_url: str) -> None:
    page.goto(f"{town_url}/commander?week=2026-W49")
    expect(page.locator("code")).to_have_text("huhu plan --week 2026-W49")


def test_chinese_pages_hold_no_english_sentence(page: Page, town_url: str) -> None:
    for path in PAGES:
        page.goto(town_url + path)
        text = page.locator("body").inner_text()
        for word in (" the ", " of ", " is ", " and ", " this "):
            assert word not in text, f"{path}: …{text[max(0, text.find(word) - 60):text.find(word) + 60]}…"


def test_the_chosen_language_stays_on_the_next_page(page: Page, town_url: str) -> None:
    page.goto(f"{town_url}/commander")
    page.locator("a.lang").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(f"{town_url}/analyst")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("a.lang").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_phone_targets_are_large_enough_for_a_thumb(page: Page, town_url: str) -> None:
    page.set_viewport_size(SIZES["phone"])
    page.goto(f"{town_url}/officer/060101?day=2026-11-24")
    for target in page.locator(".go-there, .tabs a, .top nav a, .top .brand, .top .about").all():
        box = target.bounding_box()
        assert box is not None and box["height"] >= 44 and box["width"] >= 40
    zoom = page.frame_locator("iframe").locator(".leaflet-control-zoom-in").bounding_box()
    assert zoom is not None and zoom["height"] >= 44 and zoom["width"] >= 44
    page.goto(f"{town_url}/officer")
    for target in page.locator(".officers a").all():
        box = target.bounding_box()
        assert box is not None and box["height"] >= 44


def test_long_names_of_station_communities_and_cells_widen_no_page(
    page: Page, tmp_path: Path, fixed_today: None
) -> None:
    tail = "新型城镇化综合改革示范区第一居民委员会社会治安综合治理网格"
    workspace = planned_workspace(tmp_path / "long")
    settings = workspace.folder / "huhu.toml"
    text = settings.read_text(encoding="utf-8").replace("清河派出所", "清河县公安局经济技术开发区分局清河镇中心派出所")
    settings.write_text(text, encoding="utf-8")
    with workspace.open_store() as store:
        with store.reading() as reading:
            homes, cells = list(reading.households()), list(reading.cells())
        with store.writing() as writing:
            writing.save_households([
                replace(home, community=home.community + tail, address=tail + home.address) for home in homes])
            writing.replace_cells([replace(cell, name=cell.name + tail) for cell in cells])
    page.set_viewport_size(SIZES["phone"])
    with served(open_workspace(workspace.folder)) as url:
        for path in PAGES:
            page.goto(url + path)
            require_fits(page)


def test_each_page_says_in_its_title_what_it_shows(page: Page, town_url: str) -> None:
    paths = ("/commander", "/commander/campaign", "/commander/events", "/commander/rooms", "/officer",
             "/officer/060101", "/analyst", "/analyst?show=hotspots", "/analyst/audit", "/analyst/audit?show=cells",
             "/addresses", "/addresses/decided", "/about")
    titles = set()
    for path in paths:
        page.goto(town_url + path)
        titles.add(page.title())
    assert len(titles) == len(paths)


def test_on_paper_lists_are_whole_and_nothing_can_be_pressed(page: Page, town_url: str) -> None:
    page.emulate_media(media="print")
    for path in ("/commander", "/officer/060101?day=2026-11-24", "/analyst", "/analyst?show=hotspots", "/addresses"):
        page.goto(town_url + path)
        for gone in (".top", ".weeks", ".beside", ".switch", ".find", ".tabs", ".go-there", "iframe", "main button"):
            assert not any(one.is_visible() for one in page.locator(gone).all()), f"{gone} of {path}"
        cut = page.evaluate("""[...document.querySelectorAll("main *")].filter((one) =>
            getComputedStyle(one).overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1
            && !one.closest("svg, .visually-hidden")).map((one) => one.className || one.id)""")
        assert cut == [], path
