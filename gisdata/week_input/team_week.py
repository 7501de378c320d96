"""One team's week as a WeekProblem, with the ties back to the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gisdata.cells import cell_of_points
from gisdata.records import Cell, Household, PatrolOrder, PatrolScope, Slot, TravelMode
from gisdata.streets import Streets
from gisdata.week_input.candidates import DueDoor
from gisdata.week_input.places import PlaceList
from gisdata.week_input.roster import DAY_NAMES, DutySpan
from gisdata.week_input.rules import VisitRules
from gisdata.week_input.teams import LonLat, TeamScope
from gisdata.week_input.windows import call_windows
from planner.model import (
    DAY_S,
    Break,
    CellId,
    CrewId,
    Mode,
    Patrol,
    Place,
    PlaceId,
    Shift,
    ShiftId,
    TaskId,
    TimeWindow,
    TravelTimes,
    Visit,
    WeekProblem,
)
from planner.sentence import Sentence

HOME = "h-"
"""Begins the number of a task that is a visit; the number of the household, or of a firm as a door, follows."""


def household_of(task: str) -> str:
    """Return the number of the household that a visit's task is for.

    >>> household_of("h-Q0012")
    'Q0012'
    """
    return task.removeprefix(HOME)


@dataclass(frozen=True, kw_only=True)
class TeamWeek:
    """A team's WeekProblem and what its ids stand for.

    `households` and `patrols` are by task id; `days` gives each shift's day (0 = Monday); `faults` names the places
    that no street reaches, `notes` what was estimated.
    """

    team: str
    week: str
    monday: date
    problem: WeekProblem
    households: Mapping[TaskId, Household]
    patrols: Mapping[TaskId, PatrolOrder]
    spans: Mapping[ShiftId, DutySpan]
    faults: Mapping[PlaceId, Sentence]
    notes: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the week is planned on: streets, cells, the station's rules, and the week."""

    streets: Streets
    cells: Sequence[Cell]
    rules: VisitRules
    week: str
    monday: date


def build_team_week(
    scope: TeamScope, doors: Sequence[DueDoor], spans: Sequence[DutySpan], ground: Ground,
) -> TeamWeek:
    """Return the problem of one team's week; every door in `doors` has a point and an owner in the team."""
    places = PlaceList()
    shifts = tuple(_shift(span, scope.bases[span.officer_id], places) for span in spans)
    patrols = [(order, _patrols_of(order, spans, places, ground)) for order in scope.patrols]
    visits = [(door.household, _visit(door, scope, spans, places, ground.rules)) for door in doors]
    travel, faults, notes = _travel(spans, places, ground.streets)
    problem = WeekProblem(
        name=f"{ground.week}-{scope.team}", places=places.places(), travel=travel, shifts=shifts,
        visits=tuple(visit for _, visit in visits), patrols=tuple(p for _, days in patrols for p in days),
        enter_s=ground.rules.enter_s,
    )
    return TeamWeek(
        team=scope.team, week=ground.week, monday=ground.monday, problem=problem,
        households={visit.task_id: household for household, visit in visits},
        patrols={p.task_id: order for order, days in patrols for p in days},
        spans={ShiftId(span.shift_id): span for span in spans}, faults=faults, notes=notes,
    )


def _shift(span: DutySpan, base: LonLat, places: PlaceList) -> Shift:
    place, day_s, row = places.add(*base), span.day * DAY_S, span.row
    rest = None
    if row.break_s:
        rest = Break(earliest_s=day_s + row.break_earliest_s, latest_s=day_s + row.break_latest_s,
                     length_s=row.break_s)
    return Shift(shift_id=ShiftId(span.shift_id), crew=CrewId(span.officer_id), mode=Mode(span.mode.value),
                 start_s=span.start_s, end_s=span.end_s, start_place=place, end_place=place, rest=rest)


def _visit(door: DueDoor, scope: TeamScope, spans: Sequence[DutySpan], places: PlaceList, rules: VisitRules) -> Visit:
    household = door.household
    if household.lon_deg is None or household.lat_deg is None:
        raise ValueError(f"household {household.household_id} has no point")   # the use case keeps these out
    service_s = rules.service_of(door.kind)
    mine = [span for span in spans if scope.may_serve(span.officer_id, household.community, span.day)]
    windows = call_windows(household.slot, service_s=service_s, due=door.due, rules=rules)
    if door.due.mandatory and not _meet(windows, mine, service_s):
        # a promise outranks the wish for an hour at which nobody works
        windows = call_windows(Slot.ANY, service_s=service_s, due=door.due, rules=rules)
    return Visit(
        task_id=TaskId(f"{HOME}{household.household_id}"),
        place=places.add(household.lon_deg, household.lat_deg, household.cell_id),
        service_s=service_s,
        windows=windows,
        prize=door.due.prize, mandatory=door.due.mandatory,
        shifts=tuple(ShiftId(span.shift_id) for span in mine),
    )


def _meet(windows: Sequence[TimeWindow], spans: Sequence[DutySpan], service_s: int) -> bool:
    """Tell whether a visit could start in some window and end within some shift."""
    return any(max(w.start_s, s.start_s) <= min(w.end_s, s.end_s - service_s) for w in windows for s in spans)


def _patrols_of(
    order: PatrolOrder, spans: Sequence[DutySpan], places: PlaceList, ground: Ground,
) -> list[Patrol]:
    """Return one patrol for each day of the week that the order names."""
    cell = None
    if order.scope is PatrolScope.CELL:
        cell = cell_of_points([order.lon_deg], [order.lat_deg], ground.cells)[0]
    place = places.add(order.lon_deg, order.lat_deg, cell)
    who = tuple(ShiftId(s.shift_id) for s in spans if order.officer_id in ("", s.officer_id))
    days = [(order.day - ground.monday).days] if order.day else [d - 1 for d in order.weekdays]
    return [
        Patrol(
            task_id=TaskId(f"p-{order.patrol_id}-{DAY_NAMES[day]}"), place=place,
            window=TimeWindow(day * DAY_S + order.window_start_s, day * DAY_S + order.window_end_s),
            presence_s=order.presence_s, min_dwell_s=order.min_dwell_s, visit_credit=order.visit_credit,
            cell=CellId(cell) if cell else None, shifts=who,
        )
        for day in days if 0 <= day < 7
    ]


def _travel(
    spans: Sequence[DutySpan], places: PlaceList, streets: Streets,
) -> tuple[TravelTimes, dict[PlaceId, Sentence], tuple[Sentence, ...]]:
    lon_deg, lat_deg = places.lon_lat_deg
    listed: tuple[Place, ...] = places.places()
    tables = {mode: streets.travel_times(mode, lon_deg, lat_deg) for mode in _modes(spans)}
    faults = {
        listed[i].place_id: fault
        for table in tables.values() for i, fault in enumerate(table.faults) if fault is not None
    }
    notes = tuple(dict.fromkeys(note for table in tables.values() for note in table.notes))
    return TravelTimes({Mode(m.value): t.duration_s for m, t in tables.items()}), faults, notes


def _modes(spans: Sequence[DutySpan]) -> list[TravelMode]:
    return sorted({span.mode for span in spans})
