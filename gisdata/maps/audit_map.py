"""The audit on a map: cells where the register and the households there are disagree, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from gisdata.audit import AuditRow
from gisdata.coverage import K_LEAST
from gisdata.maps.cells_layer import NO_CLASS, CellLayer, CellMark, ColorClass, cells_bounds, class_of
from gisdata.maps.cells_packing import pack_cells, scripts_of
from gisdata.maps.offline import DataLayer, OfflineMap
from gisdata.maps.palette import GAP_COLORS, SHARE_COLORS
from gisdata.maps.sheet import Sheet, SheetOptions, page_of
from gisdata.records import Cell

FAR_OFF, FARTHER_OFF = 0.2, 0.4
"""A fifth and two fifths of the estimate: an officer sees the difference walking through the cell."""

GAPS = ("≥+20%", "+", "≈", "−", "≥−20%", "≥−40%")
"""Register against estimate, without words: six steps stand side by side in a card."""

EVEN = GAPS.index("≈")

WIDTH_EDGES = (0.1, 0.2, 0.3, 0.5)
"""From an interval that settles the matter to one that says: go and look."""


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


def gap_class(row: AuditRow) -> int:
    """Return the place in GAPS of a row; one that does not disagree fits."""
    if not row.disagrees:
        return EVEN
    off = row.gap / row.likely if row.likely else -1.0      # nobody there: every row is too many
    if off < 0:
        return 0 if off <= -FAR_OFF else 1
    return EVEN + 1 + class_of(off, (FAR_OFF, FARTHER_OFF))


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
