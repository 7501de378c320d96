"""The audit on a map: cells where the register and the households there are disagree, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from gisdata.audit import AuditRow
from gisdata.coverage import K_LEAST
from gisdata.layers.audit import gap_class
from gisdata.layers.classes import GAP_COLORS, SHARE_COLORS, WIDTH_EDGES, class_of
from gisdata.maps.cells_layer import NO_CLASS, CellLayer, CellMark, ColorClass, cells_bounds
from gisdata.maps.cells_packing import pack_cells, scripts_of
from gisdata.maps.offline import DataLayer, OfflineMap
from gisdata.maps.sheet import Sheet, SheetOptions, page_of
from gisdata.records import Cell

GAPS = ("≥+20%", "+", "≈", "−", "≥−20%", "≥−40%")
"""The classes of `gap_class` without words: six steps stand side by side in a card."""


def draw_audit_map(
    audit: Sequence[AuditRow], cells: Sequence[Cell], *, station: AuditRow | None = None,
    **options: Unpack[SheetOptions],
) -> str:
    """Return an HTML page with two layers: how far the register is off the estimate, and how wide the interval is.

    `audit`: the rows that the reader may see; every other cell is hatched without any figure, and its figures do not
    enter the page. `station`: the row of the whole, for the title.

    Raises WrongArgument when there is no cell.
    """
    return page_of(build_audit_map(audit, cells, station=station, **options))


def build_audit_map(
    audit: Sequence[AuditRow], cells: Sequence[Cell], *, station: AuditRow | None = None,
    **options: Unpack[SheetOptions],
) -> OfflineMap:
    """Return the same map as a folium map."""
    sheet = Sheet(**options)
    words, bounds = sheet.words, cells_bounds(cells)
    words["hidden"] = words["hidden"].format(k=K_LEAST)
    subtitle = "" if station is None else _told(words["audit_sub"], station)
    drawn = sheet.start_map(sheet.paper(words["audit_title"], bounds, subtitle=subtitle), bounds)
    row_of = {row.area: row for row in audit}
    marks = [_mark(cell, row_of.get(cell.cell_id), words) for cell in cells]
    data = pack_cells(_layers(words), marks, words)
    DataLayer("cells", data, scripts=scripts_of(data), call="huhu.addCells(map, data, huhu.sheet);").add_to(drawn)
    return drawn


def _mark(cell: Cell, row: AuditRow | None, words: dict[str, str]) -> CellMark:
    name = cell.name or cell.cell_id
    if row is None:
        return CellMark(name=name, shape=cell.shape, classes=(NO_CLASS, NO_CLASS), hidden=True,
                        lines=(words["hidden"],))
    width = class_of((row.high - row.low) / row.likely, WIDTH_EDGES) if row.likely else NO_CLASS
    return CellMark(name=name, shape=cell.shape, classes=(gap_class(row), width),
                    lines=(_told(words["cell_estimate"], row),))


def _told(template: str, row: AuditRow) -> str:
    return template.format(registered=row.evidence.n_registered, likely=row.likely, low=row.low, high=row.high)


def _layers(words: dict[str, str]) -> tuple[CellLayer, ...]:
    widths = [*(f"≤{edge:.0%}" for edge in WIDTH_EDGES), f">{WIDTH_EDGES[-1]:.0%}"]
    return (
        CellLayer(
            key="gap", name=words["gap_layer"], legend=words["gap_legend"], note=words["gap_note"],
            classes=tuple(ColorClass(color=c, label=text) for c, text in zip(GAP_COLORS, GAPS, strict=True)),
        ),
        CellLayer(
            key="width", name=words["width_layer"], legend=words["width_legend"],
            classes=tuple(ColorClass(color=c, label=text) for c, text in zip(SHARE_COLORS, widths, strict=True)),
        ),
    )
