"""A printed map: one sheet of A4 with map and legend, and the screen as it was before."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from gisdata.maps import draw_coverage_map, draw_hotspots_map, draw_routes_map
from tests.browser.map_pages import NEEDS_WEB_FILES, THE_MAP, open_page
from tests.map_scenes import PERIOD, a_basemap, a_week, some_cells, some_coverage, some_incidents

pytestmark = [pytest.mark.browser, NEEDS_WEB_FILES]
A4_PT = (842, 595)


def pages() -> dict[str, str]:
    cells = some_cells()
    density, counts = some_incidents(cells)
    return {
        "routes": draw_routes_map(a_week(9, 3, estimated=True), basemap=a_basemap()),
        "coverage": draw_coverage_map(some_coverage(cells), cells, basemap=a_basemap(), language="en"),
        "hotspots": draw_hotspots_map(density, counts, cells=cells, period=PERIOD, basemap=a_basemap()),
    }


def seen(page: Page) -> Any:
    return page.evaluate(f"(() => {{ const map = {THE_MAP}, c = map.getCenter();"
                         "return [c.lat, c.lng, map.getZoom(), map.getSize().x]; })()")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_map_prints_on_one_sheet_and_comes_back_as_it_was(page: Page, tmp_path: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for html in pages().values():
        open_page(page, tmp_path, html)
        page.locator(".leaflet-control-zoom-in").click()
        page.wait_for_timeout(400)
        before = seen(page)
        printed = page.pdf(prefer_css_page_size=True)

        assert len(re.findall(rb"/Type /Page\b", printed)) == 1
        (box,) = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", printed)
        assert [round(float(side)) for side in box] == list(A4_PT)
        page.wait_for_timeout(200)
        assert seen(page) == pytest.approx(before, abs=1e-3)
        expect(page.locator(".huhu-copy")).to_have_count(0)


def test_on_paper_the_map_fills_the_sheet_and_every_canvas_is_a_fresh_copy(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, tmp_path, pages()["coverage"])
    n_canvases = page.locator(".folium-map canvas").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    box = page.locator(".folium-map").bounding_box()

    assert n_canvases >= 3
    assert box is not None
    assert (round(box["width"]), round(box["height"])) == (1047, 714)     # 277 x 189 mm at 96 pixels an inch
    expect(page.locator(".folium-map canvas.huhu-copy")).to_have_count(n_canvases)
    hidden = page.evaluate("[...document.querySelectorAll('.folium-map canvas:not(.huhu-copy)')]"
                           ".every((canvas) => getComputedStyle(canvas).visibility === 'hidden')")
    assert hidden
    for part in (".huhu-legend", ".huhu-card", ".leaflet-control-scale", ".leaflet-control-attribution"):
        inner = page.locator(part).bounding_box()
        assert inner is not None
        assert inner["x"] + inner["width"] <= 1048 and inner["y"] + inner["height"] <= 716
