"""The difference of two plans of a week: by task, as data and in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.model import DAY_S, MINUTE_S, CrewId, ShiftId, StopKind, TaskId, WeekPlan, WeekProblem, clock
from planner.sentence import Sentence, say

TOLERANCE_S = 30 * MINUTE_S
"""A stop that starts this much sooner or later than before counts as unchanged: residents are told half hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where and when a task is served: `day` counts from 0, by the start of its shift."""

    shift: ShiftId
    crew: CrewId
    day: int
    start_s: int

    def is_as(self, other: Spot) -> bool:
        """Tell whether officer and day are the same and the starts at most 30 minutes apart."""
        same = self.crew == other.crew and self.day == other.day
        return same and abs(self.start_s - other.start_s) <= TOLERANCE_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A task that is served by another officer, on another day or more than 30 minutes sooner or later."""

    task: TaskId
    before: Spot
    after: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDiff:
    """What a new plan changes: `moved` to another officer or day, `shifted` in time alone, fallen out, entered."""

    moved: tuple[Moved, ...] = ()
    shifted: tuple[Moved, ...] = ()
    dropped: tuple[TaskId, ...] = ()
    added: tuple[TaskId, ...] = ()

    @property
    def tasks(self) -> frozenset[TaskId]:
        """All tasks that changed."""
        return frozenset((*(m.task for m in (*self.moved, *self.shifted)), *self.dropped, *self.added))

    def sentences(self) -> tuple[Sentence, ...]:
        """Return one sentence for each change, in the order of the fields; one that says so when there is none."""
        rows = [
            say("{task}: from shift {before} at {was} to shift {after} at {now}", task=m.task, before=m.before.shift,
                was=clock(m.before.start_s), after=m.after.shift, now=clock(m.after.start_s))
            for m in self.moved
        ]
        rows += [
            say("{task}: in shift {shift} at {now}, it was {was}", task=m.task, shift=m.after.shift,
                was=clock(m.before.start_s), now=clock(m.after.start_s))
            for m in self.shifted
        ]
        rows += [say("{task}: no longer planned", task=task) for task in self.dropped]
        rows += [say("{task}: newly planned", task=task) for task in self.added]
        return tuple(rows) or (say("no stop changes"),)


def spots_of(problem: WeekProblem, plan: WeekPlan) -> Mapping[TaskId, Spot]:
    """Return where and when each task of a plan is served; routes of shifts unknown to the problem are not in it."""
    return {
        stop.task: Spot(shift=route.shift, crew=shift.crew, day=shift.start_s // DAY_S, start_s=stop.start_s)
        for route in plan.routes if (shift := problem.shift.get(route.shift))
        for stop in route.stops if stop.kind is not StopKind.BREAK
    }


def diff_plans(old: WeekPlan, new: WeekPlan, problem: WeekProblem) -> PlanDiff:
    """Return what differs between two plans; `problem` must know the shifts of both (the week before a change does)."""
    return diff_spots(spots_of(problem, old), spots_of(problem, new))


def diff_spots(before: Mapping[TaskId, Spot], after: Mapping[TaskId, Spot]) -> PlanDiff:
    """Return what differs between where tasks were and where they are."""
    changed = [
        Moved(task=task, before=spot, after=after[task])
        for task, spot in before.items() if task in after and not spot.is_as(after[task])
    ]
    return PlanDiff(
        moved=tuple(m for m in changed if (m.before.crew, m.before.day) != (m.after.crew, m.after.day)),
        shifted=tuple(m for m in changed if (m.before.crew, m.before.day) == (m.after.crew, m.after.day)),
        dropped=tuple(task for task in before if task not in after),
        added=tuple(task for task in after if task not in before),
    )
