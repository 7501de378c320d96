"""When incidents happen: hours of the week, with the weight of an incident spread over its interval."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import numpy.typing as npt

from gisdata.errors import WrongArgument
from gisdata.records import Incident

HOUR_S = 3_600
WEEK_H = 168


def hour_of_week(incidents: Iterable[Incident]) -> npt.NDArray[np.float64]:
    """Return the weight of incidents per hour of the week: shape (7, 24), [0, 0] is Monday 00:00-01:00.

    An incident known to the minute puts weight 1 into its hour. One known only as an interval spreads weight 1
    over the hours it covers, by the seconds in each (aoristic weights); an interval longer than a week goes
    round the week. Clock times are the station's own. The weights add up to the number of incidents.

    Raises WrongArgument when an interval ends before it starts.

    Source: J. H. Ratcliffe, Aoristic analysis: the spatial interpretation of unspecific temporal events,
    International Journal of Geographical Information Science 14 (2000) 669-679.
    """
    weights = np.zeros(WEEK_H)
    for incident in incidents:
        start_s = _second_of_week(incident.since)
        length_s = (incident.until.replace(tzinfo=None) - incident.since.replace(tzinfo=None)).total_seconds()
        if length_s < 0:
            raise WrongArgument(
                "incident {incident} ends at {until}, before it starts at {since}; correct its times",
                incident=incident.incident_id, since=incident.since, until=incident.until,
            )
        _spread(weights, start_s, length_s)
    return weights.reshape(7, 24)


def _second_of_week(moment: datetime) -> float:
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return moment.weekday() * 24 * HOUR_S + (moment - midnight).total_seconds()


def _spread(weights: npt.NDArray[np.float64], start_s: float, length_s: float) -> None:
    """Add weight 1, spread evenly over [start, start + length], to the hours of the week."""
    hour = int(start_s // HOUR_S)
    if not length_s:
        weights[hour] += 1
        return
    whole_weeks, rest_s = divmod(length_s, WEEK_H * HOUR_S)
    weights += whole_weeks * HOUR_S / length_s
    end_s = start_s + rest_s
    while start_s < end_s:
        hour_end_s = min((hour + 1) * HOUR_S, end_s)
        weights[hour % WEEK_H] += (hour_end_s - start_s) / length_s
        start_s, hour = hour_end_s, hour + 1
