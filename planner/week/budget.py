"""How long a search may take, how far it is, and the stopwatch that measures it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from planner.errors import InvalidProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a search may spend: CPU seconds, or `work`, the number of solutions it may accept; or both.

    `seconds` depends on the machine; `WeekPlan.work` of the plan it made, given as `work`, makes the same plan
    on any machine. `work` 0 or `seconds` 0: no search, insertion alone. Raises InvalidProblem when neither is
    given or one is negative.
    """

    seconds: float | None = None
    work: int | None = None

    def __post_init__(self) -> None:
        if self.seconds is None and self.work is None:
            raise InvalidProblem("a budget needs seconds or work")
        if (self.seconds is not None and not self.seconds >= 0) or (self.work is not None and self.work < 0):
            raise InvalidProblem(
                "the budget of {seconds} seconds, {work} steps is negative", seconds=self.seconds, work=self.work
            )

    @property
    def allows_search(self) -> bool:
        """Tell whether there is anything to spend on a search."""
        return self.seconds != 0 and self.work != 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where the engine stands: its best plan so far, the solutions it accepted, the CPU seconds it used.

    `is_compiling`: the search is being compiled first, which takes far longer than anything else before the first
    plan. `is_kept`: False when the machine code cannot be written to disk, so that every process compiles anew.
    """

    n_visits: int
    n_patrols: int
    prize: int
    work: int
    cpu_s: float
    is_compiling: bool = False
    is_kept: bool = True


@dataclass(slots=True)
class Stopwatch:
    """CPU seconds of this thread since it was made: a length of time, never the time of day.

    CPU rather than wall time, so that a busy machine does not make a worse plan.
    """

    started_s: float = field(default_factory=time.thread_time)

    def used_s(self) -> float:
        """Return the CPU seconds used so far."""
        return time.thread_time() - self.started_s

    def leave_out(self, seconds: float) -> None:
        """Do not count seconds that were used already (compiling is no search)."""
        self.started_s += seconds
