"""Coverage by cell as a layer: what may leave of it, small cells hidden, nobody's absence on a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from gisdata.coverage import K_LEAST, AnalystCoverage, CellCoverage, Coverage, Trend
from gisdata.layers.classes import SHARE_COLORS, SHARE_EDGES, class_of
from gisdata.layers.layer import CLASS, Layer, Layers, StyleRule, Value, count, flag, number, text
from gisdata.layers.words import say_layer
from gisdata.records import Cell
from gisdata.records.language import Language

COLUMNS = (
    text("cell_id"), text("name"), text("community"), flag("hidden"), count("n_registered"), count("n_audited"),
    count("n_unlisted"), count("n_reached"), count("n_verified"), count("n_never"), number("share"),
    number("median_days"), count("patrol_days"), flag("uncovered"), count(CLASS),
)
"""No attempts and no contacts: attempts less contacts are absences, and those are on no map (red line 2)."""

HIDDEN = len(SHARE_EDGES) + 1
"""The class of a cell whose figures are hidden; it comes after the shares."""

_EDGE = "#5b6770"


def coverage_layers(
    coverage: AnalystCoverage, cells: Sequence[Cell], *, station: Coverage | None, trend: Trend | None,
    patrol_days: Mapping[str, int], today: date, language: Language = "zh-CN",
) -> Layers:
    """Return one row per cell in the order of `cells`; hidden cells have a shape and no figure.

    `station` and `trend` are None when they would speak of fewer than ten households; the four levels are told of the
    whole station only. `patrol_days` by cell: a figure of plans, told of hidden cells too.
    """
    row_of = {row.cell_id: row for row in coverage.shown}
    rows = tuple(_row(cell, row_of.get(cell.cell_id), patrol_days.get(cell.cell_id)) for cell in cells)
    layer = Layer(name="coverage", shape="MultiPolygon", columns=COLUMNS, rows=rows,
                  shapes=tuple(cell.shape for cell in cells), rules=_rules(language),
                  legend=say_layer("coverage_legend", language))
    subtitle = "" if station is None else say_layer(
        "coverage_subtitle", language, reached=station.n_reached, audited=station.n_audited,
        registered=station.n_registered, share=f"{station.share or 0:.1%}")
    return Layers(
        theme="coverage", day=today, title=say_layer("coverage_title", language), subtitle=subtitle,
        source=say_layer("coverage_source", language, day=today.isoformat()), layers=(layer,),
        figures=_figures(coverage, station, trend), notes=_notes(coverage, language),
    )


def _row(cell: Cell, row: CellCoverage | None, patrol_days: int | None) -> tuple[Value, ...]:
    known: tuple[Value, ...] = (cell.cell_id, cell.name, cell.community, row is None)
    if row is None:
        return (*known, *[None] * 8, patrol_days, False, HIDDEN)
    drawn = None if row.share is None else class_of(row.share, SHARE_EDGES)
    return (*known, row.n_registered, row.n_audited, row.n_unlisted, row.n_reached, row.n_verified, row.n_never,
            row.share, row.median_days, patrol_days, row.is_uncovered, drawn)


def _rules(language: Language) -> tuple[StyleRule, ...]:
    shares = [f"≤ {edge:.0%}" for edge in (*SHARE_EDGES, 1)]
    return (
        *(StyleRule(label=label, color=color, edge=_EDGE) for label, color in zip(shares, SHARE_COLORS, strict=True)),
        StyleRule(label=say_layer("hidden_rule", language, k=K_LEAST), color="#9aa5b1", edge=_EDGE, hatched=True),
        StyleRule(label=say_layer("uncovered_rule", language), color="", edge="#c0392b", width_mm=0.9,
                  flag="uncovered"),
    )


def _figures(
    coverage: AnalystCoverage, station: Coverage | None, trend: Trend | None
) -> tuple[tuple[str, Value], ...]:
    figures: list[tuple[str, Value]] = []
    if station is not None:
        figures += [("n_registered", station.n_registered), ("n_audited", station.n_audited),
                    ("n_attempted", station.n_attempted), ("n_contacted", station.n_contacted),
                    ("n_reached", station.n_reached), ("n_verified", station.n_verified), ("share", station.share)]
    if trend is not None:
        figures += [("n_expected", trend.n_expected), ("deadline", trend.deadline.isoformat())]
    return (*figures, ("n_hidden", len(coverage.hidden - {None})))


def _notes(coverage: AnalystCoverage, language: Language) -> tuple[str, ...]:
    notes = []
    n_hidden = len(coverage.hidden - {None})
    if n_hidden:
        notes.append(say_layer("hidden_note", language, n=n_hidden, k=K_LEAST))
    if n_hidden and coverage.hidden_audited is not None:
        notes.append(say_layer("hidden_total", language, audited=coverage.hidden_audited,
                               reached=coverage.hidden_reached))
    outside = next((row for row in coverage.shown if row.cell_id is None), None)
    if outside is not None:
        notes.append(say_layer("outside_note", language, n=outside.n_registered))
    return tuple(notes)
