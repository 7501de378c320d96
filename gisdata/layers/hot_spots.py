"""Hot squares, hot streets and gaps that matter as layers; no single incident and nothing of a household in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shapely import LineString

from gisdata.gaps import UnpatrolledCell, UnvisitedCell
from gisdata.hotspots import HotCell, HotStreet
from gisdata.layers.classes import COUNT_COLORS, PEAK_SHARES, class_of, count_edges, count_labels
from gisdata.layers.layer import CLASS, Layer, Layers, StyleRule, count, flag, number, text
from gisdata.layers.words import layer_word, say_layer
from gisdata.records import Cell
from gisdata.records.language import Language

SQUARES = (
    text("cell_id"), text("name"), count("n_incidents"), number("per_km2"), number("z"), number("p"),
    number("adjusted_p"), flag("is_hot"), flag("is_few"), text("trend"), count(CLASS),
)
STREETS = (number("per_km"), count(CLASS))
GAPS = (text("gap_kind"), text("cell_id"), text("name"), count("n_incidents"), text("last_patrol"), count("n_due"),
        count(CLASS))

_EDGE = "#b9a48f"
_DARK = "#1b2430"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HotFindings:
    """What is known of hot spots: `found` are the scores of `squares` in the same order.

    `shape_of` has the cell of every unvisited cell; `span`: the first and the last day of the reports. `warning`: a
    sentence on small counts in the reader's language, "" for none.
    """

    n_incidents: int
    span: tuple[date, date]
    squares: tuple[Cell, ...]
    found: tuple[HotCell, ...]
    streets: tuple[HotStreet, ...]
    unpatrolled: tuple[UnpatrolledCell, ...]
    unvisited: tuple[UnvisitedCell, ...]
    cells: tuple[Cell, ...]
    warning: str = ""


def hot_spot_layers(known: HotFindings, *, today: date, language: Language = "zh-CN") -> Layers:
    """Return squares in their order, streets faintest first, gaps as they are listed."""
    since, until = (day.isoformat() for day in known.span)
    told = {"n": known.n_incidents, "since": since, "until": until}
    return Layers(
        theme="hotspots", day=today, title=say_layer("hotspots_title", language),
        subtitle=say_layer("hotspots_subtitle", language, **told, hot=sum(cell.is_hot for cell in known.found)),
        source=say_layer("hotspots_source", language, **told),
        layers=(_squares(known, language), _streets(known.streets, language), _gaps(known, language)),
        figures=(("n_incidents", known.n_incidents), ("first_day", since), ("last_day", until),
                 ("n_squares", len(known.squares))),
        notes=tuple(filter(None, (known.warning, say_layer("gi_star_note", language)))),
    )


def _squares(known: HotFindings, language: Language) -> Layer:
    edges = count_edges([cell.n_incidents for cell in known.found])
    labels = count_labels(edges)
    rows = tuple(
        (one.cell_id, one.counted.name, one.n_incidents, one.counted.per_km2, one.z, one.p, one.adjusted_p, one.is_hot,
         one.is_few, layer_word(f"trend_{one.trend.name.lower()}", language),
         class_of(one.n_incidents, edges) if one.n_incidents else None) for one in known.found)
    per_square = (StyleRule(label=label, color=color, edge=_EDGE)
                  for label, color in zip(labels, COUNT_COLORS, strict=False))
    hot = StyleRule(label=say_layer("hot_rule", language), color="", edge=_DARK, width_mm=0.7, flag="is_hot")
    return Layer(name="hot_squares", shape="MultiPolygon", columns=SQUARES, rows=rows, rules=(*per_square, hot),
                 legend=say_layer("squares_legend", language),
                 shapes=tuple(cell.shape for cell in known.squares))


def _streets(streets: Sequence[HotStreet], language: Language) -> Layer:
    peak = max((street.per_km for street in streets), default=0.0)
    edges = [peak * share for share in PEAK_SHARES[:-1]]
    rules = tuple(
        StyleRule(label=f"≤ {peak * share:.3g}", color="", edge=color,
                  width_mm=0.5 + share)
        for share, color in zip(PEAK_SHARES, COUNT_COLORS, strict=True)) if streets else ()
    return Layer(name="hot_streets", shape="LineString", columns=STREETS, rules=rules,
                 legend=say_layer("streets_legend", language),
                 rows=tuple((street.per_km, class_of(street.per_km, edges)) for street in streets),
                 shapes=tuple(LineString(street.line) for street in streets))


def _gaps(known: HotFindings, language: Language) -> Layer:
    square_of, cell_of = ({cell.cell_id: cell for cell in cells} for cells in (known.squares, known.cells))
    kinds = [layer_word(kind, language) for kind in ("hot_unpatrolled", "due_unvisited")]
    rows = (
        *((kinds[0], gap.cell.cell_id, gap.cell.counted.name, gap.cell.n_incidents,
           gap.last_patrol.isoformat() if gap.last_patrol else "", None, 0) for gap in known.unpatrolled),
        *((kinds[1], gap.cell_id, gap.name, None, "", gap.n_due, 1) for gap in known.unvisited),
    )
    rules = tuple(StyleRule(label=kind, color=color, edge=color, hatched=True, width_mm=0.6)
                  for kind, color in zip(kinds, ("#332288", "#117733"), strict=True))
    return Layer(name="gaps", shape="MultiPolygon", columns=GAPS, rows=rows, rules=rules,
                 legend=layer_word("gaps", language),
                 shapes=(*(square_of[gap.cell.cell_id].shape for gap in known.unpatrolled),
                         *(cell_of[gap.cell_id].shape for gap in known.unvisited)))
