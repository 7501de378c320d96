"""Trains on earlier reports and judges on later ones: which way of choosing cells would have served."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from gisdata.errors import WrongArgument
from gisdata.hotspots.density_at import density_at
from gisdata.hotspots.gi_star import gi_star
from gisdata.hotspots.hot_cells import HotSpots
from gisdata.hotspots.moments import MONDAY, middle_day
from gisdata.hotspots.quality import Quality, judge_choice
from gisdata.records import Cell, Incident

SHARES = (0.01, 0.02, 0.05)
"""Shares of the cells that patrols could keep warm: from a handful to the most that a station ever walks."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One way ("count", "gi_star", "density") of choosing a share of the cells, and how it did later."""

    way: str
    share: float
    quality: Quality


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All ways at all shares. Incidents in no cell are not in it; `n_earlier`, `n_later` are those in cells."""

    rows: tuple[Judged, ...]
    n_earlier: int
    n_later: int


def judge_hot_spots(
    incidents: Sequence[Incident], cells: Sequence[Cell], found: HotSpots, *, day: date, bandwidth_m: float
) -> Judgement:
    """Return how cells chosen on reports before `day` did on those from `day` on, 1, 2 and 5 % of the cells.

    The ways: the plain count, Gi*, and kernel density at the middle of the cell. At least one cell is chosen.
    A report belongs to the day of the middle of its interval.

    Raises WrongArgument when there is no report in a cell before `day`, or none from it on.
    """
    inside = found.index >= 0
    is_later = middle_day(incidents) >= (day - MONDAY.date()).days
    earlier, later = (
        np.bincount(found.index[inside & part], minlength=len(cells)).astype(float) for part in (~is_later, is_later)
    )
    if not earlier.any() or not later.any():
        raise WrongArgument("hot spots cannot be judged at {day}: reports in cells are needed before it and after it",
                            day=day)
    past = np.array([(i.lon_deg, i.lat_deg) for i, new in zip(incidents, is_later, strict=True) if not new])
    middles = np.array([(cell.shape.centroid.x, cell.shape.centroid.y) for cell in cells])
    scores = {
        "count": earlier, "gi_star": gi_star(earlier, found.neighbours).z,
        "density": density_at(middles, past, bandwidth_m=bandwidth_m),
    }
    area = np.array([cell.counted.area_km2 for cell in found.cells])
    rows = tuple(
        Judged(way=way, share=share, quality=judge_choice(
            score, earlier=earlier, later=later, area=area, n_cells=math.ceil(share * len(cells))))
        for share in SHARES for way, score in scores.items()
    )
    return Judgement(rows=rows, n_earlier=int(earlier.sum()), n_later=int(later.sum()))
