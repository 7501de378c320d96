"""The scale of a week: what a point of prize outweighs, and how hot the search begins and ends, in its own seconds."""

from __future__ import annotations

from typing import NamedTuple

from planner.week.search.arrays import PRIZE, Week
from planner.week.search.walks import TRAVEL, Walks

_HOT_S, _COLD_S, _POLISHED_S = 1_500.0, 60.0, 5.0
"""Temperatures in seconds of travel: the first, the last, and that at the end of the polish (the first two are not
delicate: half or double made no difference)."""

_MEAN_PRIZE_S = 3_000.0
"""Seconds of travel that a visit of mean prize outweighs: some 100 for each point where prizes are 10 to 100."""

_USUAL_LEG_S = 150.0
"""Seconds of travel for each stop of a first plan in the weeks that these figures were tuned on (130 to 200)."""


class Scale(NamedTuple):
    """Seconds of travel that a point of prize outweighs, and three temperatures in seconds of travel."""

    prize_s: float
    hot_s: float
    cold_s: float
    polished_s: float


def scale_of(week: Week, walks: Walks) -> Scale:
    """Return the scale of a week with a first plan on its walks.

    A week in other units than seconds, or of long ways, has temperatures and a weight of prizes to match.
    """
    by = _leg_s(walks) / _USUAL_LEG_S
    prize = week.task[week.task[:, PRIZE] > 0, PRIZE]
    prize_s = by * _MEAN_PRIZE_S / float(prize.mean()) if len(prize) else 1.0
    return Scale(prize_s, by * _HOT_S, by * _COLD_S, by * _POLISHED_S)


def _leg_s(walks: Walks) -> float:
    """Return the seconds of travel for each stop of the routes; the usual ones when there is none."""
    n_stops, travel_s = int(walks.size.sum()), int(walks.total[:, TRAVEL].sum())
    return max(1.0, travel_s / n_stops) if n_stops else _USUAL_LEG_S
