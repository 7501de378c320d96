"""Each map as one file from disk: it asks for nothing, complains of nothing, and shows its marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from gisdata.hotspots import HotStreet
from gisdata.maps import draw_coverage_map, draw_hotspots_map, draw_officer_map, draw_routes_map
from tests.browser.map_pages import NEEDS_WEB_FILES, THE_MAP, data_set, open_page, show_at
from tests.coverage_rows import coverage_row
from tests.map_scenes import (
    COMMUNITY_AT,
    MONDAY,
    PERIOD,
    a_basemap,
    a_week,
    some_cells,
    some_coverage,
    some_households,
    some_incidents,
)

pytestmark = [
    pytest.mark.browser,
    NEEDS_WEB_FILES,
]
SIZES = [
    pytest.param({"width": 1440, "height": 900}, id="desk"),
    pytest.param({"width": 390, "height": 844}, id="phone"),
]


def painted(page: Page, selector: str) -> int:
    """Return how many pixels of a canvas are not clear."""
    return int(page.eval_on_selector(selector, """canvas => {
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        let n = 0;
        for (let i = 3; i < pixels.length; i += 4) n += pixels[i] > 0;
        return n;
    }"""))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_routes_of_a_week_open_on_the_first_day(page: Page, tmp_path: Path, language: Any, size: Any) -> None:
    page.set_viewport_size(size)
    open_page(page, tmp_path, draw_routes_map(a_week(4, 3), basemap=a_basemap(), language=language))

    expect(page.locator(".huhu-line")).to_have_count(4)
    expect(page.locator(".huhu-base")).to_have_count(1)
    assert page.locator(".huhu-stop").count() == sum(
        len({(s.lon_deg, s.lat_deg, s.kind) for s in walk.stops if s.number}) for walk in a_week(4, 1)
    )
    assert painted(page, ".leaflet-tile-pane .huhu-sketch") > 10_000
    assert painted(page, ".leaflet-huhu-labels-pane .huhu-sketch") > 100
    assert data_set(page)["roads"] == "30"


def test_day_and_officer_can_be_chosen_and_taken_back(page: Page, tmp_path: Path) -> None:
    open_page(page, tmp_path, draw_routes_map(a_week(4, 3), basemap=a_basemap()))
    lines = page.locator(".huhu-line")

    page.get_by_role("button", name="全部").click()
    expect(lines).to_have_count(12)
    officer = page.get_by_role("button", name="警号 o02")
    officer.click()
    expect(lines).to_have_count(3)
    expect(officer).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="周二", exact=True).click()
    expect(lines).to_have_count(1)
    officer.click()
    expect(lines).to_have_count(4)


def test_a_stop_tells_time_kind_and_address(page: Page, tmp_path: Path) -> None:
    open_page(page, tmp_path, draw_routes_map(a_week(1, 1), basemap=a_basemap(), language="en"))
    page.locator(".huhu-stop", has_text="3–4").click()
    popup = page.locator(".leaflet-popup")

    expect(popup).to_contain_text("Officer o01")
    expect(popup).to_contain_text("Mon 2026-11-23")
    expect(popup.locator("li")).to_have_count(2)
    expect(popup.locator("li").first).to_contain_text("Visit")
    expect(popup.locator("li").first).to_contain_text("21号1栋1单元301室")


def test_marks_of_two_officers_at_one_point_do_not_hide_each_other(page: Page, tmp_path: Path) -> None:
    mine = a_week(1, 1)[0]
    yours = replace(mine, officer_id="o02")
    open_page(page, tmp_path, draw_routes_map([mine, yours]))
    pins = page.locator(".huhu-stop .huhu-pin", has_text="3–4")
    boxes = [pins.nth(i).bounding_box() for i in range(2)]

    assert boxes[0] and boxes[1]
    assert abs(boxes[0]["x"] - boxes[1]["x"]) > 8
    assert abs(boxes[0]["y"] - boxes[1]["y"]) > 6


def test_an_estimate_is_dotted_and_told_in_the_card(page: Page, tmp_path: Path) -> None:
    open_page(page, tmp_path, draw_routes_map(a_week(2, 1, estimated=True), basemap=a_basemap()))

    expect(page.locator(".huhu-banner")).to_be_visible()
    expect(page.locator(".huhu-banner")).to_contain_text("估算：直线×1.2")
    expect(page.locator(".huhu-line").first).to_have_attribute("stroke-dasharray", "2 8")
    expect(page.locator(".huhu-legend")).to_contain_text("直线估算")


@pytest.mark.parametrize("size", SIZES)
def test_an_officer_sees_one_route_and_plain_dots(page: Page, tmp_path: Path, size: Any) -> None:
    page.set_viewport_size(size)
    html = draw_officer_map("o03", a_week(4, 3), some_households(), day=MONDAY, basemap=a_basemap())
    open_page(page, tmp_path, html)

    expect(page.locator(".huhu-line")).to_have_count(1)
    assert data_set(page)["homes"] == "50"
    assert painted(page, ".leaflet-overlay-pane canvas") > 500


def test_an_officers_map_shows_the_chosen_day_as_large_as_it_fits(page: Page, tmp_path: Path) -> None:
    near = a_week(1, 1)[0]
    far = replace(a_week(1, 2)[1], line=(near.line[0], (near.line[0][0] + 0.2, near.line[0][1] + 0.2)))
    open_page(page, tmp_path, draw_officer_map("o01", [near, far], [], basemap=a_basemap()))

    first = page.evaluate(f"{THE_MAP}.getZoom()")
    page.locator(".huhu-choices button").nth(1).click()
    assert page.evaluate(f"{THE_MAP}.getZoom()") < first - 2
    page.locator(".huhu-choices button").nth(0).click()
    assert page.evaluate(f"{THE_MAP}.getZoom()") == first


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_coverage_colours_every_cell_and_hatches_small_ones(
    page: Page, tmp_path: Path, language: Any, size: Any
) -> None:
    page.set_viewport_size(size)
    cells = some_cells()
    open_page(page, tmp_path, draw_coverage_map(some_coverage(cells), cells, basemap=a_basemap(), language=language))

    assert data_set(page)["cells"] == "100"
    assert data_set(page)["layer"] == "share"
    assert painted(page, ".leaflet-overlay-pane canvas") > 20_000
    expect(page.locator(".huhu-step")).to_have_count(5)
    expect(page.locator(".huhu-legend .huhu-key-hatch")).to_be_visible()
    page.get_by_role("button", name="距上次走访" if language == "zh-CN" else "Days since visit").click()
    assert data_set(page)["layer"] == "days"
    expect(page.locator(".huhu-step")).to_have_count(6)


def test_a_cell_under_the_pointer_tells_its_figures(page: Page, tmp_path: Path) -> None:
    cells = some_cells(1)
    row = coverage_row("c00-00", 40, 10, name="第1网格", n_never=3, median_days=61.0, oldest_days=200)
    open_page(page, tmp_path, draw_coverage_map([row], cells, basemap=a_basemap()))
    page.mouse.move(860, 450)
    page.mouse.move(870, 455)

    tip = page.locator(".huhu-tip")
    expect(tip).to_contain_text("第1网格")
    expect(tip).to_contain_text("已走到 10 / 40 户（25%）")
    expect(tip).to_contain_text("中位 61 天，最久 200 天")


@pytest.mark.parametrize("size", SIZES)
def test_hot_spots_show_a_surface_or_the_cells(page: Page, tmp_path: Path, size: Any) -> None:
    page.set_viewport_size(size)
    cells = some_cells()
    density, counts = some_incidents(cells)
    open_page(page, tmp_path, draw_hotspots_map(density, counts, cells=cells, period=PERIOD, basemap=a_basemap()))

    expect(page.locator("img.leaflet-image-layer")).to_have_count(1)
    expect(page.locator(".huhu-source")).to_contain_text("公开警情，共 260 起")
    page.get_by_role("button", name="按方格计数").click()
    expect(page.locator("img.leaflet-image-layer")).to_have_count(0)
    assert painted(page, ".leaflet-overlay-pane canvas") > 5_000


def test_streets_and_squares_of_hot_spots_show_in_their_own_layers_only(page: Page, tmp_path: Path) -> None:
    cells = some_cells()
    density, counts = some_incidents(cells)
    west, south = cells[0].shape.bounds[:2]
    piece = HotStreet(line=((west, south), (west + 0.004, south + 0.003)), per_km=12.0)
    open_page(page, tmp_path, draw_hotspots_map(density, counts, cells=cells, period=PERIOD, streets=[piece]))

    page.get_by_role("button", name="按方格计数").click()
    page.get_by_role("button", name="按街道").click()
    assert 0 < painted(page, ".leaflet-overlay-pane canvas") < 5_000, "the squares alone paint more"
    expect(page.locator(".huhu-legend-title")).to_have_text("沿街警情密度（起/公里）")


def test_the_name_of_a_community_is_written_on_the_ground_where_it_lies(page: Page, tmp_path: Path) -> None:
    written = []
    for ground in (a_basemap(), replace(a_basemap(), places=())):
        open_page(page, tmp_path, draw_routes_map(a_week(4, 3), basemap=ground))
        show_at(page, *COMMUNITY_AT, zoom=14)
        written.append(painted(page, ".leaflet-huhu-labels-pane .huhu-sketch"))
    assert data_set(page)["places"] == "0"
    assert written[0] > written[1] + 200


def test_a_map_without_ground_still_shows_its_marks(page: Page, tmp_path: Path) -> None:
    open_page(page, tmp_path, draw_routes_map(a_week(2, 1)))

    expect(page.locator(".huhu-line")).to_have_count(2)
    expect(page.locator(".leaflet-control-attribution")).to_have_text("")


def test_controls_do_not_cover_each_other(page: Page, tmp_path: Path) -> None:
    for width in (320, 390, 640, 719, 720, 1000, 1440):
        page.set_viewport_size({"width": width, "height": 760})
        open_page(page, tmp_path, draw_routes_map(a_week(9, 7, estimated=True), basemap=a_basemap()))
        controls = [f".leaflet-control-{name}" for name in ("zoom", "scale", "attribution")]
        boxes = [page.locator(name).bounding_box() for name in (".huhu-card", ".huhu-legend", *controls)]
        for i, a in enumerate(boxes):
            for b in boxes[:i]:
                assert a and b
                apart = (a["x"] + a["width"] <= b["x"] + 1 or b["x"] + b["width"] <= a["x"] + 1
                         or a["y"] + a["height"] <= b["y"] + 1 or b["y"] + b["height"] <= a["y"] + 1)
                assert apart, (width, a, b)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_map_in_a_sandboxed_frame_needs_no_more_than_scripts(page: Page, tmp_path: Path) -> None:
    html = draw_routes_map(a_week(2, 1), basemap=a_basemap())
    (tmp_path / "map.html").write_text(html, encoding="utf-8")
    (tmp_path / "around.html").write_text(
        '<!DOCTYPE html><link rel="icon" href="data:,">'
        '<iframe sandbox="allow-scripts" src="map.html" width="800" height="600"></iframe>', encoding="utf-8",
    )
    page.goto((tmp_path / "around.html").as_uri())

    expect(page.frame_locator("iframe").locator(".huhu-line")).to_have_count(2)


def test_a_map_opened_out_of_sight_finds_its_view_when_it_is_seen(page: Page, tmp_path: Path) -> None:
    (tmp_path / "map.html").write_text(draw_routes_map(a_week(2, 1), basemap=a_basemap()), encoding="utf-8")
    (tmp_path / "around.html").write_text(
        '<!DOCTYPE html><link rel="icon" href="data:,">'
        '<iframe src="map.html" style="display: none; width: 900px; height: 700px"></iframe>', encoding="utf-8",
    )
    page.goto((tmp_path / "around.html").as_uri())
    page.eval_on_selector("iframe", "frame => frame.style.display = 'block'")
    frame = page.frame_locator("iframe")

    expect(frame.locator(".leaflet-control-scale")).to_contain_text("m")
    expect(frame.locator(".leaflet-control-scale")).not_to_contain_text("km")       # a town, not a country
    base = frame.locator(".huhu-base").bounding_box()
    assert base is not None
    assert 0 < base["x"] < 900
    assert 0 < base["y"] < 700


def test_a_map_opened_in_a_low_frame_shows_all_when_the_frame_grows_and_keeps_a_place_that_was_chosen(
    page: Page, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": 300, "height": 90})
    open_page(page, tmp_path, draw_routes_map(a_week(2, 1), basemap=a_basemap()))
    page.set_viewport_size({"width": 390, "height": 700})

    expect(page.locator(".huhu-base")).to_be_in_viewport()
    page.wait_for_function(f"() => {{ const map = {THE_MAP}; return map.getSize().y > 400 && map.getZoom() < 17; }}")
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_function(f"() => !{THE_MAP}._animatingZoom")
    chosen = page.evaluate(f"{THE_MAP}.getZoom()")
    page.set_viewport_size({"width": 700, "height": 390})
    page.wait_for_function(f"() => {THE_MAP}.getSize().x > 600")
    assert page.evaluate(f"{THE_MAP}.getZoom()") == chosen


def test_a_printed_map_keeps_legend_banner_and_day_and_drops_the_other_buttons(page: Page, tmp_path: Path) -> None:
    open_page(page, tmp_path, draw_routes_map(a_week(2, 2, estimated=True), basemap=a_basemap()))
    page.emulate_media(media="print")

    buttons = page.locator(".huhu-choices button")
    expect(buttons.nth(0)).to_be_visible()
    expect(buttons.nth(0)).to_have_attribute("title", "周一 2026-11-23")
    expect(buttons.nth(1)).to_be_hidden()
    for gone in (".huhu-fold", ".leaflet-control-zoom"):
        expect(page.locator(gone)).to_be_hidden()
    for kept in (".huhu-banner", ".huhu-legend", ".leaflet-control-scale", "h1"):
        expect(page.locator(kept)).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_three_hundred_stops_and_two_thousand_cells_can_be_used(page: Page, tmp_path: Path, size: Any) -> None:
    page.set_viewport_size(size)
    cells = some_cells(45)[:2000]
    open_page(page, tmp_path, draw_coverage_map(some_coverage(cells), cells, basemap=a_basemap()))
    assert data_set(page)["cells"] == "2000"
    page.get_by_role("button", name="距上次走访").click()
    assert data_set(page)["layer"] == "days"

    open_page(page, tmp_path, draw_routes_map(a_week(5, 5), basemap=a_basemap()))
    page.get_by_role("button", name="全部").click()
    expect(page.locator(".huhu-line")).to_have_count(25)
    assert page.locator(".huhu-stop").count() > 200
