"""The smallest changes that would fit a task beside everything planned, each with a plan that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.explain.witness import Week, Witness, with_longer_shift
from planner.explain.words import day_of, part_of_day, time_of_day
from planner.model import DAY_S, MINUTE_S, Patrol, ShiftId, TaskId, TimeWindow, Visit
from planner.sentence import Sentence, say

LONGER_MIN = (15, 30, 45, 60, 90, 120)
"""Minutes by which a shift is made longer: quarter hours to start with, and two hours are a shift of their own."""

STEP_MIN = 5
"""Windows are told to five minutes, as people tell the time."""

WIDEST_MIN = 8 * 60
"""Minutes by which a window is widened at most: further away it is another part of the day."""


class RemedyKind(StrEnum):
    """Which rule gives way."""

    OTHER_OFFICER = "other_officer"
    WIDER_WINDOW = "wider_window"
    LONGER_SHIFT = "longer_shift"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One change that fits a task: `minutes` of a window or shift, `n_officers` other officers, and its witness."""

    kind: RemedyKind
    minutes: int
    n_officers: int
    sentence: Sentence
    witness: Witness

    @property
    def size(self) -> tuple[int, int, str, ShiftId]:
        """Minutes first, then officers: fewer are smaller."""
        return self.minutes, self.n_officers, self.kind.value, self.witness.shift


def remedies_for(week: Week, task_id: TaskId) -> tuple[Remedy, ...]:
    """Return the changes that fit a task, the smallest first; empty when none of them does."""
    found = (*_other_officers(week, task_id), *_wider_windows(week, task_id), *_longer_shifts(week, task_id))
    return tuple(sorted(found, key=lambda remedy: remedy.size))


def own_shifts(week: Week, task_id: TaskId) -> tuple[ShiftId, ...]:
    """Return the shifts that may serve a task."""
    shifts = week.problem.task[task_id].shifts
    return tuple(week.problem.shift) if shifts is None else shifts


def _other_officers(week: Week, task_id: TaskId) -> Iterator[Remedy]:
    """Yield one remedy for each day on which a shift that may not serve the task has room for it."""
    own = own_shifts(week, task_id)
    crews = {week.problem.shift[s].crew for s in own}
    freed = week.with_task(replace(week.problem.task[task_id], shifts=None))
    days: dict[tuple[int, bool], list[ShiftId]] = {}
    for shift in week.problem.shifts:
        if shift.shift_id not in own:
            days.setdefault((shift.start_s // DAY_S, shift.crew not in crews), []).append(shift.shift_id)
    for (day, is_other), shifts in sorted(days.items()):
        witness = freed.witness(task_id, shifts=tuple(shifts))
        if witness:
            named = {"day": day_of(day * DAY_S), "shift": witness.shift, "time": time_of_day(witness.start_s)}
            yield Remedy(
                kind=RemedyKind.OTHER_OFFICER, minutes=0, n_officers=int(is_other), witness=witness,
                sentence=say("any other officer on {day} (shift {shift} at {time})", **named) if is_other
                else say("the same officer on {day} (shift {shift} at {time})", **named),
            )


def _wider_windows(week: Week, task_id: TaskId) -> Iterator[Remedy]:
    """Yield the least widening of a visit's windows to a later end, and to an earlier start."""
    task = week.problem.task[task_id]
    if isinstance(task, Patrol) or not task.windows:
        return
    for later in (True, False):
        widened = _least_widening(week, task, later=later)
        if widened is None:
            continue
        minutes, witness = widened
        time_s = _told_s(witness.start_s, later=later)
        yield Remedy(
            kind=RemedyKind.WIDER_WINDOW, minutes=minutes, n_officers=0, witness=witness,
            sentence=say("a window until {time} on {day} (shift {shift})", time=time_of_day(time_s),
                         day=day_of(time_s), shift=witness.shift) if later
            else say("a window from {time} on {day} (shift {shift})", time=time_of_day(time_s), day=day_of(time_s),
                     shift=witness.shift),
        )


def _least_widening(week: Week, task: Visit, *, later: bool) -> tuple[int, Witness] | None:
    """Return the least minutes, in steps, by which windows that end later (or start earlier) make a task fit.

    By halving: what fits a window fits a wider one.
    """
    def tried(n_steps: int) -> Witness | None:
        by_s = n_steps * STEP_MIN * MINUTE_S
        windows = tuple(
            TimeWindow(w.start_s - (0 if later else by_s), w.end_s + (by_s if later else 0)) for w in task.windows
        )
        return week.with_task(replace(task, windows=windows)).witness(task.task_id)

    low, high = 0, WIDEST_MIN // STEP_MIN
    best = tried(high)
    if best is None:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        found = tried(middle)
        if found:
            high, best = middle, found
        else:
            low = middle
    return high * STEP_MIN, best


def _told_s(start_s: int, *, later: bool) -> int:
    """Return the end (or start) of a window that a start asks for, to whole steps outwards."""
    step_s = STEP_MIN * MINUTE_S
    return -(-start_s // step_s) * step_s if later else start_s // step_s * step_s


def _longer_shifts(week: Week, task_id: TaskId) -> Iterator[Remedy]:
    """Yield for each shift that may serve a task the least lengthening at which it fits."""
    for shift_id in own_shifts(week, task_id):
        longest = Week.of(with_longer_shift(week.problem, shift_id, LONGER_MIN[-1]), week.plan)
        longest = replace(longest, ground=week.ground.of_same_routes(longest.problem))
        if longest.witness(task_id, shifts=(shift_id,)) is None:
            continue
        for minutes in LONGER_MIN:
            problem = with_longer_shift(week.problem, shift_id, minutes)
            witness = Week(problem, week.plan, week.ground.of_same_routes(problem)).witness(task_id, shifts=(shift_id,))
            if witness:
                end_s = week.problem.shift[shift_id].end_s
                yield Remedy(
                    kind=RemedyKind.LONGER_SHIFT, minutes=minutes, n_officers=0, witness=witness,
                    sentence=say("{n} more minutes on {day} {part} (shift {shift})", n=minutes, day=day_of(end_s),
                                 part=part_of_day(end_s), shift=shift_id),
                )
                break
