"""What cannot be done, told before any search: duties without a shift, a window or a way, and duties that clash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.model import ShiftId, TaskId, Violation, WeekProblem
from planner.sentence import say
from planner.week.duties import MOST_DUTIES, direct_ways, orders_in_time, shortest_ways
from planner.week.insertion import Orders
from planner.week.left_out import alone_in, why_hopeless
from planner.week.tables import Flags, WeekTables, build_tables

_CLASHES_TOLD = 5
"""Clashes told for one shift; more say the same thing again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the precheck says, and an order of duties for each shift that is in time already."""

    violations: tuple[Violation, ...]
    orders: Orders


def precheck(problem: WeekProblem) -> tuple[Violation, ...]:
    """Return what keeps patrols and mandatory visits from being served, one sentence each; empty: nothing found.

    A duty that may be served in no shift, has no window in one, or cannot be reached and left in time even
    alone; and for each shift the smallest sets of duties tied to it that no order can serve together. Each is
    proven. Silence proves nothing: duties that may be served in several shifts are not tried together.
    """
    return examine(build_tables(problem)).violations


def examine(tables: WeekTables) -> Findings:
    """Return the findings on a week in arrays."""
    fits_alone = alone_in(tables, np.arange(tables.n_tasks))
    can_serve: Flags = np.asarray(fits_alone.any(axis=0))
    violations = list(_hopeless(tables, can_serve))
    orders = []
    for shift in range(tables.n_shifts):
        duties = _tied_duties(tables, fits_alone, shift)
        found, clashes = _try_duties(tables, shift, duties)
        orders.append(found)
        violations += [_clash(tables, shift, clash) for clash in clashes]
    return Findings(violations=tuple(violations), orders=tuple(orders))


def _hopeless(tables: WeekTables, can_serve: Flags) -> Iterator[Violation]:
    for task in np.flatnonzero(tables.is_must & ~can_serve).tolist():
        reason, sentence = why_hopeless(tables, task)
        yield Violation(rule=reason, task=tables.tasks[task].task_id, sentence=sentence)


def _tied_duties(tables: WeekTables, fits_alone: Flags, shift: int) -> list[int]:
    """Return the patrols and mandatory visits that can be served in this shift only; patrols first."""
    only_here = fits_alone[shift] & (fits_alone.sum(axis=0) == 1) & tables.is_must
    duties = np.flatnonzero(only_here)
    return [*duties[tables.is_patrol[duties]].tolist(), *duties[~tables.is_patrol[duties]].tolist()]


def _try_duties(
    tables: WeekTables, shift: int, duties: Sequence[int]
) -> tuple[tuple[int, ...], list[tuple[int, ...]]]:
    """Return an order of as many duties as fit, and the smallest sets that can never be served together.

    With more than MOST_DUTIES only the first are tried in every order; the insertion sees to the others.
    """
    tried = list(duties[:MOST_DUTIES])
    if not tried:
        return (), []
    full = (1 << len(tried)) - 1
    in_time = orders_in_time(tables, shift, tried, direct_ways(tables, shift, tried))
    order = max(in_time.items(), key=lambda item: (item[0].bit_count(), -item[0]), default=(0, ()))[1]
    if full in in_time:
        return order, []
    # a stop between two duties may shorten the way in an odd matrix: only what fails even so is a clash
    ever_in_time = orders_in_time(tables, shift, tried, shortest_ways(tables, shift, tried))
    clashes: list[int] = []
    for mask in sorted(range(1, full + 1), key=int.bit_count):
        if mask not in ever_in_time and not any(mask & smaller == smaller for smaller in clashes):
            clashes.append(mask)
    return order, [
        tuple(duty for k, duty in enumerate(tried) if mask >> k & 1) for mask in clashes[:_CLASHES_TOLD]
    ]


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


def clash_of(violations: Sequence[Violation], task: TaskId) -> Violation | None:
    """Return the clash that names a task, or None."""
    for violation in violations:
        if violation.rule == "clash" and task in str(violation.sentence.values["tasks"]).split(", "):
            return violation
    return None
