"""A station as its campaign sees it, and how many calls an hour of it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from api.settings import Settings
from api.usecases.register import Register
from api.usecases.room_hours import read_absences
from api.week_name import monday_of, week_of
from gisdata.campaign_input import (
    USUAL_PACE,
    CampaignInput,
    OffDuty,
    Station,
    build_campaign,
    learn_kept,
    measured_pace,
    weeks_until,
)
from gisdata.records import Household, StoredPlan
from gisdata.store import Reading
from gisdata.week_input import VisitRules, premises_to_call_at
from gisdata.week_input.candidates import STRUCK

LAST_WEEKS = 13
"""A quarter: what a week held longer ago says little of this one."""


def station_of(register: Register, rules: VisitRules, *, monday: date) -> Station:
    """Return what a register brings to its campaign from a Monday on: doors that stand, and who owns them then."""
    premises = premises_to_call_at(register.places, households=register.households, cells=register.cells,
                                   rules=rules.dues)
    return Station(households=standing(register, monday), premises=premises, told=register.told, rules=rules,
                   officers=register.owners(monday).officers, shift_rows=register.shift_rows)


def standing(register: Register, monday: date) -> list[Household]:
    """Return the households of a register but those that field reports call gone, or another row's."""
    reported = register.reported(monday)
    return [h for h in register.households if reported.get(h.household_id) not in STRUCK]


def campaign_from(
    register: Register, reading: Reading, *, monday: date, settings: Settings, before: str | None = None,
) -> tuple[CampaignInput, bool]:
    """Return the campaign from a Monday to the deadline of the settings, and whether its pace was measured.

    `before`: see `last_plans`.
    """
    plans = last_plans(reading, before=before)
    station, deadline = station_of(register, settings.visits, monday=monday), settings.campaign.deadline
    mondays = [monday_of(week) for week in sorted({plan.week for plan in plans})]
    mondays += [monday + timedelta(weeks=n) for n in range(weeks_until(monday, deadline))]
    with_rooms = {day: read_absences(reading, week_of(day), settings.station.time_zone) for day in mondays}
    off = OffDuty(is_away=register.ownership.is_away, with_rooms=with_rooms)
    pace, measured = usual_pace(register, plans, settings.visits, off)
    kept = learn_kept(plans, register.told.visits, monday=monday)
    return build_campaign(replace(station, off=off, kept=kept), monday=monday, deadline=deadline, pace=pace), measured


def usual_pace(
    register: Register, plans: Sequence[StoredPlan], rules: VisitRules, off: OffDuty,
) -> tuple[float, bool]:
    """Return seconds on duty for each second at a door, and whether it was measured on these plans."""
    by_week: dict[str, list[StoredPlan]] = {}
    for plan in plans:
        by_week.setdefault(plan.week, []).append(plan)
    for week in sorted(by_week, reverse=True):   # a week with room for all says nothing: the last full one does
        pace = measured_pace(by_week[week], register.officers, register.shift_rows, rules=rules, off=off)
        if pace is not None:
            return pace, True
    return USUAL_PACE, False


def last_plans(reading: Reading, *, before: str | None = None) -> list[StoredPlan]:
    """Return the plans of the last weeks that were planned, a quarter at most.

    `before`: of weeks before this one only, so that a week planned again is the same week again.
    """
    weeks = [week for week in sorted(reading.weeks()) if before is None or week < before]
    return [plan for week in weeks[-LAST_WEEKS:] for plan in reading.plans(week)]
