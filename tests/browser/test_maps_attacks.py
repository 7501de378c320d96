"""Texts that would like to be scripts: in a real browser nothing of them runs, and they are read as written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Dialog, Page, expect

from gisdata.coverage import CellCoverage
from gisdata.hotspots import CellIncidents
from gisdata.maps import draw_cells_map, draw_coverage_map, draw_hotspots_map, draw_officer_map, draw_routes_map
from gisdata.records import Cell
from gisdata.records.basemap import Basemap, BasemapArea, BasemapLine
from tests.browser.map_pages import NEEDS_WEB_FILES, open_page
from tests.map_crowds import many_squares
from tests.map_scenes import ATTACKS, PERIOD, SOUTH, STEP, WEST, a_basemap, a_walk, some_cells, some_coverage

pytestmark = [
    pytest.mark.browser,
    NEEDS_WEB_FILES,
]


@pytest.fixture
def dialogs(page: Page) -> list[str]:
    """What was said by alert(); any script of an attack text would."""
    said: list[str] = []

    def note(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    return said


def hostile_town() -> Basemap:
    """Return the invented town with attack texts for names of streets, parks, and kinds."""
    town = a_basemap()
    roads = tuple(replace(road, name=ATTACKS[i % len(ATTACKS)]) for i, road in enumerate(town.roads))
    ring = np.array([(WEST, SOUTH), (WEST + STEP, SOUTH), (WEST + STEP, SOUTH + STEP), (WEST, SOUTH)])
    greens = tuple(BasemapArea(kind=attack, name=attack, rings=(ring,)) for attack in ATTACKS)
    lines = tuple(BasemapLine(kind=attack, name=attack, coords=ring) for attack in ATTACKS)
    places = tuple(replace(town.places[0], name=attack, kind=attack) for attack in ATTACKS)
    return replace(town, roads=roads, green=greens, water_lines=lines, places=(*town.places, *places))


def n_elements(page: Page) -> int:
    return int(page.evaluate("document.querySelectorAll('script, style, link, base, iframe, img, svg a').length"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_address_is_shown_as_written_and_never_run(
    page: Page, tmp_path: Path, dialogs: list[str], attack: str
) -> None:
    open_page(page, tmp_path, draw_routes_map([a_walk()], title="x", attribution="x", basemap=a_basemap()))
    before = n_elements(page)
    walk = replace(a_walk(what=attack), mode=attack, week=attack, team=attack)
    open_page(page, tmp_path, draw_routes_map([walk], title=attack, attribution=attack, basemap=a_basemap()))

    expect(page.locator("h1")).to_have_text(attack, use_inner_text=False)
    page.locator(".huhu-stop").last.click()
    expect(page.locator(".leaflet-popup li div").first).to_have_text(attack)
    page.keyboard.press("Escape")
    page.locator(".huhu-line").first.dispatch_event("click")
    page.wait_for_timeout(50)
    assert n_elements(page) == before
    assert dialogs == []


def test_officer_numbers_and_street_names_are_never_run(page: Page, tmp_path: Path, dialogs: list[str]) -> None:
    walks = [replace(a_walk(i + 1, what=attack), officer_id=attack) for i, attack in enumerate(ATTACKS)]
    open_page(page, tmp_path, draw_routes_map(walks, basemap=hostile_town()))
    expect(page.locator(".huhu-officers button")).to_have_count(len(ATTACKS))
    for zoom in range(4):
        page.locator(".leaflet-control-zoom-in").click()
        page.wait_for_timeout(60 + zoom)
    open_page(page, tmp_path, draw_officer_map(ATTACKS[1], walks, [], basemap=hostile_town()))
    expect(page.locator(".huhu-sub")).to_contain_text("</script>")

    assert dialogs == []


def many_named() -> tuple[list[CellCoverage], list[Cell]]:
    """Return more than 2,000 squares with attack texts for names, and figures for them."""
    cells = [replace(cell, name=ATTACKS[i % len(ATTACKS)]) for i, cell in enumerate(many_squares(46))]
    return [replace(row, n_registered=50, n_audited=50, n_reached=20) for row in some_coverage(cells)], cells


SWEEPS = 6
"""Leaflet looks at the mouse every 32 ms at most, so a busy machine may miss a cell in one sweep."""


def names_under_the_mouse(page: Page) -> set[str]:
    names: set[str] = set()
    for x in range(380, 1340, 60):
        for y in range(60, 860, 60):
            page.mouse.move(x, y)
            names |= set(page.evaluate("[...document.querySelectorAll('.huhu-tip strong')].map(e => e.textContent)"))
    return names


def test_names_of_cells_are_never_run(page: Page, tmp_path: Path, dialogs: list[str]) -> None:
    cells = [replace(cell, name=ATTACKS[i % len(ATTACKS)]) for i, cell in enumerate(some_cells(5))]
    coverage = [replace(row, n_registered=50, n_audited=50, n_reached=20) for row in some_coverage(cells)]
    counts = [
        CellIncidents(cell_id=cell.cell_id, name=cell.name, n_incidents=i, area_km2=1.0, per_km2=float(i))
        for i, cell in enumerate(cells)
    ]
    seen: set[str] = set()
    for html in (
        draw_coverage_map(coverage, cells), draw_hotspots_map(None, counts, cells=cells, period=PERIOD),
        draw_cells_map(cells), draw_coverage_map(*many_named()),
    ):
        open_page(page, tmp_path, html)
        seen |= names_under_the_mouse(page)
        for _ in range(SWEEPS):
            if seen != set(ATTACKS):
                seen |= names_under_the_mouse(page)

    assert seen == set(ATTACKS)
    assert dialogs == []
