"""The layers of the map of coverage: four levels in fifths, and the days since the last visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gisdata.coverage import CellCoverage
from gisdata.layers.classes import DAYS_COLORS, DAYS_EDGES, SHARE_COLORS, SHARE_EDGES
from gisdata.maps.cells_layer import CellLayer, ColorClass

REACHED = "share"
LEVELS = (REACHED, "attempted", "contacted", "verified")


def shares_of(row: CellCoverage) -> tuple[float | None, ...]:
    """Return the share of audited households at each of LEVELS; None where there is no household."""
    counts = (row.n_reached, row.n_attempted, row.n_contacted, row.n_verified)
    return tuple(n / row.n_audited if row.n_audited else None for n in counts)


def coverage_layers(words: dict[str, str], *, weeks: Sequence[date] = ()) -> tuple[CellLayer, ...]:
    """Return the layers; the level reached has a frame for the end of each of `weeks`."""
    shares = [f"≤{edge:.0%}" for edge in (*SHARE_EDGES, 1)]
    days = [*(f"≤{edge}" for edge in DAYS_EDGES), f">{DAYS_EDGES[-1]}", words["never"]]
    share_classes = tuple(ColorClass(color=c, label=text) for c, text in zip(SHARE_COLORS, shares, strict=True))
    frames = tuple(words["until"].format(day=day.isoformat()) for day in weeks)
    levels = [
        CellLayer(key=key, name=words[f"{key}_layer"], legend=words[f"{key}_legend"], classes=share_classes,
                  note=words["fifths_note"] if key in ("attempted", "contacted") else "")
        for key in LEVELS[1:]
    ]
    return (
        CellLayer(key=REACHED, name=words["share_layer"], legend=words["share_legend"], classes=share_classes,
                  frames=frames, start=max(0, len(frames) - 1), note=words["weeks_note"] if frames else ""),
        *levels,
        CellLayer(
            key="days", name=words["days_layer"], legend=words["days_legend"],
            classes=tuple(ColorClass(color=c, label=text) for c, text in zip(DAYS_COLORS, days, strict=True)),
        ),
    )
