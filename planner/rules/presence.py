"""Presence of patrols: how long the crew must be about, and what beside the stop itself counts for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planner.model import CellId, Patrol, PlaceId, Stop, Violation, Visit, overlap_s
from planner.rules.case import PlanCase, WorkStop
from planner.sentence import say

Cells = Mapping[PlaceId, CellId | None]
"""The cell of each place."""

_ROUNDING_S = 1e-6
"""Slack in seconds for sums that hold fractions (visit_credit 0.1 has no exact binary value)."""


def patrol_stays_its_dwell(case: PlanCase) -> Iterator[Violation]:
    """Require that the stop of a patrol lasts at least its least dwell."""
    for one in case.routes:
        for known in one.working:
            task, lasts_s = known.task, known.stop.end_s - known.stop.start_s
            if isinstance(task, Patrol) and lasts_s < task.min_dwell_s:
                yield Violation(
                    rule="patrol_stays_its_dwell", shift=one.shift.shift_id, task=task.task_id,
                    amount=task.min_dwell_s - lasts_s, unit="s",
                    sentence=say(
                        "shift {shift}: patrol {task} stays {lasts} s, less than {least} s",
                        shift=one.shift.shift_id, task=task.task_id, lasts=lasts_s, least=task.min_dwell_s,
                    ),
                )


def patrol_reaches_its_presence(case: PlanCase) -> Iterator[Violation]:
    """Require that the presence of the run of stops around a patrol, inside its window, reaches what it asks for."""
    for one in case.routes:
        for position, known in enumerate(one.stops):
            if not isinstance(known, WorkStop) or not isinstance(known.task, Patrol):
                continue
            patrol = known.task
            run = _run_around(one.stops, position, patrol, case.problem.cell)
            missing_s = patrol.presence_s - presence_s(patrol, run)
            if missing_s > _ROUNDING_S:
                yield Violation(
                    rule="patrol_reaches_its_presence", shift=one.shift.shift_id, task=patrol.task_id,
                    amount=missing_s, unit="s",
                    sentence=say(
                        "shift {shift}: patrol {task} reaches {presence} s of presence, needs {needed} s",
                        shift=one.shift.shift_id, task=patrol.task_id, presence=round(patrol.presence_s - missing_s),
                        needed=patrol.presence_s,
                    ),
                )


def presence_s(patrol: Patrol, run: Sequence[WorkStop]) -> float:
    """Return the seconds of presence that a run of stops gives a patrol.

    From the arrival at the first stop to the end of the last, what lies inside the window counts: whole
    outside a visit's service, `visit_credit` of it within.
    """
    span_s = overlap_s(run[0].stop.arrive_s, run[-1].stop.end_s, patrol.window)
    visiting_s = sum(
        overlap_s(k.stop.start_s, k.stop.end_s, patrol.window) for k in run if isinstance(k.task, Visit)
    )
    return span_s - (1 - patrol.visit_credit) * visiting_s


def _run_around(
    stops: Sequence[WorkStop | Stop], position: int, patrol: Patrol, cells: Cells
) -> Sequence[WorkStop]:
    """Return the longest run of stops around a patrol whose others are visits in its cell."""

    def beside(index: int) -> bool:
        one = stops[index] if 0 <= index < len(stops) else None
        if patrol.cell is None or not isinstance(one, WorkStop) or not isinstance(one.task, Visit):
            return False
        return cells[one.task.place] == patrol.cell

    first = last = position
    while beside(first - 1):
        first -= 1
    while beside(last + 1):
        last += 1
    return [one for one in stops[first:last + 1] if isinstance(one, WorkStop)]
