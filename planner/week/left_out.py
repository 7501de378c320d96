"""Why a task is on no route: a short code and one sentence, each proven by the arithmetic that fills routes."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from planner.model import LeftOut, TaskId, Violation
from planner.sentence import Sentence, say
from planner.week.duties import orders_in_time
from planner.week.insertion import Orders, served
from planner.week.room import TOO_DEAR_S, offers_in
from planner.week.tables import FAR_S, Flags, Ints, WeekTables
from planner.week.ways import least_ways

Reason = tuple[str, Sentence]
"""A short code for programs and one sentence for people."""


def tell_left_out(
    tables: WeekTables, orders: Orders, findings: Iterable[Violation], *, shortens_patrols: bool,
    enough: int | None = None,
) -> tuple[LeftOut, ...]:
    """Return every task that is on no route, with its reason; `orders` must be filled up, as far as `enough` asks.

    `findings` are those of the precheck; `shortens_patrols`: the engine tried visits that pay for a part of a patrol
    (else "no room" is only true of patrols that stay as planned, and is told so).

    Codes: no_shift, no_window, no_way (no route could serve it in time), no_gain (prize 0), clash (proven by the
    precheck, with tasks that are all planned), enough (the prize asked for is reached without it, whether there is
    room or not), no_time (could be served, but no route has room beside its planned stops).
    """
    is_open = np.ones(tables.n_tasks, dtype=bool)
    is_open[served(orders)] = False
    tasks = np.flatnonzero(is_open)
    planned = frozenset(tables.tasks[task].task_id for task in served(orders))
    clashes = {tables.tasks[task].task_id: clash_of(findings, tables.tasks[task].task_id, planned)
               for task in tasks[tables.is_must[tasks]].tolist()}
    possible = set(tasks[can_be_served(tables, tasks)].tolist())
    spared = np.zeros(tables.n_tasks, dtype=bool)
    if enough is not None and int(tables.prize[served(orders)].sum()) >= enough:
        spared = ~tables.is_must & (tables.prize > 0)
    rows = []
    for task in tasks.tolist():
        clash = clashes.get(tables.tasks[task].task_id)
        code, sentence = _no_room(tables, task, clash) if task in possible else why_hopeless(tables, task)
        if code == "no_time" and spared[task]:
            code, sentence = "enough", say("the week has the prize of {enough} that was asked for without {task}",
                                           enough=enough, task=tables.tasks[task].task_id)
        if code == "no_time" and not shortens_patrols and any(tables.could_be_shorter):
            sentence = _beside_patrols_as_they_are(tables, task)
        rows.append(LeftOut(task=tables.tasks[task].task_id, reason=code, sentence=sentence))
    return tuple(rows)


def clash_of(findings: Iterable[Violation], task: TaskId, planned: frozenset[TaskId]) -> Sentence | None:
    """Return the clash that keeps a task out because all others of it are planned, or None."""
    for violation in findings:
        if violation.rule == "clash":
            named = tasks_of(violation)
            if task in named and named - {task} <= planned:
                return violation.sentence
    return None


def tasks_of(clash: Violation) -> set[str]:
    """Return the duties that a clash names."""
    return set(str(clash.sentence.values["tasks"]).split(", "))


def alone_in(tables: WeekTables, tasks: Ints) -> Flags:
    """Return shape (n_shifts, len(tasks)): the task fits the shift as a route of its own, the break included."""
    fits = tables.fits_shift[:, tasks]
    for shift in range(tables.n_shifts):
        columns = np.flatnonzero(fits[shift])
        offers = offers_in(tables, shift, (), tasks[columns], every_break=True)
        fits[shift, columns] = offers.added_s < TOO_DEAR_S
    return fits


def can_be_served(tables: WeekTables, tasks: Ints) -> Flags:
    """Return for each task whether a plan could serve it; False is proven, whatever else the plan serves."""
    can: Flags = np.asarray(alone_in(tables, tasks).any(axis=0))
    for column in np.flatnonzero(~can).tolist():
        can[column] = any(could_serve(tables, shift, int(tasks[column])) for shift in range(tables.n_shifts))
    return can


def could_serve(tables: WeekTables, shift: int, task: int) -> bool:
    """Tell whether a route of a shift could serve a task; False is proven, whatever else the route serves.

    A stop on the way may shorten it in an odd matrix; visits beside a patrol count for it before it is reached.
    """
    if not tables.fits_shift[shift, task]:
        return False
    return bool(orders_in_time(tables, shift, [task], least_ways(tables, shift, [task])))


def why_hopeless(tables: WeekTables, task: int) -> Reason:
    """Return the reason of a task that no shift could serve."""
    one = tables.tasks[task]
    if one.shifts == () or not tables.n_shifts:
        return ("no_shift", say("{task} may be served in no shift", task=one.task_id))
    if not tables.fits_shift[:, task].any():
        return ("no_window", say(
            "{task} has no window in which it could start and end within a shift that may serve it", task=one.task_id
        ))
    if not _has_way(tables, task):
        return ("no_way", say(
            "there is no way to {task} and back in any shift that may serve it", task=one.task_id
        ))
    return ("no_way", say(
        "{task} is too far: a route to it alone is not in time in any shift that may serve it", task=one.task_id
    ))


def _no_room(tables: WeekTables, task: int, clash: Sentence | None) -> Reason:
    one = tables.tasks[task]
    if clash is not None:
        return ("clash", clash)
    if tables.is_must[task]:
        return ("no_time", say(
            "no shift has room for {task} beside the stops planned there, though it must be served: free a shift "
            "or widen its window", task=one.task_id
        ))
    if not tables.prize[task]:
        return ("no_gain", say(
            "{task} has prize 0 and would only add travel: it is planned when mandatory", task=one.task_id
        ))
    return ("no_time", say(
        "no shift has room for {task} beside the stops planned there", task=one.task_id
    ))


def _beside_patrols_as_they_are(tables: WeekTables, task: int) -> Sentence:
    return say("no shift has room for {task} beside the stops planned there, if patrols stay as long as planned",
               task=tables.tasks[task].task_id)


def _has_way(tables: WeekTables, task: int) -> bool:
    """Tell whether some shift the task fits has a way to its place and from it to the end, over any others."""
    for shift in np.flatnonzero(tables.fits_shift[:, task]).tolist():
        ways = least_ways(tables, shift, [task])
        if ways.way_s[-1][0] < FAR_S and ways.home_s[0] < FAR_S:
            return True
    return False
