"""The week plan: routes, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from planner.model.identity import ShiftId, TaskId
from planner.sentence import Sentence


class StopKind(StrEnum):
    """What a stop is."""

    VISIT = "visit"
    PATROL = "patrol"
    BREAK = "break"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop of a route: the crew arrives, waits if it must, serves from `start_s` to `end_s`.

    A break has no arrival of its own: its `arrive_s` equals `start_s`.
    """

    task: TaskId
    kind: StopKind
    arrive_s: int
    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The stops of one shift in the order of service, from `leave_s` to `return_s`."""

    shift: ShiftId
    leave_s: int
    return_s: int
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A task that is on no route; `reason` is a short code, `sentence` says it to people."""

    task: TaskId
    reason: str
    sentence: Sentence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A proven upper bound on the prize of any plan of the week, and the method that proved it.

    It is proven for plans that miss at most `n_spare` of the patrols and mandatory visits that some shift can reach.
    Only at 0 does the best possible plan, which misses the fewest of them, surely miss as many as the plan at hand.
    """

    prize_at_most: float
    method: str
    n_spare: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPlan:
    """A plan of one team's week: every task is in exactly one of `routes` and `left_out`.

    `method` and `work` say how it was made, so that it can be made again: `work` counts the engine's own steps
    (for OR-Tools, accepted solutions), which together with `seed` repeats the plan whatever the machine.
    `compile_s`: CPU seconds of compiling the search on its first use, 0 after that (a cold start); it says nothing of
    the plan, so plans are compared without it.
    """

    week: str
    seed: int
    cpu_s: float
    routes: tuple[Route, ...]
    left_out: tuple[LeftOut, ...]
    bound: Bound | None = None
    method: str = ""
    work: int = 0
    compile_s: float = field(default=0.0, compare=False)
