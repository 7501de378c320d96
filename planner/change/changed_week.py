"""The week after the changes: its problem, what is promised, what is done, and what each course still holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.change.changes import Appointment, Change, CrewLost, Pin, ShiftLost, VisitAdded, VisitDropped
from planner.change.diff import Spot, spots_of
from planner.errors import InvalidProblem
from planner.model import Patrol, ShiftId, TaskId, TimeWindow, Visit, WeekPlan, WeekProblem, clock

Task = Visit | Patrol


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedWeek:
    """A week and what the changes ask of its plan.

    `named`: tasks the changes speak of, which do not count as changed; `wanted`: named tasks that must be served;
    `held`: tasks that stay in their shift, at their second if one is given; `now_s`: by shift, from when on
    anything may still be changed.
    """

    problem: WeekProblem
    before: Mapping[TaskId, Spot]
    named: frozenset[TaskId]
    wanted: frozenset[TaskId]
    held: Mapping[TaskId, tuple[ShiftId, int | None]]
    now_s: Mapping[ShiftId, int]


def starts_in_a_window(task: Task, start_s: int) -> bool:
    """Tell whether a visit may start at a second; a patrol may, as far as its own window goes."""
    if not isinstance(task, Visit) or not task.windows:
        return True
    return any(window.holds(start_s) for window in task.windows)


def change_week(problem: WeekProblem, plan: WeekPlan, changes: Sequence[Change]) -> ChangedWeek:
    """Return the week after the changes, taken in their order.

    Raises InvalidProblem, naming the change, when one speaks of a task, shift or crew that is not there, or asks
    for what the week forbids.
    """
    draft = _Week.of(problem, plan)
    for change in changes:
        draft.take(change)
    return draft.finished()


@dataclass(slots=True, eq=False)
class _Week:
    old: WeekProblem
    before: Mapping[TaskId, Spot]
    tasks: dict[TaskId, Task]
    lost: set[ShiftId] = field(default_factory=set)
    closed: dict[ShiftId, int] = field(default_factory=dict)
    wanted: set[TaskId] = field(default_factory=set)
    dropped: set[TaskId] = field(default_factory=set)
    held: dict[TaskId, tuple[ShiftId, int | None]] = field(default_factory=dict)
    now_s: dict[ShiftId, int] = field(default_factory=dict)

    @classmethod
    def of(cls, problem: WeekProblem, plan: WeekPlan) -> _Week:
        return cls(problem, spots_of(problem, plan), dict(problem.task))

    def take(self, change: Change) -> None:
        """Write one change down."""
        if isinstance(change, ShiftLost):
            self.lost.add(self._known_shift(change.shift))
        elif isinstance(change, CrewLost):
            self._lose_crew(change)
        elif isinstance(change, VisitAdded):
            self._add(change.visit)
        elif isinstance(change, VisitDropped):
            self._drop(change.task)
        elif isinstance(change, Appointment):
            self._promise(change)
        elif isinstance(change, Pin):
            self._pin(change)
        else:
            for shift in change.shifts if change.shifts is not None else self.old.shift:
                self.now_s[self._known_shift(shift)] = max(change.now_s, self.now_s.get(shift, change.now_s))

    def finished(self) -> ChangedWeek:
        """Return the changed week; its problem is cross-checked as any other."""
        self._keep_what_lost_shifts_have_done()
        shifts = tuple(s for s in self.old.shifts if s.shift_id not in self.lost)
        gone = self.lost | self.closed.keys()
        tasks = [self._without_shifts(task, gone) for task in self.tasks.values()]
        problem = replace(
            self.old, shifts=shifts, visits=tuple(t for t in tasks if isinstance(t, Visit)),
            patrols=tuple(t for t in tasks if isinstance(t, Patrol)),
        )
        known = {s.shift_id for s in shifts}
        return ChangedWeek(
            problem=problem, before=self.before, named=frozenset(self.wanted | self.dropped),
            wanted=frozenset(self.wanted),
            held={t: hold for t, hold in self.held.items() if hold[0] in known and t in self.tasks},
            now_s=self._now_s(known),
        )

    def _keep_what_lost_shifts_have_done(self) -> None:
        """Close a lost shift that is running at the time given by Done, instead of losing what it served."""
        for shift in sorted(self.lost):
            now_s = self.now_s.get(shift)
            if now_s is not None and now_s > self.old.shift[shift].start_s:
                self.lost.remove(shift)
                self.closed[shift] = min(now_s, self.closed.get(shift, now_s))

    def _now_s(self, known: set[ShiftId]) -> dict[ShiftId, int]:
        """Return by shift from when on it may change; raises InvalidProblem for a change of what is served."""
        now_s = {s: max(self.now_s.get(s, 0), self.closed.get(s, 0)) for s in known
                 if s in self.now_s or s in self.closed}
        for task_id, spot in self.before.items():
            if spot.start_s < now_s.get(spot.shift, spot.start_s) and not self._agrees(task_id, spot):
                raise InvalidProblem(
                    "{task} was served already at {time}: it can no longer change", task=task_id,
                    time=clock(spot.start_s),
                )
        return now_s

    def _agrees(self, task_id: TaskId, spot: Spot) -> bool:
        """Tell whether what is asked of a task is what it has."""
        task = self.tasks.get(task_id)
        if task is None or self.held.get(task_id, (spot.shift, None))[0] != spot.shift:
            return False
        return self.held.get(task_id, (spot.shift, None))[1] in (None, spot.start_s) and starts_in_a_window(
            task, spot.start_s)

    def _without_shifts(self, task: Task, gone: Iterable[ShiftId]) -> Task:
        """Return a task that no lost shift may serve; what a crew has started before it fell sick stays its own."""
        closed_to = set(gone)
        spot = self.before.get(task.task_id)
        if spot and spot.shift in self.closed and spot.start_s < self.closed[spot.shift]:
            closed_to.discard(spot.shift)
        shifts = task.shifts if task.shifts is not None else tuple(self.old.shift)
        if not closed_to.intersection(shifts):
            return task
        return replace(task, shifts=tuple(s for s in shifts if s not in closed_to))

    def _lose_crew(self, change: CrewLost) -> None:
        shifts = [s for s in self.old.shifts if s.crew == change.crew]
        if not shifts:
            raise InvalidProblem("crew {crew} has no shift in this week", crew=change.crew)
        for shift in shifts:
            if shift.start_s >= change.from_s:
                self.lost.add(shift.shift_id)
            elif shift.end_s > change.from_s:
                self.closed[shift.shift_id] = change.from_s

    def _add(self, visit: Visit) -> None:
        if visit.task_id in self.tasks:
            raise InvalidProblem("{task} is in this week already: give the new visit another id", task=visit.task_id)
        self.tasks[visit.task_id] = visit
        self.wanted.add(visit.task_id)

    def _drop(self, task_id: TaskId) -> None:
        del self.tasks[self._known_task(task_id).task_id]
        self.wanted.discard(task_id)
        self.dropped.add(task_id)

    def _promise(self, change: Appointment) -> None:
        task, spot = self._known_task(change.task), self.before.get(change.task)
        if not isinstance(task, Visit):
            raise InvalidProblem("{task} is a patrol: an appointment is for a visit", task=change.task)
        self.tasks[change.task] = replace(task, windows=(change.window,), mandatory=True)
        self.wanted.add(change.task)
        if spot and change.window.holds(spot.start_s):
            self.held[change.task] = (spot.shift, spot.start_s)

    def _pin(self, change: Pin) -> None:
        task = self._known_task(change.task)
        shift = self._known_shift(change.shift)
        if task.shifts is not None and shift not in task.shifts:
            raise InvalidProblem(
                "{task} may not be served in shift {shift}: pin it to one of its own shifts", task=change.task,
                shift=shift,
            )
        windows = (TimeWindow(change.start_s, change.start_s),) if change.start_s is not None else ()
        if isinstance(task, Visit):
            self._require_window(task, change.start_s)
            self.tasks[change.task] = replace(task, shifts=(shift,), mandatory=True, windows=windows or task.windows)
        else:
            self.tasks[change.task] = replace(task, shifts=(shift,))
        spot, start_s = self.before.get(change.task), change.start_s
        if start_s is None and spot and spot.shift == shift:
            start_s = spot.start_s  # it is where it is pinned to: it stays to the second
        self.held[change.task] = (shift, start_s)
        self.wanted.add(change.task)

    def _require_window(self, visit: Visit, start_s: int | None) -> None:
        if start_s is not None and visit.windows and not any(w.holds(start_s) for w in visit.windows):
            raise InvalidProblem(
                "{task} cannot be pinned at {time}: none of its windows holds it", task=visit.task_id,
                time=clock(start_s),
            )

    def _known_task(self, task_id: TaskId) -> Task:
        if task_id not in self.tasks:
            raise InvalidProblem("there is no task {task} in this week", task=task_id)
        return self.tasks[task_id]

    def _known_shift(self, shift_id: ShiftId) -> ShiftId:
        if shift_id not in self.old.shift:
            raise InvalidProblem("there is no shift {shift} in this week", shift=shift_id)
        return shift_id


