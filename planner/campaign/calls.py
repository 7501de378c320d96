"""How many calls the households of a group will take, and by when each of them must have been made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.campaign.model import CallRule, Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The n-th call at the households of a group: expected calls, and the weeks (both included) they can lie in.

    `n_calls` is what it takes in slots of worth 1. The weeks leave room for the calls before and after.
    """

    number: int
    n_calls: float
    first_week: int
    last_week: int


def calls_left(group: Group, n_called: int, rule: CallRule) -> int:
    """Return how many calls still fit at a door that was called at `n_called` times, by the cap and by the weeks."""
    fit = 1 + (group.last_week - group.first_week) // rule.pause_weeks
    return max(0, min(rule.n_calls - n_called, fit))


def layers_of(group: Group, rule: CallRule) -> Iterator[Layer]:
    """Yield the first, second, ... call of a group, as long as anybody is expected to be left.

    The last call may lie in the last week, the one before a pause earlier, and so on: so the hours planned can be used
    in the order first call, second call, ... by any group.
    """
    most = max((calls_left(group, a, rule) for a, n in enumerate(group.n_open_by_calls) if n), default=0)
    for number in range(1, most + 1):
        n_calls = sum(n * share_left(group, (a, a + number - 1), rule) for a, n in enumerate(group.n_open_by_calls)
                      if calls_left(group, a, rule) >= number)
        if n_calls > 0:
            yield Layer(number=number, n_calls=n_calls, first_week=group.first_week + (number - 1) * rule.pause_weeks,
                        last_week=group.last_week - (most - number) * rule.pause_weeks)


def share_left(group: Group, calls: tuple[int, int], rule: CallRule) -> float:
    """Return which share of the doors open after `calls[0]` calls is still open after `calls[1]`, in worth-1 slots."""
    share = 1.0
    for called in range(*calls):
        share *= 1 - rule.chance_after(called, group.chance)
    return share


def expected_met(group: Group, rule: CallRule) -> float:
    """Return how many households of a group are met in the end if every call that fits is made, in worth-1 slots."""
    return sum(n * (1 - share_left(group, (a, a + calls_left(group, a, rule)), rule))
               for a, n in enumerate(group.n_open_by_calls))
