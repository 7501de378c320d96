"""What cannot be done, told before any search: duties without a shift, a window or a way, and duties that clash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

import numpy as np

from planner.model import ShiftId, TaskId, Violation, WeekPlan, WeekProblem
from planner.sentence import Sentence, say
from planner.week.duties import MOST_DUTIES, SMALL_SET, orders_in_time
from planner.week.insertion import Orders
from planner.week.left_out import alone_in, can_be_served, clash_of, could_serve, tasks_of, why_hopeless
from planner.week.tables import WeekTables, build_tables
from planner.week.timing import time_route
from planner.week.ways import direct_ways, least_ways

_CLASHES_TOLD = 5
"""Clashes of one shift that are told; how many more there are is told too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that the precheck finds, and an order of duties for each shift that is in time already."""

    violations: tuple[Violation, ...]
    orders: Orders

    @property
    def n_unservable(self) -> int:
        """How many duties with a window no plan can serve, at least: those without a way, one of each clash apart."""
        n_clashes, named = 0, set[str]()
        for tasks in (tasks_of(violation) for violation in self.violations if violation.rule == "clash"):
            if named.isdisjoint(tasks):
                n_clashes += 1
                named |= tasks
        return n_clashes + sum(violation.rule == "no_way" for violation in self.violations)


def precheck(problem: WeekProblem) -> tuple[Violation, ...]:
    """Return what keeps patrols and mandatory visits from being served, one sentence each; empty: nothing found.

    A duty that may be served in no shift, has no window in one, or cannot be reached and left in time; and for
    each shift the smallest sets of duties tied to it that no order can serve together. Each is proven, whatever
    else the plan serves: visits beside a patrol may pay for all of it that they ever could. Silence proves
    nothing: duties that may be served in several shifts are not tried together. Of one shift the first few sets are
    told, then how many more there are.
    """
    return tuple(_few_clashes(examine(build_tables(problem)).violations))


def _few_clashes(violations: Sequence[Violation]) -> Iterator[Violation]:
    for (rule, shift), same in groupby(violations, key=lambda one: (one.rule, one.shift)):
        found = list(same)
        n_more = len(found) - _CLASHES_TOLD if rule == "clash" else 0
        yield from found[:_CLASHES_TOLD] if n_more > 0 else found
        if n_more > 0:
            yield Violation(
                rule="more_clashes", shift=shift, amount=n_more, unit="sets",
                sentence=say("shift {shift}: more sets of tasks that it cannot serve together: {n}", shift=shift,
                             n=n_more),
            )


def examine(tables: WeekTables) -> Findings:
    """Return the findings on a week in arrays."""
    musts = np.flatnonzero(tables.is_must)
    alone = alone_in(tables, musts)
    can_serve = can_be_served(tables, musts)
    violations = [_hopeless(tables, task) for task in musts[~can_serve].tolist()]
    orders = []
    for shift in range(tables.n_shifts):
        fits_here = alone[shift] & (alone.sum(axis=0) == 1)
        duties = _patrols_first(tables, musts[fits_here].tolist())
        order, fits_all = _order_in_time(tables, shift, duties)
        orders.append(order)
        if not fits_all:
            violations += [_clash(tables, shift, clash) for clash in _clashes(tables, shift, duties)]
    return Findings(violations=tuple(violations), orders=tuple(orders))


def _hopeless(tables: WeekTables, task: int) -> Violation:
    reason, sentence = why_hopeless(tables, task)
    return Violation(rule=reason, task=tables.tasks[task].task_id, sentence=sentence)


def why_never(problem: WeekProblem, plan: WeekPlan, task: TaskId) -> Sentence | None:
    """Return what proves that a task cannot be served beside the plan's duties; None: nothing was found.

    No shift could serve it, or it is a duty that clashes with duties which are all planned.
    """
    tables = build_tables(problem)
    at = next(k for k, one in enumerate(tables.tasks) if one.task_id == task)
    if not can_be_served(tables, np.array([at])).any():
        return why_hopeless(tables, at)[1]
    planned = frozenset(stop.task for route in plan.routes for stop in route.stops)
    clash = clash_of(examine(tables).violations, task, planned)
    return clash and say("shift {shift} cannot serve {tasks} together in any order", **clash.values)


def _patrols_first(tables: WeekTables, duties: Sequence[int]) -> list[int]:
    return sorted(duties, key=lambda duty: (not tables.is_patrol[duty], duty))


def _order_in_time(tables: WeekTables, shift: int, duties: Sequence[int]) -> tuple[tuple[int, ...], bool]:
    """Return an order of as many duties as fit with their full stays, and whether these are all.

    The order by the end of the windows is in time in nearly every shift; else all orders are tried, with more than
    MOST_DUTIES those of the first ones: the insertion sees to the others.
    """
    by_end = sorted(duties, key=lambda duty: max((b for _, b in tables.windows_s(shift, duty)), default=0))
    if time_route(tables, shift, by_end):
        return tuple(by_end), True
    tried = list(duties[:MOST_DUTIES])
    in_time = orders_in_time(tables, shift, tried, direct_ways(tables, shift, tried))
    order = max(in_time.items(), key=lambda item: (item[0].bit_count(), -item[0]), default=(0, ()))[1]
    return order, len(order) == len(duties)


def _clashes(tables: WeekTables, shift: int, duties: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the smallest sets of duties that only this shift could serve and no plan can serve together."""
    tied = [d for d in duties if not any(could_serve(tables, r, d) for r in range(tables.n_shifts) if r != shift)]
    ways = least_ways(tables, shift, tied)
    n_choices = len(tied) + sum(len(inside or ()) for inside in ways.credit)   # each visit inside a run, or not
    most = len(tied) if n_choices <= MOST_DUTIES else SMALL_SET
    in_time = orders_in_time(tables, shift, tied, ways, most=most)
    clashes: list[int] = []
    for n in range(2, most + 1):
        for chosen in combinations(range(len(tied)), n):
            mask = sum(1 << k for k in chosen)
            if mask not in in_time and not any(mask & smaller == smaller for smaller in clashes):
                clashes.append(mask)
    return [tuple(duty for k, duty in enumerate(tied) if mask >> k & 1) for mask in clashes]


def _clash(tables: WeekTables, shift: int, duties: Sequence[int]) -> Violation:
    shift_id: ShiftId = tables.problem.shifts[shift].shift_id
    ids: list[TaskId] = [tables.tasks[duty].task_id for duty in duties]
    return Violation(
        rule="clash", shift=shift_id, task=ids[0], amount=len(ids), unit="tasks",
        sentence=say(
            "shift {shift} cannot serve {tasks} together in any order: widen a window or give one to another shift",
            shift=shift_id, tasks=", ".join(ids),
        ),
    )
