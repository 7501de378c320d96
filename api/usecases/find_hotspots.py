"""What incident reports say: hot cells, hours, near repeats, candidate patrols, and the gaps that matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.week_name import monday_of, week_of
from gisdata.errors import NotFound
from gisdata.gaps import UnpatrolledCell, UnvisitedCell, last_patrol_days, unpatrolled_cells, unvisited_cells
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
from gisdata.records import Cell, Incident
from gisdata.store import Reading
from gisdata.week_input.candidates import due_doors
from gisdata.week_input.rules import VisitRules
from planner.sentence import Sentence

BANDWIDTH_M = 250.0
"""About two blocks: hot spots are places people can stand at, not quarters."""

SEED = 1
"""Of the permutations of near repeats: the same reports give the same table."""

Hours = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HotspotReport:
    """Everything about hot spots. `hours[weekday][hour]` are weights of incidents, Monday first.

    `hot`: significant cells, most incidents first, those without an incident of their own left out (they are hot
    because of their neighbours). `warning`: too few incidents to read anything from them. `later_from`: where the
    later half of the trend begins, None when the reports span too short a time.
    """

    n_incidents: int
    n_outside: int
    n_cells: int
    first: date | None
    last: date | None
    later_from: date | None
    warning: Sentence | None
    hot: tuple[HotCell, ...]
    hours: Hours
    candidates: tuple[CandidatePatrol, ...]
    unpatrolled: tuple[UnpatrolledCell, ...]
    unvisited: tuple[UnvisitedCell, ...]


def report_hotspots(reading: Reading, *, today: date, rules: VisitRules) -> HotspotReport:
    """Return the report of all incidents and cells of the store; without incidents or cells it is empty, no error."""
    incidents, cells, households = reading.incidents(), reading.cells(), reading.households()
    found = find_hot_spots(incidents, cells)
    hot = tuple(cell for cell in found.hot if cell.n_incidents)
    days = [incident.since.date() for incident in incidents]
    walks = [walk for plan in reading.plans() for walk in plan.walks]
    due = [door.household for door in due_doors(households, monday=monday_of(week_of(today)), rules=rules)]
    return HotspotReport(
        n_incidents=len(incidents), n_outside=found.n_outside, n_cells=len(cells), first=min(days, default=None),
        last=max(days, default=None), later_from=found.later_from,
        warning=small_count_warning(incidents) if incidents else None, hot=hot,
        hours=tuple(tuple(float(weight) for weight in row) for row in hour_of_week(incidents)),
        candidates=tuple(candidate_patrols(incidents, cells, found)),
        unpatrolled=tuple(unpatrolled_cells(hot, last_patrol_days(walks, cells, today=today), today=today)),
        unvisited=tuple(unvisited_cells(due, households, cells, today=today)),
    )


def read_near_repeats(reading: Reading) -> list[NearRepeat]:
    """Return the near-repeat table of all incidents."""
    return near_repeats(reading.incidents(), seed=SEED)


def judge_at(reading: Reading, day: date) -> Judgement:
    """Return how hot spots found before `day` did from `day` on.

    Raises WrongArgument when the reports do not lie on both sides of the day.
    """
    incidents, cells = require_hotspot_input(reading)
    return judge_hot_spots(
        incidents, cells, find_hot_spots(incidents, cells), day=day, bandwidth_m=BANDWIDTH_M)


def require_hotspot_input(reading: Reading) -> tuple[list[Incident], list[Cell]]:
    """Return the incidents and cells; raises NotFound naming the command that brings what is missing."""
    incidents, cells = reading.incidents(), reading.cells()
    if not incidents:
        raise NotFound("there are no incidents yet; bring them with: huhu import incidents FILE --crs wgs84")
    if not cells:
        raise NotFound("there are no cells yet; bring them with: huhu import cells FILE, or make squares: huhu cells "
                       "square --side 250")
    return incidents, cells
