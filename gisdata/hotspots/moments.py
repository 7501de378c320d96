"""Moments of incidents as numbers: seconds of the week, days, halves of a span."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import numpy.typing as npt

from gisdata.errors import WrongArgument
from gisdata.records import Incident

Floats = npt.NDArray[np.float64]

DAY_S = 86_400.0
MONDAY = datetime(1970, 1, 5)  # noqa: DTZ001 - any Monday: clock times of the station carry no zone


def spans_s(incidents: Sequence[Incident]) -> tuple[Floats, Floats]:
    """Return the start of each incident in seconds since Monday 1970-01-05, and the length of its interval in seconds.

    Both are by the station's clock. Raises WrongArgument when an interval ends before it starts.
    """
    start = np.array([_seconds(incident.since) for incident in incidents], dtype=float)
    length = np.array([_seconds(incident.until) for incident in incidents], dtype=float) - start
    if (length < 0).any():
        wrong = incidents[int(np.flatnonzero(length < 0)[0])]
        raise WrongArgument(
            "incident {incident} ends at {until}, before it starts at {since}; correct its times",
            incident=wrong.incident_id, since=wrong.since, until=wrong.until,
        )
    return start, length


def middle_day(incidents: Sequence[Incident]) -> Floats:
    """Return the middle of each incident's interval in days since Monday 1970-01-05."""
    start, length = spans_s(incidents)
    return (start + length / 2) / DAY_S


def _seconds(moment: datetime) -> float:
    return (moment.replace(tzinfo=None) - MONDAY).total_seconds()
