"""Runs of the patrols of a shift, in which visits of their cell beside them count for their presence."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from planner.model import CellId, Patrol, Shift, overlap_s
from planner.week.bound.reach import Reach

_ROUNDING_S = 1e-5
"""Seconds of presence that a plan may lack by the rounding that the law allows, and to spare."""

Ground = tuple[int, ...]
"""Places at any of which a run may begin or end."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """Patrols done in one go, with some of the visits `choices` beside them, from one ground to another.

    With s seconds of service it takes `more_s` plus the larger of `presence_s + lost * s` and `dwell_s + s`. It
    begins by `last_begin_s` and ends from `first_end_s` on, in seconds since the start of the shift; since service
    inside the window is partly lost to the presence, it begins sooner and ends later by that part of all service but
    what may stand behind the window, `behind_s` at most, or before it, `before_s` at most.
    """

    patrols: tuple[int, ...]
    begins: Ground
    ends: Ground
    last_begin_s: int
    first_end_s: int
    presence_s: float
    lost: float = 1.0
    dwell_s: float = 0.0
    more_s: int = 0
    choices: tuple[int, ...] = ()
    before_s: float = math.inf
    behind_s: float = math.inf

    def begins_by_s(self, service_s: int) -> int:
        """Return the last begin of the run with so many seconds of service; it may be before the shift."""
        return self.last_begin_s - self._lost_s(service_s - self.behind_s)

    def ends_from_s(self, service_s: int) -> int:
        """Return the first end of the run with so many seconds of service."""
        return self.first_end_s + self._lost_s(service_s - self.before_s)

    def _lost_s(self, inside_s: float) -> int:
        return max(0, math.floor(self.lost * max(0.0, inside_s) - _ROUNDING_S))

    def takes_s(self, service_s: int) -> int:
        """Return the least seconds of the run."""
        longest = max(self.presence_s + self.lost * service_s, self.dwell_s + service_s)
        return self.more_s + math.ceil(longest - _ROUNDING_S)


@dataclass(frozen=True)
class PatrolledShift:
    """One shift with its patrols."""

    reach: Reach
    number: int
    bucket_s: int

    @property
    def span(self) -> Shift:
        """The shift itself."""
        return self.reach.tables.problem.shifts[self.number]

    def patrol(self, task: int) -> Patrol:
        """Return the patrol of a task number."""
        found = self.reach.tables.tasks[task]
        if not isinstance(found, Patrol):
            raise TypeError("only patrols have runs")
        return found

    def place(self, task: int) -> Ground:
        """Return the place of a task as a ground."""
        return (int(self.reach.tables.place[task]),)

    def visits_of(self, cell: CellId | None) -> list[int]:
        """Return the visits in a cell that the shift may serve."""
        tables = self.reach.tables
        visits = (self.reach.fits[self.number] & ~tables.is_patrol).nonzero()[0].tolist()
        return [k for k in visits if tables.problem.places[tables.place[k]].cell == cell]

    def long_enough(self, visits: Sequence[int]) -> tuple[int, ...]:
        """Return the visits that take a bucket or longer: the others are free."""
        return tuple(k for k in visits if self.reach.stay_s[k] >= self.bucket_s)

    def ground_of(self, visits: Sequence[int]) -> Ground:
        """Return the places of visits."""
        return tuple(sorted({int(self.reach.tables.place[k]) for k in visits}))

    def leg_s(self, starts: Ground, ends: Ground) -> int:
        """Return the least seconds from any of some places to any of others."""
        ways = self.reach.ways
        return int(ways.leg_s[self.span.mode][ways.row[list(starts)]][:, ways.row[list(ends)]].min())


def alone(one: PatrolledShift, task: int) -> Run:
    """Return a patrol that takes its least stay; without a cell its own stop brings the presence, in its window."""
    patrol, first_end_s = one.patrol(task), 0
    if patrol.cell is None and patrol.presence_s > 0:
        first_end_s = patrol.window.start_s + patrol.presence_s - one.span.start_s
    return Run(
        patrols=(task,), begins=one.place(task), ends=one.place(task), first_end_s=max(0, first_end_s),
        last_begin_s=int(one.reach.starts_s(one.number)[1][task]) - one.span.start_s,
        presence_s=float(one.reach.stay_s[task]),
    )


def _bounds(one: PatrolledShift, patrols: Sequence[Patrol]) -> tuple[int, int]:
    """Return by when a run begins and from when on it ends: the presence of each lies between, in its window."""
    last_begin_s = min(min(p.window.end_s, one.span.end_s) - p.presence_s for p in patrols)
    first_end_s = max(p.window.start_s + p.presence_s for p in patrols)
    return last_begin_s - one.span.start_s, max(0, first_end_s - one.span.start_s)


def runs_of(one: PatrolledShift, task: int) -> Iterator[Run]:
    """Yield the runs of a patrol that shares no visit: alone, with visits before it, behind it, or both.

    Visits of the cell whose service cannot meet the window are not counted: they stand before or behind the run.
    Only if the stop of the patrol itself is outside the window, some may lie between; then the dwell comes on top.
    """
    patrol, here, visits = one.patrol(task), one.place(task), one.visits_of(one.patrol(task).cell)
    (last_begin_s, first_end_s), lost = _bounds(one, [patrol]), 1 - patrol.visit_credit
    alone = Run(
        patrols=(task,), begins=here, ends=here, last_begin_s=last_begin_s, first_end_s=first_end_s,
        presence_s=float(patrol.presence_s),
    )
    yield alone
    if not visits:
        return
    ground, all_choices = one.ground_of(visits), one.long_enough(visits)
    choices = tuple(k for k in all_choices if _meets(one, patrol, k))
    unpaid_s = _unpaid_s(one, patrol)
    in_s, out_s = one.leg_s(ground, here), one.leg_s(here, ground)
    for begins, ends, legs_s in ((ground, here, in_s), (here, ground, out_s), (ground, ground, in_s + out_s)):
        beside = _placed(one, patrol, replace(alone, begins=begins, ends=ends, lost=lost, choices=choices))
        yield replace(beside, dwell_s=max(patrol.min_dwell_s + legs_s, unpaid_s))
        if len(choices) < len(all_choices):
            beside = _placed(one, patrol, replace(beside, choices=all_choices))
            yield replace(beside, dwell_s=max(0.0, unpaid_s), more_s=patrol.min_dwell_s)


def _placed(one: PatrolledShift, patrol: Patrol, run: Run) -> Run:
    """Return the run with the seconds that its visits can stand before the window and behind it at most."""
    times = [time_s for k in run.choices for time_s in one.reach.times_s(one.number, k)]
    ends_s = [last_s + int(one.reach.stay_s[k]) for k in run.choices
              for _, last_s in one.reach.times_s(one.number, k)]
    return replace(
        run, before_s=max(0, patrol.window.start_s - min((first_s for first_s, _ in times), default=0)),
        behind_s=max(0, max(ends_s, default=0) - min(patrol.window.end_s, one.span.end_s)),
    )


def _meets(one: PatrolledShift, patrol: Patrol, visit: int) -> bool:
    """Tell whether the service of a visit can lie inside the window, if only in part."""
    return any(
        first_s < patrol.window.end_s and last_s + one.reach.stay_s[visit] > patrol.window.start_s
        for first_s, last_s in one.reach.times_s(one.number, visit)
    )


def _unpaid_s(one: PatrolledShift, patrol: Patrol) -> float:
    """Return the seconds of presence that visits can never pay for.

    Of visits of s seconds inside the window, (1 - credit) * s are lost; what is left of it must hold the presence.
    """
    window_s = min(patrol.window.end_s, one.span.end_s) - max(patrol.window.start_s, one.span.start_s)
    if patrol.visit_credit == 1:
        return 0.0
    most_s = (window_s - patrol.presence_s + _ROUNDING_S) / (1 - patrol.visit_credit)
    return patrol.presence_s - patrol.visit_credit * most_s


def together(one: PatrolledShift, tasks: tuple[int, ...]) -> Iterator[Run]:
    """Yield the run of patrols of one cell that share visits.

    A second counts for two of them at most, and only inside both windows: the presence of any of them, less what
    their windows have in common two by two, takes its time.
    """
    patrols = [one.patrol(k) for k in tasks]
    visits = one.visits_of(patrols[0].cell)
    if not visits:
        return
    ground = tuple(sorted({*one.ground_of(visits), *(place for k in tasks for place in one.place(k))}))
    some = [few for size in range(1, len(patrols) + 1) for few in combinations(patrols, size)]
    last_begin_s, first_end_s = _bounds(one, patrols)
    yield Run(
        patrols=tasks, begins=ground, ends=ground, choices=one.long_enough(visits),
        last_begin_s=last_begin_s, first_end_s=first_end_s,
        presence_s=float(max(
            sum(p.presence_s for p in few) - sum(_in_common_s(p, q) for p, q in combinations(few, 2)) for few in some
        )),
        lost=1 - max(p.visit_credit for p in patrols), dwell_s=float(sum(p.min_dwell_s for p in patrols)),
    )


def _in_common_s(one: Patrol, other: Patrol) -> int:
    return overlap_s(one.window.start_s, one.window.end_s, other.window)
