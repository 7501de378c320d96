"""How many seconds on duty the first week of a simulated campaign took for each second at a door."""

from __future__ import annotations

from collections.abc import Sequence

from api.usecases.simulate.town import Town
from gisdata.campaign_input import USUAL_PACE, slot_seconds
from gisdata.week_input import TeamWeek
from planner.model import StopKind, WeekPlan


def first_pace(town: Town, teams: Sequence[tuple[TeamWeek, WeekPlan]]) -> float:
    """Return seconds on duty for each second at a door in the first week, which is full if any is."""
    door_s = sum(stop.end_s - stop.start_s for _, plan in teams for route in plan.routes
                 for stop in route.stops if stop.kind is StopKind.VISIT)
    duty_s = 0
    for team_week, _ in teams:
        for span in team_week.spans.values():
            duty_s += int(slot_seconds(span, town.rules).sum())
    return max(1.0, duty_s / door_s) if door_s else USUAL_PACE
