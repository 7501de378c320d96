"""How many calls the households of a group will take, and by when each of them must have been made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.campaign.model import CallRule, Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The n-th call from now on at the households of a group: expected calls, and the weeks (both included) for them.

    `n_called`: calls that these doors have had before it in the mean, this round's earlier ones included. `n_calls` is
    what it takes in slots of worth 1. The weeks leave room for the calls before and after.
    """

    number: int
    n_called: float
    n_calls: float
    first_week: int
    last_week: int


def calls_planned(group: Group, rule: CallRule) -> int:
    """Return how many calls the plan wants to be able to make at each door of a group that has had none.

    The cap, or one for every second pause in short campaigns: if a door was to have a call in every week there is, all
    first calls would have to be made in the first one.
    """
    return _calls_wanted(group, group.first_week, rule)


def calls_left(group: Group, n_called: int, rule: CallRule) -> int:
    """Return how many more calls the plan wants at a door that was called at `n_called` times.

    A door called at already keeps what its round began with, as far as the weeks left can hold it. Otherwise a plan
    that runs late would ask for fewer calls every Monday and never say that it is late.
    """
    if n_called == 0:
        return calls_planned(group, rule)
    began = group.first_week if group.round_week is None else min(group.round_week, group.first_week)
    n_pauses = (group.last_week - group.first_week) // rule.pause_weeks
    return max(0, min(_calls_wanted(group, began, rule) - n_called, 1 + n_pauses))


def _calls_wanted(group: Group, first_week: int, rule: CallRule) -> int:
    n_pauses = (group.last_week - first_week) // rule.pause_weeks
    return min(rule.n_calls, group.most_calls, 1 + n_pauses // 2)


def layers_of(group: Group, rule: CallRule) -> Iterator[Layer]:
    """Yield the first, second, ... call of a group, as long as anybody is expected to be left.

    The last call may lie in the last week, the one before a pause earlier, and so on: in any other week a door would be
    left without the calls it may need. Where doors that were called at keep more calls than the others may have, both
    have layers of their own, which differ in the last week: a promise kept here hurries no first call there.
    """
    open_ = [a for a, n in enumerate(group.n_open_by_calls) if n]
    never, called = open_[:1] if open_[:1] == [0] else [], [a for a in open_ if a]
    if never and called and calls_left(group, 0, rule) < max(calls_left(group, a, rule) for a in called):
        yield from _layers(group, never, rule)
        yield from _layers(group, called, rule)
    else:
        yield from _layers(group, open_, rule)


def _layers(group: Group, open_: list[int], rule: CallRule) -> Iterator[Layer]:
    """Yield the layers of the doors that had one of these numbers of calls."""
    most = max((calls_left(group, a, rule) for a in open_), default=0)
    for number in range(1, most + 1):
        left = {a: group.n_open_by_calls[a] * share_left(group, (a, a + number - 1), rule) for a in open_
                if calls_left(group, a, rule) >= number}
        n_calls = sum(left.values())
        if n_calls > 0:
            n_called = number - 1 + sum(a * n for a, n in left.items()) / n_calls
            yield Layer(number=number, n_called=n_called, n_calls=n_calls * group.least_worth,
                        first_week=group.first_week + (number - 1) * rule.pause_weeks,
                        last_week=group.last_week - (most - number) * rule.pause_weeks)


def share_left(group: Group, calls: tuple[int, int], rule: CallRule) -> float:
    """Return which share of the doors open after `calls[0]` calls is still open after `calls[1]`, in the worst slot."""
    share = 1.0
    for called in range(*calls):
        share *= 1 - rule.chance_after(called, group.chance * group.least_worth)
    return share


def expected_met(group: Group, rule: CallRule) -> float:
    """Return how many households of a group are met in the end if every call that fits is made, in the worst slot."""
    return sum(n * (1 - share_left(group, (a, a + calls_left(group, a, rule)), rule))
               for a, n in enumerate(group.n_open_by_calls))
