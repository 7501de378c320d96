"""The audit by cell as a layer: the register beside the number of households there really are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gisdata.audit import AuditRow
from gisdata.coverage import K_LEAST
from gisdata.layers.classes import GAP_COLORS, GAP_EDGES, class_of
from gisdata.layers.layer import CLASS, Layer, Layers, StyleRule, Value, count, flag, text
from gisdata.layers.words import say_layer
from gisdata.records import Cell
from gisdata.records.language import Language

COLUMNS = (
    text("cell_id"), text("name"), text("community"), flag("hidden"), count("n_registered"), count("low"),
    count("likely"), count("high"), count("gap"), count("n_unlisted"), count("n_rooms"), count("n_thin_buildings"),
    flag("disagrees"), count(CLASS),
)
"""Vacant dwellings are counted and not listed: an empty home is nobody's business outside the station."""

FAR_TOO_MANY, TOO_MANY, AGREES, LACKS, LACKS_MUCH, LACKS_MOST, HIDDEN = range(7)
"""Classes in the order of GAP_COLORS, then that of hidden cells."""

_EDGE = "#5b6770"


def audit_layers(
    shown: Sequence[AuditRow], cells: Sequence[Cell], *, station: AuditRow | None, today: date,
    language: Language = "zh-CN",
) -> Layers:
    """Return one row per cell in the order of `cells`; those without a row in `shown` have a shape and no figure."""
    row_of = {row.area: row for row in shown if row.area is not None}
    rows = tuple(_row(cell, row_of.get(cell.cell_id)) for cell in cells)
    layer = Layer(name="audit", shape="MultiPolygon", columns=COLUMNS, rows=rows,
                  shapes=tuple(cell.shape for cell in cells), rules=_rules(language),
                  legend=say_layer("audit_legend", language))
    n_hidden = len(cells) - len(row_of)
    return Layers(
        theme="audit", day=today, title=say_layer("audit_title", language), layers=(layer,),
        subtitle="" if station is None else say_layer(
            "audit_subtitle", language, registered=station.evidence.n_registered, likely=station.likely,
            low=station.low, high=station.high),
        source=say_layer("audit_source", language, day=today.isoformat()),
        figures=(*_figures(station), ("n_hidden", n_hidden)),
        notes=(say_layer("hidden_note", language, n=n_hidden, k=K_LEAST),) if n_hidden else (),
    )


def _row(cell: Cell, row: AuditRow | None) -> tuple[Value, ...]:
    known: tuple[Value, ...] = (cell.cell_id, cell.name, cell.community, row is None)
    if row is None:
        return (*known, *[None] * 8, False, HIDDEN)
    told = row.evidence
    return (*known, told.n_registered, row.low, row.likely, row.high, row.gap, told.n_unlisted, told.n_rooms,
            told.n_thin_buildings, row.disagrees, gap_class(row))


def gap_class(row: AuditRow) -> int:
    """Return how far the register is off the likely number, FAR_TOO_MANY to LACKS_MOST; AGREES without a finding."""
    if not row.disagrees:
        return AGREES
    off = row.gap / row.likely if row.likely else -1.0      # nobody there: every row is too many
    if off < 0:
        return FAR_TOO_MANY if off <= -GAP_EDGES[0] else TOO_MANY
    return LACKS + class_of(off, GAP_EDGES)


def _rules(language: Language) -> tuple[StyleRule, ...]:
    much, most = (f"{edge:.0%}" for edge in GAP_EDGES)
    labels = (
        say_layer("too_many_by", language, share=much), say_layer("too_many", language), say_layer("agrees", language),
        say_layer("lacks", language), say_layer("lacks_over", language, share=much),
        say_layer("lacks_over", language, share=most),
    )
    return (
        *(StyleRule(label=label, color=color, edge=_EDGE) for label, color in zip(labels, GAP_COLORS, strict=True)),
        StyleRule(label=say_layer("hidden_rule", language, k=K_LEAST), color="#9aa5b1", edge=_EDGE, hatched=True),
    )


def _figures(station: AuditRow | None) -> tuple[tuple[str, Value], ...]:
    if station is None:
        return ()
    return (("n_registered", station.evidence.n_registered), ("low", station.low), ("likely", station.likely),
            ("high", station.high))
