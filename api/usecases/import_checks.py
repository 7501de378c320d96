"""Checks of imported rows against what the workspace already knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from gisdata.records import DoorReport, Household, Incident, PatrolOrder, ShiftRow, VisitAttempt
from gisdata.store import Reading
from planner.sentence import Sentence, say

Fault = tuple[str, Sentence]
"""The column that is wrong, and why."""

Check = Callable[[Any], Fault | None]


def check_of(kind: str, reading: Reading, *, today: date) -> Check | None:
    """Return the check of one record of this kind, or None when nothing in the workspace can contradict it."""
    if kind == "households":
        return lambda record: _household(record, today)
    if kind == "incidents":
        return lambda record: _incident(record, today)
    if kind == "shifts":
        known = {officer.officer_id for officer in reading.officers()}
        return lambda record: _shift(record, known)
    if kind == "patrols":
        officers = {officer.officer_id: officer.team for officer in reading.officers()}
        rows = list(reading.shift_rows())
        return lambda record: _patrol(record, officers, rows)
    if kind in ("reports", "visits"):
        doors = known_doors(reading)
        if kind == "visits":
            doors |= {place.place_id for place in reading.key_places()}   # firms are called at too
        return lambda record: (_report if kind == "reports" else _visit)(record, doors, today)
    return None


def known_doors(reading: Reading) -> set[str]:
    """Return the numbers of all households, those merged into others too: people still know the old number."""
    standing = (merge for merge in reading.merges() if merge.undone_at is None)
    return {h.household_id for h in reading.households()} | {merge.gone.household_id for merge in standing}


def _report(record: DoorReport, doors: set[str], today: date) -> Fault | None:
    if record.reported_on > today:
        return "reported_on", say("the report of {day} lies in the future; today is {today}", day=record.reported_on,
                                  today=today)
    for column in ("household_id", "same_as"):
        door = getattr(record, column)
        if door and door not in doors:
            return column, say("household {household} is not in the register", household=door)
    return None


def _visit(record: VisitAttempt, doors: set[str], today: date) -> Fault | None:
    if record.visited_on > today:
        return "visited_on", say("the visit of {day} lies in the future; today is {today}", day=record.visited_on,
                                 today=today)
    if record.household_id not in doors:
        return "household_id", say("there is no household or place {household}", household=record.household_id)
    return None


def _household(record: Household, today: date) -> Fault | None:
    if record.last_contact_on is not None and record.last_contact_on > today:
        return "last_contact_on", say("the last contact {day} lies in the future; today is {today}",
                                      day=record.last_contact_on, today=today)
    if record.do_not_disturb and record.must_visit_by is not None:
        return "must_visit_by", say("the household asks not to be disturbed and is owed a visit by {day}: clear one of "
                                    "the two", day=record.must_visit_by)
    return None


def _incident(record: Incident, today: date) -> Fault | None:
    if record.since.date() > today:
        return "since", say("the report of {day} lies in the future; today is {today}",
                            day=record.since.date(), today=today)
    return None


def _shift(record: ShiftRow, known: set[str]) -> Fault | None:
    if record.officer_id not in known:
        return "officer_id", say("officer {officer} is not known; import the officers first, or correct the number",
                                 officer=record.officer_id)
    return None


def _patrol(record: PatrolOrder, teams: dict[str, str], rows: list[ShiftRow]) -> Fault | None:
    if record.officer_id and record.officer_id not in teams:
        return "officer_id", say("officer {officer} is not known; import the officers first, or correct the number",
                                 officer=record.officer_id)
    if record.team and record.team not in teams.values():
        return "team", say("team {team} has no officer", team=record.team)
    able = [row for row in rows if _may_walk(row.officer_id, record, teams)]
    if rows and not all(any(_meets(row, record, day) for row in able) for day in _days(record)):
        return "window_start", say("the patrol's window lies outside every shift of those who may walk it; "
                                   "change the window or the roster")
    return None


def _may_walk(officer_id: str, record: PatrolOrder, teams: dict[str, str]) -> bool:
    if record.officer_id:
        return officer_id == record.officer_id
    return record.team in ("", teams.get(officer_id))


def _days(record: PatrolOrder) -> list[tuple[int, date | None]]:
    """Weekdays (1 = Monday) of the patrol, with the date when it has one."""
    if record.day is not None:
        return [(record.day.isoweekday(), record.day)]
    return [(weekday, None) for weekday in record.weekdays]


def _meets(row: ShiftRow, record: PatrolOrder, when: tuple[int, date | None]) -> bool:
    """Tell whether the shift leaves room for the shortest stay inside the window, on the day or over midnight."""
    weekday, day = when
    for shift_s, ago in ((0, 0), (-86_400, 1)):
        if row.day is not None:
            same_day = day is not None and row.day == day - timedelta(days=ago)
        else:
            same_day = (weekday - ago - 1) % 7 + 1 in row.weekdays
        room_s = min(row.end_s + shift_s, record.window_end_s) - max(row.start_s + shift_s, record.window_start_s)
        if same_day and room_s >= max(1, record.min_dwell_s):
            return True
    return False
