"""How much of what was planned was walked, by the results that were brought in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from gisdata.records import StoredPlan, VisitAttempt
from gisdata.week_input.team_week import household_of
from planner.campaign.doubt import START_KEPT

LOOKED_BACK_DAYS = 84
"""Twelve weeks: of older ones the calls that met nobody are deleted, and the rest would say that little was done."""

MOST_SHIFTS = 200.0
"""Shifts that the share may be learned from at most: what fell out a while ago says little of the weeks to come."""


def learn_kept(plans: Iterable[StoredPlan], visits: Iterable[VisitAttempt], *, monday: date) -> tuple[float, float]:
    """Return shifts that were walked and shifts that fell out before a Monday, the start value among them.

    A shift at half of whose doors a call of its week is known counts half on both sides. Weeks of which fewer than half
    of the shifts have any result are left out: their results were not brought in. It is about the station, no officer.
    """
    first = monday - timedelta(days=LOOKED_BACK_DAYS)
    called = {(visit.household_id, _monday_of(visit.visited_on)) for visit in visits}
    shares: dict[date, list[float]] = {}
    for plan in plans:
        for walk in plan.walks:
            doors = [household_of(stop.task) for stop in walk.stops if stop.kind == "visit"]
            if doors and first <= walk.day < monday:
                week = _monday_of(walk.day)
                made = Counter((door, week) in called for door in doors)
                shares.setdefault(week, []).append(made[True] / len(doors))
    told = [share for week in shares.values() if 2 * sum(share > 0 for share in week) >= len(week) for share in week]
    walked, n = START_KEPT[0] + sum(told), sum(START_KEPT) + len(told)
    scale = min(1.0, MOST_SHIFTS / n)
    return scale * walked, scale * (n - walked)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
