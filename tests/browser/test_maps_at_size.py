"""Thousands of cells and doors: drawn another way, and the pointer still tells the right figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from shapely import Point

from gisdata.layers.classes import SHARE_COLORS
from gisdata.maps import draw_coverage_map, draw_officer_map
from gisdata.maps.palette import rgb
from gisdata.records import Cell
from tests.browser.map_pages import NEEDS_WEB_FILES, color_at, data_set, open_page, point_at, show_at
from tests.coverage_rows import coverage_row
from tests.map_crowds import many_fields, many_households, many_squares
from tests.map_scenes import a_walk

pytestmark = [pytest.mark.browser, NEEDS_WEB_FILES]
N_SQUARES, N_FIELDS = 46, 2100


def coverage_page(cells: list[Cell]) -> str:
    """Return the map of cells that reached k of 100 households, k going round from 0 to 100; every ninth has 9."""
    rows = [coverage_row(cell.cell_id, 9 if k % 9 == 8 else 100, 0 if k % 9 == 8 else k % 101, name=cell.name)
            for k, cell in enumerate(cells)]
    return draw_coverage_map(rows, cells)


def told_cells(cells: list[Cell]) -> list[int]:
    """Return some cells from all over, the first and the last among them, none of the hidden ones."""
    picked = [0, len(cells) - 1, len(cells) // 2, len(cells) // 3, len(cells) // 5]
    return [k - 1 if k % 9 == 8 else k for k in picked]


@pytest.mark.parametrize(("make", "n", "kind"), [
    pytest.param(many_squares, N_SQUARES, "raster", id="squares"),
    pytest.param(many_fields, N_FIELDS, "painted", id="fields"),
])
def test_each_place_of_a_large_map_has_the_colour_and_the_figures_of_its_cell(
    page: Page, tmp_path: Path, make: Callable[[int], list[Cell]], n: int, kind: str
) -> None:
    cells = make(n)
    open_page(page, tmp_path, coverage_page(cells))
    assert data_set(page)["kind"] == kind
    tip = page.locator(".huhu-tip")

    for zoom, k in zip((17, 18, 15, 16, 14), told_cells(cells), strict=True):
        inside = cells[k].shape.representative_point()
        show_at(page, inside.x, inside.y, zoom=zoom)
        point_at(page, inside.x, inside.y)
        expect(tip.locator("strong")).to_have_text(cells[k].name or cells[k].cell_id)
        expect(tip).to_contain_text(f"已走到 {k % 101} / 100 户（{k % 101}%）")
        assert color_at(page, inside.x, inside.y)[:3] == pytest.approx(rgb(SHARE_COLORS[share_class(k)]), abs=2)


def share_class(k: int) -> int:
    return next(i for i, edge in enumerate((20, 40, 60, 80, 100)) if k % 101 <= edge)


def test_a_metre_inside_a_border_of_a_square_is_still_that_square(page: Page, tmp_path: Path) -> None:
    cells = many_squares(N_SQUARES)
    open_page(page, tmp_path, coverage_page(cells))

    for k in (0, N_SQUARES - 1, len(cells) - 1):
        west, south, east, north = cells[k].shape.buffer(-2e-5).bounds
        for lon, lat in ((west, south), (east, north)):
            if not cells[k].shape.contains(Point(lon, lat)):
                continue     # the square is turned a little against the meridians
            show_at(page, lon, lat, zoom=18)
            point_at(page, lon, lat)
            expect(page.locator(".huhu-tip strong")).to_have_text(cells[k].name)


def test_a_small_cell_of_a_large_map_is_hatched_and_tells_no_figure(page: Page, tmp_path: Path) -> None:
    cells = many_squares(N_SQUARES)
    open_page(page, tmp_path, coverage_page(cells))
    middle = cells[8].shape.centroid
    show_at(page, middle.x, middle.y, zoom=16)
    point_at(page, middle.x, middle.y)

    expect(page.locator(".huhu-tip")).to_have_text(f"{cells[8].name}不足10户，合并显示")


@pytest.mark.parametrize(("n", "kind"), [(2000, "shapes"), (2001, "raster")])
def test_above_two_thousand_cells_the_map_is_drawn_another_way(
    page: Page, tmp_path: Path, n: int, kind: str
) -> None:
    open_page(page, tmp_path, coverage_page(many_squares(N_SQUARES)[:n]))

    assert data_set(page)["kind"] == kind
    assert data_set(page)["cells"] == str(n)


def test_a_dot_among_thousands_tells_how_many_doors_it_has(page: Page, tmp_path: Path) -> None:
    doors = many_households(6000)
    doors += [doors[7]] * 4
    open_page(page, tmp_path, draw_officer_map("o01", [a_walk(1)], doors))
    assert data_set(page)["homes"] == "6000"

    lon, lat = doors[7].lon_deg, doors[7].lat_deg
    assert lon is not None and lat is not None
    show_at(page, lon, lat, zoom=18)
    point_at(page, lon, lat)
    expect(page.locator(".huhu-tip")).to_have_text("此处包联 5 户")
    assert color_at(page, lon, lat)[3] > 100
