"""The grid cells themselves: their borders, where two claim the same ground, and ground that none does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from gisdata.cells import Seam
from gisdata.layers.classes import SEAM_COLORS
from gisdata.maps.cells_layer import CellLayer, CellMark, ColorClass, cells_bounds
from gisdata.maps.cells_packing import pack_cells, scripts_of
from gisdata.maps.offline import DataLayer, OfflineMap
from gisdata.maps.sheet import Sheet, SheetOptions, page_of
from gisdata.records import Cell

FITS = ("fit_cell", "fit_gap", "fit_overlap")

MOST_NAMED = 6
"""Cells named beside a gap; a hole may have many around it."""


def draw_cells_map(
    cells: Sequence[Cell], *, overlaps: Sequence[Seam] = (), gaps: Sequence[Seam] = (), **options: Unpack[SheetOptions]
) -> str:
    """Return an HTML page of all cells, their overlaps and gaps above them; each tells its name, area and cells.

    Raises WrongArgument when there is no cell.
    """
    return page_of(build_cells_map(cells, overlaps=overlaps, gaps=gaps, **options))


def build_cells_map(
    cells: Sequence[Cell], *, overlaps: Sequence[Seam] = (), gaps: Sequence[Seam] = (), **options: Unpack[SheetOptions]
) -> OfflineMap:
    """Return the same map as a folium map."""
    sheet = Sheet(**options)
    words, bounds = sheet.words, cells_bounds(cells)
    subtitle = words["cells_sub"].format(cells=len(cells), overlaps=len(overlaps), gaps=len(gaps))
    drawn = sheet.start_map(sheet.paper(words["cells_title"], bounds, subtitle=subtitle), bounds)
    marks = [
        *(_cell_mark(cell, words) for cell in cells),
        *(_seam_mark(seam, words, kind=1) for seam in gaps),
        *(_seam_mark(seam, words, kind=2) for seam in overlaps),
    ]
    layer = CellLayer(
        key="fit", name=words["fit_layer"], legend=words["fit_legend"],
        classes=tuple(ColorClass(color=c, label=words[key]) for c, key in zip(SEAM_COLORS, FITS, strict=True)),
    )
    data = pack_cells([layer], marks, words)
    DataLayer("cells", data, scripts=scripts_of(data), call="huhu.addCells(map, data, huhu.sheet);").add_to(drawn)
    return drawn


def _cell_mark(cell: Cell, words: dict[str, str]) -> CellMark:
    community = (words["cell_community"].format(community=cell.community),) if cell.community else ()
    lines = (cell.cell_id, *community) if cell.name and cell.name != cell.cell_id else community
    return CellMark(name=cell.name or cell.cell_id, shape=cell.shape, classes=(0,), lines=lines)


def _seam_mark(seam: Seam, words: dict[str, str], *, kind: int) -> CellMark:
    named = ", ".join(seam.cell_ids[:MOST_NAMED]) + (" …" if len(seam.cell_ids) > MOST_NAMED else "")
    lines = (words["seam_area"].format(area=f"{seam.area_m2:,.0f}"), words["seam_cells"].format(cells=named))
    return CellMark(name=words[FITS[kind]], shape=seam.shape, classes=(kind,), lines=lines)
