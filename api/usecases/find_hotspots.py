"""What incident reports say: hot cells, hours, near repeats, candidate patrols, and the gaps that matter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from api.usecases.import_checks import check_of
from api.usecases.square_names import named_squares
from api.week_name import monday_of, week_of
from gisdata.coverage import door_facts, last_patrol_days
from gisdata.errors import NotFound
from gisdata.gaps import UnpatrolledCell, UnvisitedCell, unpatrolled_cells, unvisited_cells
from gisdata.hotspots import (
    CandidatePatrol,
    HotCell,
    Judgement,
    NearRepeat,
    candidate_patrols,
    find_hot_spots,
    hour_of_week,
    judge_hot_spots,
    near_repeats,
    small_count_warning,
)
from gisdata.records import Walk
from gisdata.store import Reading
from gisdata.week_input import ToldOfDoors, dues_of_week
from gisdata.week_input.rules import VisitRules
from planner.sentence import Sentence

BANDWIDTH_M = 250.0
"""About two blocks: hot spots are places people can stand at, not quarters."""

WEEKS_LOOKED_BACK = 8
"""Plans in which the last patrol of a hot square is looked for; reading all plans of a year would take seconds."""

SEED = 1
"""Of the permutations of near repeats: the same reports give the same table."""

Hours = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HotspotReport:
    """Everything about hot spots. `hours[weekday][hour]` are weights of incidents, Monday first.

    `hot`: significant cells, most incidents first, those without an incident of their own left out (they are hot
    because of their neighbours). `warning`: too few incidents to read anything from them. `later_from`: where the
    later half of the trend begins, None when the reports span too short a time. `candidates` can be imported as they
    are; `off_duty` are those that lie outside every shift, so that the roster would have to change first.
    """

    n_incidents: int
    n_squares: int
    first: date | None
    last: date | None
    later_from: date | None
    warning: Sentence | None
    hot: tuple[HotCell, ...]
    hours: Hours
    candidates: tuple[CandidatePatrol, ...]
    off_duty: tuple[CandidatePatrol, ...]
    unpatrolled: tuple[UnpatrolledCell, ...]
    unvisited: tuple[UnvisitedCell, ...]

    def without(self, hidden: Collection[str | None]) -> HotspotReport:
        """Return the report as an analyst may see it: no due households of the cells that the coverage hides.

        A cell of ten or more may be hidden because the station's total less the other cells would give a small one
        away; its due households would do that too.
        """
        return replace(self, unvisited=tuple(gap for gap in self.unvisited if gap.cell_id not in hidden))


def report_hotspots(reading: Reading, *, today: date, rules: VisitRules) -> HotspotReport:
    """Return the report of all incidents of the store; without incidents it is empty, no error."""
    incidents, cells, households = reading.incidents(), reading.cells(), reading.households()
    squares = named_squares(incidents, cells, reading.key_places())
    found = find_hot_spots(incidents, squares)
    days = [incident.since.date() for incident in incidents]
    walks = recent_walks(reading, today)
    proposed = candidate_patrols(incidents, squares, found)
    fault_of = check_of("patrols", reading, today=today)
    off_duty = tuple(one for one in proposed if fault_of is not None and fault_of(one.order) is not None)
    # of the register and its reports alone: visits and rests never feed what is told about places
    told = ToldOfDoors(reported=door_facts(households, reading.door_reports(), today=today).reported)
    dues = dues_of_week(households, monday=monday_of(week_of(today)), rules=rules, told=told)
    due = [door.household for door in dues.due if door.struck is None]
    return HotspotReport(
        n_incidents=len(incidents), n_squares=len(squares), first=min(days, default=None),
        last=max(days, default=None), later_from=found.later_from,
        warning=small_count_warning(incidents) if incidents else None,
        hot=tuple(cell for cell in found.hot if cell.n_incidents),
        hours=tuple(tuple(float(weight) for weight in row) for row in hour_of_week(incidents)),
        candidates=tuple(one for one in proposed if one not in off_duty), off_duty=off_duty,
        unpatrolled=tuple(unpatrolled_cells(found, last_patrol_days(walks, squares, today=today), today=today)),
        unvisited=tuple(unvisited_cells(due, households, cells, today=today)),
    )


def recent_walks(reading: Reading, today: date) -> list[Walk]:
    """Return the planned walks of this week and the eight weeks before it."""
    since = monday_of(week_of(today)) - timedelta(weeks=WEEKS_LOOKED_BACK)
    weeks = [week for week in reading.weeks() if since <= monday_of(week) <= today]
    return [walk for week in weeks for plan in reading.plans(week) for walk in plan.walks]


def read_near_repeats(reading: Reading) -> list[NearRepeat]:
    """Return the near-repeat table of all incidents."""
    return near_repeats(reading.incidents(), seed=SEED)


def judge_at(reading: Reading, day: date) -> Judgement:
    """Return how hot spots found before `day` did from `day` on.

    Raises NotFound when there are no incidents, WrongArgument when they do not lie on both sides of the day.
    """
    require_incidents(reading)
    return judge_hot_spots(reading.incidents(), day=day, bandwidth_m=BANDWIDTH_M)


def require_incidents(reading: Reading) -> None:
    """Raise NotFound, naming the command that brings incidents, when there are none."""
    if not reading.counts()["incidents"]:
        raise NotFound("there are no incidents yet; bring them with: huhu import incidents FILE --crs wgs84")
