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
from gisdata.hotspots.hot_cells import index_of_cells
from gisdata.hotspots.moments import MONDAY, middle_day
from gisdata.hotspots.neighbours import touching
from gisdata.hotspots.quality import Quality, judge_choice
from gisdata.hotspots.squares import SIDE_M, hot_squares
from gisdata.records import Incident

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
    """All ways at all shares. `n_earlier`, `n_later`: incidents in cells; `n_later_outside` count in no figure."""

    rows: tuple[Judged, ...]
    n_earlier: int
    n_later: int
    n_later_outside: int


def judge_hot_spots(
    incidents: Sequence[Incident], *, day: date, bandwidth_m: float, side_m: float = SIDE_M
) -> Judgement:
    """Return how squares chosen on reports before `day` did on those from `day` on, 1, 2 and 5 % of the squares.

    The ways: the plain count, Gi*, and kernel density at the middle of the square. At least one square is chosen. The
    squares are those of the reports before the day, so that nothing is known ahead. A report belongs to the day of
    the middle of its interval.

    Raises WrongArgument when there is no report before `day`, or none from it on in a square.
    """
    is_later = middle_day(incidents) >= (day - MONDAY.date()).days
    past = [incident for incident, new in zip(incidents, is_later, strict=True) if not new]
    cells = hot_squares(past, side_m=side_m)
    index = index_of_cells(incidents, cells)
    earlier, later = (
        np.bincount(index[(index >= 0) & part], minlength=len(cells)).astype(float) for part in (~is_later, is_later)
    )
    if not earlier.any() or not later.any():
        raise WrongArgument("hot spots cannot be judged at {day}: reports are needed before it and after it",
                            day=day)
    middles = np.array([(cell.shape.centroid.x, cell.shape.centroid.y) for cell in cells])
    scores = {
        "count": earlier, "gi_star": gi_star(earlier, touching(cells)).z,
        "density": density_at(middles, [(i.lon_deg, i.lat_deg) for i in past], bandwidth_m=bandwidth_m),
    }
    rows = tuple(
        Judged(way=way, share=share, quality=judge_choice(
            score, earlier=earlier, later=later, area=np.ones(len(cells)), n_cells=math.ceil(share * len(cells))))
        for share in SHARES for way, score in scores.items()
    )
    return Judgement(rows=rows, n_earlier=int(earlier.sum()), n_later=int(later.sum()),
                     n_later_outside=int((is_later & (index < 0)).sum()))
