"""The clock: shifts, legs, waits, windows and lengths of service, recomputed from the plan and the matrix alone."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Violation, Visit, clock
from planner.rules.case import PlanCase
from planner.sentence import say


def leaves_after_shift_start(case: PlanCase) -> Iterator[Violation]:
    """Require that a route leaves at or after the start of its shift."""
    for one in case.routes:
        early_s = one.shift.start_s - one.route.leave_s
        if early_s > 0:
            yield Violation(
                rule="leaves_after_shift_start", shift=one.shift.shift_id, amount=early_s, unit="s",
                sentence=say(
                    "shift {shift} leaves at {time}, {amount} s before it starts at {start}",
                    shift=one.shift.shift_id, time=clock(one.route.leave_s), amount=early_s,
                    start=clock(one.shift.start_s),
                ),
            )


def returns_before_shift_end(case: PlanCase) -> Iterator[Violation]:
    """Require that a route is back at or before the end of its shift."""
    for one in case.routes:
        late_s = one.route.return_s - one.shift.end_s
        if late_s > 0:
            yield Violation(
                rule="returns_before_shift_end", shift=one.shift.shift_id, amount=late_s, unit="s",
                sentence=say(
                    "shift {shift} is back at {time}, {amount} s after it ends at {end}",
                    shift=one.shift.shift_id, time=clock(one.route.return_s), amount=late_s,
                    end=clock(one.shift.end_s),
                ),
            )


def stop_times_add_up(case: PlanCase) -> Iterator[Violation]:
    """Require that an arrival, or the return, leaves room for the stop before it, the leg and the breaks on the way."""
    for one in case.routes:
        for gap in one.gaps():
            leg_s = one.leg_s(case.problem, gap) or 0  # a missing way is a violation of `way_exists`
            rest_s = sum(rest.end_s - rest.start_s for rest in gap.rests)
            earliest_s = max([one.ready_s(gap) + leg_s + rest_s, *(rest.end_s for rest in gap.rests)])
            task = None if gap.after is None else gap.after.stop.task
            claimed_s = one.route.return_s if gap.after is None else gap.after.stop.arrive_s
            if claimed_s < earliest_s:
                yield Violation(
                    rule="stop_times_add_up", shift=one.shift.shift_id, task=task,
                    amount=earliest_s - claimed_s, unit="s",
                    sentence=say(
                        "shift {shift} arrives at {task} at {time}, {amount} s before it can",
                        shift=one.shift.shift_id, task=task, time=clock(claimed_s), amount=earliest_s - claimed_s,
                    ) if task is not None else say(
                        "shift {shift} claims to be back at {time}, {amount} s before it can",
                        shift=one.shift.shift_id, time=clock(claimed_s), amount=earliest_s - claimed_s,
                    ),
                )


def starts_after_arrival(case: PlanCase) -> Iterator[Violation]:
    """Require that a stop starts at or after its arrival."""
    for one in case.routes:
        for known in one.working:
            early_s = known.stop.arrive_s - known.stop.start_s
            if early_s > 0:
                yield Violation(
                    rule="starts_after_arrival", shift=one.shift.shift_id, task=known.stop.task,
                    amount=early_s, unit="s",
                    sentence=say(
                        "shift {shift}: {task} starts at {time}, {amount} s before the crew arrives",
                        shift=one.shift.shift_id, task=known.stop.task, time=clock(known.stop.start_s),
                        amount=early_s,
                    ),
                )


def visit_starts_in_a_window(case: PlanCase) -> Iterator[Violation]:
    """Require that a visit starts inside one of its windows, both ends included; one without windows at any time."""
    for one in case.routes:
        for known in one.working:
            task, start_s = known.task, known.stop.start_s
            if not isinstance(task, Visit) or not task.windows or any(w.holds(start_s) for w in task.windows):
                continue
            off_s = min(max(w.start_s - start_s, start_s - w.end_s) for w in task.windows)
            yield Violation(
                rule="visit_starts_in_a_window", shift=one.shift.shift_id, task=task.task_id, amount=off_s, unit="s",
                sentence=say(
                    "shift {shift}: visit {task} starts at {time}, {amount} s outside its nearest window",
                    shift=one.shift.shift_id, task=task.task_id, time=clock(start_s), amount=off_s,
                ),
            )


def visit_lasts_its_service(case: PlanCase) -> Iterator[Violation]:
    """Require that a visit lasts exactly its service time."""
    for one in case.routes:
        for known in one.working:
            task, lasts_s = known.task, known.stop.end_s - known.stop.start_s
            if isinstance(task, Visit) and lasts_s != task.service_s:
                yield Violation(
                    rule="visit_lasts_its_service", shift=one.shift.shift_id, task=task.task_id,
                    amount=abs(lasts_s - task.service_s), unit="s",
                    sentence=say(
                        "shift {shift}: visit {task} lasts {lasts} s, not {service} s",
                        shift=one.shift.shift_id, task=task.task_id, lasts=lasts_s, service=task.service_s,
                    ),
                )


def way_exists(case: PlanCase) -> Iterator[Violation]:
    """Require that each leg has a way in the matrix of the shift's mode."""
    for one in case.routes:
        for gap in one.gaps():
            if one.leg_s(case.problem, gap) is None:
                task = gap.after.stop.task if gap.after else None
                yield Violation(
                    rule="way_exists", shift=one.shift.shift_id, task=task,
                    sentence=say(
                        "shift {shift}: there is no way to {task} from the stop before it",
                        shift=one.shift.shift_id, task=task,
                    ) if task is not None else say(
                        "shift {shift}: there is no way back to {place}",
                        shift=one.shift.shift_id, place=one.shift.end_place,
                    ),
                )
