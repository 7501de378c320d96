"""The slider of a map: another moment shows another picture, and the keys move it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from gisdata.coverage import WeeklyReached
from gisdata.hotspots import CellIncidents
from gisdata.layers.classes import SHARE_COLORS
from gisdata.maps import draw_coverage_map, draw_hotspots_map
from gisdata.maps.palette import rgb
from tests.browser.map_pages import NEEDS_WEB_FILES, color_at, data_set, open_page, point_at, show_at
from tests.coverage_rows import coverage_row
from tests.map_crowds import many_squares
from tests.map_scenes import PERIOD, some_cells

pytestmark = [pytest.mark.browser, NEEDS_WEB_FILES]
SUNDAYS = tuple(date(2026, 10, 4) + timedelta(days=7 * k) for k in range(4))


def test_a_week_earlier_shows_the_picture_of_a_week_earlier(page: Page, tmp_path: Path) -> None:
    cells = many_squares(46)
    rows = [coverage_row(cell.cell_id, 100, 100, name=cell.name) for cell in cells]
    weekly = WeeklyReached(days=SUNDAYS, n_reached=tuple((n,) * len(cells) for n in (0, 30, 50, 100)))
    open_page(page, tmp_path, draw_coverage_map(rows, cells, weekly=weekly, language="en"))
    assert data_set(page)["kind"] == "raster"
    middle = cells[1000].shape.centroid
    show_at(page, middle.x, middle.y, zoom=15)
    slider, told = page.get_by_role("slider", name="Time"), page.locator(".huhu-timeline output")
    expect(told).to_have_text("by 2026-10-25")
    seen = [color_at(page, middle.x, middle.y)[:3]]

    slider.focus()
    for key, day in (("ArrowLeft", "2026-10-18"), ("ArrowLeft", "2026-10-11"), ("Home", "2026-10-04")):
        page.keyboard.press(key)
        expect(told).to_have_text(f"by {day}")
        expect(slider).to_have_attribute("aria-valuetext", f"by {day}")
        seen.append(color_at(page, middle.x, middle.y)[:3])
    for found, k in zip(seen, (4, 2, 1, 0), strict=True):
        assert found == pytest.approx(rgb(SHARE_COLORS[k]), abs=2)
    page.keyboard.press("ArrowRight")
    point_at(page, middle.x, middle.y)
    expect(page.locator(".huhu-tip")).to_contain_text("by 2026-10-11: ≤40%")


def test_another_layer_has_no_slider_and_the_first_one_keeps_its_moment(page: Page, tmp_path: Path) -> None:
    cells = some_cells(4)
    rows = [coverage_row(cell.cell_id, 100, 50, name=cell.name, n_attempted=90, n_contacted=70) for cell in cells]
    weekly = WeeklyReached(days=SUNDAYS, n_reached=tuple((n,) * len(cells) for n in (0, 10, 30, 50)))
    open_page(page, tmp_path, draw_coverage_map(rows, cells, weekly=weekly))
    page.get_by_role("slider").press("Home")
    page.get_by_role("button", name="已上门").click()
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.locator(".huhu-legend")).to_contain_text("只分五档显示")
    page.get_by_role("button", name="已走到").click()
    expect(page.locator(".huhu-timeline output")).to_have_text("截至 2026-10-04")


def test_hours_of_the_week_move_the_hot_squares(page: Page, tmp_path: Path) -> None:
    cells = some_cells(4)
    rows = [CellIncidents(cell_id=cell.cell_id, name="", n_incidents=40, area_km2=0.5, per_km2=80.0) for cell in cells]
    by_hour = np.zeros((168, len(cells)))
    by_hour[20, :8], by_hour[21, 8:] = 30, 20
    open_page(page, tmp_path, draw_hotspots_map(None, rows, cells=cells, period=PERIOD, by_hour=by_hour))
    page.get_by_role("button", name="按钟点").click()
    told, painted = page.locator(".huhu-timeline output"), []
    expect(told).to_have_text("周一 20:00–21:00")
    for _ in range(3):
        page.wait_for_timeout(60)
        painted.append(page.locator(".leaflet-overlay-pane canvas").screenshot())
        page.get_by_role("slider").press("ArrowRight")

    expect(told).to_have_text("周一 23:00–24:00")
    assert len(set(painted)) == 3
