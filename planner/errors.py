"""What goes wrong inside planner: wrong input or a fault, never 'no plan found'."""

from __future__ import annotations

from planner.sentence import Sentence, say


class PlannerError(Exception):
    """Base of planner's errors; carries one sentence for people."""

    def __init__(self, template: str, **values: object) -> None:
        self.sentence: Sentence = say(template, **values)
        super().__init__(str(self.sentence))


class InvalidProblem(PlannerError, ValueError):
    """The week problem contradicts itself; the sentence names the object and the value."""


class InvalidPlan(PlannerError, ValueError):
    """The plan cannot be read as a plan of this problem at all (rule breaks are Violations, not errors)."""


class SolverFailure(PlannerError, RuntimeError):
    """The engine broke down, or its plan was refused by the checker."""
