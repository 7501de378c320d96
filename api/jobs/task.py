"""What goes to a worker and what comes back: one team's week, and its plan or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.model import Bound
from planner.sentence import Sentence
from planner.week import Budget

MAX_ATTEMPTS = 3
"""Times a task is begun before it is given up: a worker killed by chance is rarely killed thrice, but a week that
needs more memory than there is would kill workers for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTask:
    """One week to solve: the exchange file of the problem (gzipped JSON), the budget, the seed.

    `key` names the task among those of one run; it must be unique there. `options` go to `solve_week` by name.
    `bound_s`: CPU seconds for a bound beside the search; 0: none.
    """

    key: str
    problem_gz: bytes
    budget: Budget
    seed: int
    options: Mapping[str, Any] = field(default_factory=dict)
    bound_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekAnswer:
    """The plan of a task, or the sentence that says why there is none.

    `plan_gz`: the exchange file of the plan without CPU seconds and bound, so that equal plans are equal bytes
    whatever machine made them; `digest` is the SHA-256 of its JSON; both are empty after a failure. `cpu_s` is what
    the search used, `compile_s` what compiling it took before (0: it was compiled already), `bound` what was proven
    beside it, `attempts` counts how often the task was begun (more than once when workers were lost).
    """

    key: str
    attempts: int
    plan_gz: bytes = b""
    digest: str = ""
    cpu_s: float = 0.0
    compile_s: float = 0.0
    failure: Sentence | None = None
    bound: Bound | None = None
