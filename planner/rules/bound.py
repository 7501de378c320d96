"""The bound a plan claims: no plan of the week may be worth more, this one included."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.model import Violation
from planner.rules.case import PlanCase
from planner.rules.worth import prize_of
from planner.sentence import say

_ROUNDING = 1e-6
"""Slack in prize for a bound that comes from floating point."""


def bound_is_not_below_the_prize(case: PlanCase) -> Iterator[Violation]:
    """Require that a claimed bound is a number and not below the prize of the plan."""
    bound = case.plan.bound
    if bound is None:
        return
    if not math.isfinite(bound.prize_at_most):
        yield Violation(
            rule="bound_is_not_below_the_prize",
            sentence=say("the bound {value} is not a number", value=bound.prize_at_most),
        )
    elif prize_of(case) > bound.prize_at_most + _ROUNDING:
        yield Violation(
            rule="bound_is_not_below_the_prize", amount=prize_of(case) - bound.prize_at_most, unit="prize",
            sentence=say(
                "the prize {prize} is above the claimed bound {bound}", prize=prize_of(case), bound=bound.prize_at_most
            ),
        )
