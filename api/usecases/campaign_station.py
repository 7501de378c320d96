"""A station as its campaign sees it, and how many calls an hour of it holds."""

from __future__ import annotations

from collections.abc import Sequence

from api.usecases.register import Register
from gisdata.campaign_input import USUAL_PACE, Station, measured_pace
from gisdata.records import StoredPlan
from gisdata.store import Reading
from gisdata.week_input import VisitRules, premises_to_call_at


def station_of(register: Register, rules: VisitRules) -> Station:
    """Return what a register brings to its campaign."""
    premises = premises_to_call_at(register.places, households=register.households, cells=register.cells,
                                   rules=rules.dues)
    return Station(households=register.households, premises=premises, told=register.told, officers=register.officers,
                   shift_rows=register.shift_rows, rules=rules)


def usual_pace(register: Register, plans: Sequence[StoredPlan], rules: VisitRules) -> tuple[float, bool]:
    """Return seconds on duty for each second at a door, and whether it was measured on these plans."""
    pace = measured_pace(plans, register.officers, register.shift_rows, rules=rules)
    return (USUAL_PACE, False) if pace is None else (pace, True)


def last_plans(reading: Reading) -> list[StoredPlan]:
    """Return the plans of the last week that was planned, none if none was."""
    weeks = reading.weeks()
    return reading.plans(max(weeks)) if weeks else []
