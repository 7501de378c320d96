"""How much of a shift a second at a door takes, measured on weeks that were planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from gisdata.campaign_input.hours import OffDuty, slot_seconds
from gisdata.records import Officer, ShiftRow, StoredPlan
from gisdata.week_input import VisitRules

N_VISITS = 100
"""Fewer planned visits than this say too little."""

FULL = "no_time"
"""Reason of doors for which a plan had no hour left: only a full plan tells how many calls the hours hold."""


def measured_pace(
    plans: Iterable[StoredPlan], officers: Sequence[Officer], rows: Sequence[ShiftRow], *, rules: VisitRules,
    off: OffDuty | None = None,
) -> float | None:
    """Return seconds on duty in the hours to call for each second at a door, of plans that were full; None: too few.

    Ways, waiting, patrols and what they get of visits beside them are all in it, as the plans had them. Days away and
    hours with mobile rooms are not: the campaign takes those off its hours itself.
    """
    duty_s = door_s = n_visits = 0
    for plan in plans:
        if not plan.walks or not any(row.reason == FULL for row in plan.due):
            continue
        monday = plan.walks[0].day - timedelta(days=plan.walks[0].day.weekday())
        members = [officer for officer in officers if officer.team == plan.team]
        duty_s += sum(_duty_s(member, rows, monday, (rules, off or OffDuty())) for member in members)
        visits = [stop for walk in plan.walks for stop in walk.stops if stop.kind == "visit"]
        door_s += sum(round((stop.end - stop.start).total_seconds()) for stop in visits)
        n_visits += len(visits)
    return duty_s / door_s if n_visits >= N_VISITS else None


def _duty_s(officer: Officer, rows: Sequence[ShiftRow], monday: date, by: tuple[VisitRules, OffDuty]) -> int:
    rules, off = by
    return sum(int(slot_seconds(span, rules).sum()) for span in off.spans(officer, rows, monday))
