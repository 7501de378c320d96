"""Patrols of a shift, fixed or of choice, and the runs in which visits of their cell count for their presence."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from planner.model import CellId, Patrol, Shift, overlap_s
from planner.week.bound.reach import Reach
from planner.week.tables import Flags

MOST_PATROLS = 3
"""Patrols of a shift that are done exactly once, in layers; each doubles the work. Others are patrols of choice."""

MOST_OF_CELL = 4
"""Patrols of one cell whose runs are looked at, alone and all together; others take their least stay alone."""

_ROUNDING_S = 1e-5
"""Seconds of presence that a plan may lack by the rounding that the law allows, and to spare."""

Ground = tuple[int, ...]
"""Places at any of which a run may begin or end."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """Patrols done in one go, with some of the visits `choices` beside them, from one ground to another.

    With s seconds of service it takes `more_s` plus the larger of `presence_s + lost * s` and `dwell_s + s`. It
    begins by `last_begin_s` and ends from `first_end_s` on, in seconds since the start of the shift. It needs no more
    than `most_service_s` of service: visits beyond that are ordinary stops before it or behind it.
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
    most_service_s: float = 0.0

    def takes_s(self, service_s: int) -> int:
        """Return the least seconds of the run."""
        longest = max(self.presence_s + self.lost * service_s, self.dwell_s + service_s)
        return self.more_s + math.ceil(longest - _ROUNDING_S)


@dataclass(frozen=True)
class _Shift:
    """One shift with its patrols."""

    reach: Reach
    number: int
    bucket_s: int

    @property
    def span(self) -> Shift:
        return self.reach.tables.problem.shifts[self.number]

    def patrol(self, task: int) -> Patrol:
        found = self.reach.tables.tasks[task]
        if not isinstance(found, Patrol):
            raise TypeError("only patrols have runs")
        return found

    def place(self, task: int) -> Ground:
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
        return tuple(sorted({int(self.reach.tables.place[k]) for k in visits}))

    def leg_s(self, starts: Ground, ends: Ground) -> int:
        """Return the least seconds from any of some places to any of others."""
        ways = self.reach.ways
        return int(ways.leg_s[self.span.mode][ways.row[list(starts)]][:, ways.row[list(ends)]].min())


@dataclass(frozen=True, kw_only=True)
class Patrols:
    """The patrols of a shift that have runs: `fixed` are done exactly once, those of `choice` at will; and all runs."""

    fixed: tuple[int, ...]
    choice: tuple[int, ...]
    runs: tuple[Run, ...]


def patrols_of(reach: Reach, shift: int, required: Flags, bucket_s: int) -> Patrols:
    """Return the patrols with runs: fixed are those that must be done in this shift and no other, MOST_PATROLS at most.

    A patrol with a cell whose presence is longer than its dwell is alone or has visits beside it. Two or more of
    one cell may share visits; then they are one run, since no second of it is in two runs that are added up.
    """
    one, fits = _Shift(reach, shift, bucket_s), reach.fits
    able = fits[shift] & reach.tables.is_patrol
    own = [int(k) for k in (able & required & (fits.sum(axis=0) == 1)).nonzero()[0]]
    shared = [int(k) for k in able.nonzero()[0] if _shares(one.patrol(int(k)), bucket_s)]
    fixed = sorted(sorted(own, key=lambda k: (k not in shared, k))[:MOST_PATROLS])
    fixed = [k for k in fixed if k in shared or reach.stay_s[k] >= bucket_s]
    runs: list[Run] = [_alone(one, k) for k in fixed if k not in shared]
    choice: list[int] = []
    for members in _by_cell(one, sorted(shared, key=lambda k: (k not in fixed, -one.patrol(k).presence_s, k))):
        choice += [k for k in members if k not in fixed]
        for k in members:
            runs += _runs_of(one, k)
        for size in range(2, len(members) + 1):
            for together in combinations(sorted(members), size):
                runs += _together(one, together)
    return Patrols(fixed=tuple(fixed), choice=tuple(sorted(choice)), runs=tuple(runs))


def _by_cell(one: _Shift, patrols: Sequence[int]) -> Iterator[list[int]]:
    """Yield the patrols of each cell, the first MOST_OF_CELL of them."""
    for cell in dict.fromkeys(one.patrol(k).cell for k in patrols):
        yield [k for k in patrols if one.patrol(k).cell == cell][:MOST_OF_CELL]


def _shares(patrol: Patrol, bucket_s: int) -> bool:
    return patrol.cell is not None and patrol.presence_s >= max(bucket_s, patrol.min_dwell_s + 1)


def _alone(one: _Shift, task: int) -> Run:
    """Return a patrol that takes its least stay; without a cell its own stop brings the presence, in its window."""
    patrol, first_end_s = one.patrol(task), 0
    if patrol.cell is None and patrol.presence_s > 0:
        first_end_s = patrol.window.start_s + patrol.presence_s - one.span.start_s
    return Run(
        patrols=(task,), begins=one.place(task), ends=one.place(task), first_end_s=max(0, first_end_s),
        last_begin_s=int(one.reach.starts_s(one.number)[1][task]) - one.span.start_s,
        presence_s=float(one.reach.stay_s[task]),
    )


def _bounds(one: _Shift, patrols: Sequence[Patrol]) -> tuple[int, int]:
    """Return by when a run begins and from when on it ends: the presence of each lies between, in its window."""
    last_begin_s = min(min(p.window.end_s, one.span.end_s) - p.presence_s for p in patrols)
    first_end_s = max(p.window.start_s + p.presence_s for p in patrols)
    return last_begin_s - one.span.start_s, max(0, first_end_s - one.span.start_s)


def _runs_of(one: _Shift, task: int) -> Iterator[Run]:
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
    unpaid_s, most_s = _unpaid_s(one, patrol), _most_service_s(one, [task], visits)
    in_s, out_s = one.leg_s(ground, here), one.leg_s(here, ground)
    for begins, ends, legs_s in ((ground, here, in_s), (here, ground, out_s), (ground, ground, in_s + out_s)):
        beside = replace(alone, begins=begins, ends=ends, lost=lost, most_service_s=most_s)
        yield replace(beside, dwell_s=max(patrol.min_dwell_s + legs_s, unpaid_s), choices=choices)
        if len(choices) < len(all_choices):
            yield replace(beside, dwell_s=max(0.0, unpaid_s), more_s=patrol.min_dwell_s, choices=all_choices)


def _meets(one: _Shift, patrol: Patrol, visit: int) -> bool:
    """Tell whether the service of a visit can lie inside the window, if only in part."""
    return any(
        first_s < patrol.window.end_s and last_s + one.reach.stay_s[visit] > patrol.window.start_s
        for first_s, last_s in one.reach.times_s(one.number, visit)
    )


def _most_service_s(one: _Shift, tasks: Sequence[int], visits: Sequence[int]) -> float:
    """Return the seconds of service that a run needs at most.

    As long as the presence holds without it, the first or the last visit of a run may be taken for an ordinary stop.
    When neither can be spared, what lies between them pays for less than the presence.
    """
    longest_s = max(int(one.reach.stay_s[k]) for k in visits)
    patrols = [one.patrol(k) for k in tasks]
    return sum(p.presence_s / p.visit_credit + 2 * longest_s if p.visit_credit else math.inf for p in patrols)


def _unpaid_s(one: _Shift, patrol: Patrol) -> float:
    """Return the seconds of presence that visits can never pay for.

    Of visits of s seconds inside the window, (1 - credit) * s are lost; what is left of it must hold the presence.
    """
    window_s = min(patrol.window.end_s, one.span.end_s) - max(patrol.window.start_s, one.span.start_s)
    if patrol.visit_credit == 1:
        return 0.0
    most_s = (window_s - patrol.presence_s + _ROUNDING_S) / (1 - patrol.visit_credit)
    return patrol.presence_s - patrol.visit_credit * most_s


def _together(one: _Shift, tasks: tuple[int, ...]) -> Iterator[Run]:
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
        most_service_s=_most_service_s(one, tasks, visits),
    )


def _in_common_s(one: Patrol, other: Patrol) -> int:
    return overlap_s(one.window.start_s, one.window.end_s, other.window)
