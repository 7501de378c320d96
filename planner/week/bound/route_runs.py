"""Runs of patrols: the most that visits of the cell beside them gather in the time the presence leaves, compiled."""

from __future__ import annotations

from planner.week.bound.kernel import kernel
from planner.week.bound.memory import Int32s
from planner.week.bound.net import Net, States


@kernel
def fill_runs(net: Net, states: States) -> None:
    """Fill `chosen` and `steps`: for each run the best choice of visits by their service (0-1 knapsack)."""
    n_steps = 0
    for q in range(len(net.runs)):
        begin, end, top = net.runs[q, 3:]
        states.chosen[begin + q, :top + 1] = _own(net, states, q)
        for c in range(begin, end):
            item, weight = net.choices[c]
            before, after, gain = states.chosen[c + q], states.chosen[c + q + 1], states.reward[item]
            for s in range(top + 1):
                after[s] = before[s]
                if s >= weight:
                    after[s] = max(after[s], before[s - weight] + gain)
        states.step_from[q] = n_steps
        best, last = states.chosen[end + q], -1
        for s in range(top + 1):
            if s == 0 or best[s] > best[s - 1]:
                if last >= 0 and _are_same(net.run_takes[q, last], net.run_takes[q, s]):
                    n_steps -= 1   # more for the same time
                last = s
                states.steps[n_steps, 0] = net.run_takes[q, s, 0]
                states.steps[n_steps, 1], states.steps[n_steps, 2] = best[s], s
                n_steps += 1
        states.step_from[q + 1] = n_steps


@kernel
def _are_same(one: Int32s, other: Int32s) -> bool:
    """Tell whether all numbers of two rows are the same."""
    same = True
    for k in range(len(one)):
        same = same and one[k] == other[k]
    return bool(same)


@kernel
def _own(net: Net, states: States, q: int) -> int:
    """Return what the patrols done at will in run q gather."""
    gathered = 0
    for item in net.run_own[q]:
        if item >= 0:
            gathered += states.reward[item]
    return int(gathered)


@kernel
def count_choices(net: Net, states: States, q: int, service: int, times: Int32s) -> None:
    """Count the patrols done at will and the visits that run q serves in so many buckets of service."""
    for item in net.run_own[q]:
        if item >= 0:
            times[item] += 1
    begin, end, _ = net.runs[q, 3:]
    for c in range(end - 1, begin - 1, -1):
        value = states.chosen[c + q + 1, service]
        if value != states.chosen[c + q, service]:
            times[net.choices[c, 0]] += 1
            service -= net.choices[c, 1]
