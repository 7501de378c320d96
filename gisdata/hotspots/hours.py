"""When incidents happen: hours of the week, with the weight of an incident spread over its interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from gisdata.hotspots.moments import spans_s
from gisdata.records import Incident

HOUR_S = 3_600.0
WEEK_H = 168
WEEK_S = WEEK_H * HOUR_S

CHUNK = 20_000
"""Incidents worked out at once: their weights take some 30 MB."""

Floats = npt.NDArray[np.float64]


def hour_of_week(incidents: Iterable[Incident]) -> Floats:
    """Return the weight of incidents per hour of the week: shape (7, 24), [0, 0] is Monday 00:00-01:00.

    The weights add up to the number of incidents; see `aoristic_weights`.
    """
    rows = list(incidents)
    total = np.zeros(WEEK_H)
    for first in range(0, len(rows), CHUNK):
        total += aoristic_weights(rows[first:first + CHUNK]).sum(axis=0)
    return total.reshape(7, 24)


def aoristic_weights(incidents: Sequence[Incident]) -> Floats:
    """Return the weight of each incident in each hour of the week: shape (n, 168), hour 0 is Monday 00:00-01:00.

    An incident known to the second puts weight 1 into its hour. One known only as an interval spreads weight 1
    over the hours it covers, by the seconds in each (aoristic weights); an interval longer than a week goes
    round the week. Clock times are the station's own. Every row adds up to 1.

    Raises WrongArgument when an interval ends before it starts.

    Source: J. H. Ratcliffe, Aoristic analysis: the spatial interpretation of unspecific temporal events,
    International Journal of Geographical Information Science 14 (2000) 669-679.
    """
    start, length = spans_s(incidents)
    start = start % WEEK_S
    hour = np.arange(WEEK_H) * HOUR_S
    weights = _seconds_within((start + length)[:, None] - hour) - _seconds_within(start[:, None] - hour)
    known = length == 0
    weights[known] = np.floor(start[known] / HOUR_S)[:, None] == np.arange(WEEK_H)
    shares: Floats = weights / np.where(known, 1.0, length)[:, None]
    return shares


def _seconds_within(after_s: Floats) -> Floats:
    """Return how many seconds of one hour, coming again every week, pass from its start until `after_s` later."""
    weeks, rest = np.divmod(after_s, WEEK_S)
    within: Floats = weeks * HOUR_S + np.minimum(rest, HOUR_S)
    return within
