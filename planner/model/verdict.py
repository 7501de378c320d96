"""What the checker says of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from planner.model.identity import ShiftId, TaskId
from planner.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One broken rule: its name, by how much (`amount` in `unit`), where, and one sentence."""

    rule: str
    sentence: Sentence
    shift: ShiftId | None = None
    task: TaskId | None = None
    amount: float = 0.0
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The objective of a plan, in order: `n_must_left_out` least, `prize` highest, `travel_s` least."""

    n_must_left_out: int
    prize: int
    travel_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All violations of a plan and its score; a plan counts only if `ok`."""

    violations: tuple[Violation, ...]
    score: Score
    n_patrols_served: int
    n_visits_served: int

    @property
    def ok(self) -> bool:
        """True when no rule is broken."""
        return not self.violations
