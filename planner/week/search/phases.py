"""How the iterations of a run are laid out: laps of annealing, the choice among all routes met, the polish of travel.

All of it follows from the number of iterations, which is kept with the plan: nothing else is asked of a clock.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from planner.week.search.annealing import Plan
from planner.week.search.scale import Scale

PROBE = 1_000
"""Iterations at the first temperature, by whose speed the rest is laid out; of a small team anew after each lap."""

MOST_SHIFTS = 10
"""Shifts up to which routes are kept and chosen from: of 25 shifts the choice took seconds and gained nothing."""

_LAP_PER_TASK = 600
"""Iterations of a lap for each task of a small team: some 4 s for one officer. One lap of 20 s found less than the
best of four of 5 s."""

_CALMER = 0.4
"""First temperature of a lap from the best plan, as a share of that of a lap from the first one. At the whole of it
nothing is left of the best plan; laps of both kinds by turns found 2 points of 4300 more than either alone."""

_CALMEST = 0.1
"""The same share once the prize is enough: each lap is then from the best plan, and only travel is left to find. Over
four seeds such laps travelled 1 % less at 0.1 than at 0.4, and 2 % less than at the whole of it; 0.05 to 0.15 differ
by less than seeds do."""

_CHOICE_FROM = 30_000
"""Iterations from which there is a choice: some seconds of search, of which it then takes a tenth or less."""

_CHOICE_S = 0.3
"""CPU seconds kept for the choice (measured: 0.15 to 0.35)."""

_RESERVE_S = 0.02
"""CPU seconds kept for the last fill and the timetable."""

_CAUTION = 0.95
"""Share of the measured speed that is counted on: later iterations were up to 6 % slower than the first ones."""

_POLISH_SHARE = 0.08
"""Share of the iterations that polish."""

_NEVER_LESS_S = 1e6
"""Seconds of travel for a point of prize while polishing: no prize is given away for travel."""


_EASE = 0.25
"""What a second of travel counts in the laps of a small team. With 1 laps ended 2 of 4300 points lower, with 4 as many
as 12. For 25 shifts it made no difference, 50 shifts fared worse with less than 1."""


class Phases(NamedTuple):
    """Laps that end at iterations `lap_ends`, a choice among the routes met or none, then polish up to `total`.

    The first lap of a small team begins with the first plan, the second with the best one, less hot, and so by turns;
    once the prize is enough, all with the best one. A second of travel counts `travel_share` in them until then.
    """

    lap_ends: tuple[int, ...]
    total: int
    chooses: bool
    travel_share: float = 1.0


def lay_out(total: int, n_shifts: int, n_tasks: int) -> Phases:
    """Return the phases of a run of `total` iterations: laps of the same length, the last one up to twice as long."""
    is_small = n_shifts <= MOST_SHIFTS
    annealed = total - int(_POLISH_SHARE * max(0, total - PROBE))
    n_laps = max(1, (annealed - PROBE) // lap_of(n_tasks)) if is_small else 1
    lap_ends = (*(PROBE + lap * lap_of(n_tasks) for lap in range(1, n_laps)), annealed)
    return Phases(lap_ends, total, is_small and total >= _CHOICE_FROM, _EASE if is_small else 1.0)


def lap_of(n_tasks: int) -> int:
    """Return the iterations of a lap of a small team."""
    return _LAP_PER_TASK * max(1, n_tasks)


def least_total(n_laps: int, n_tasks: int) -> int:
    """Return the fewest iterations of a run with so many laps."""
    return PROBE + math.ceil(n_laps * lap_of(n_tasks) / (1 - _POLISH_SHARE))


def steps_within(left_s: float, steps_per_s: float, n_shifts: int, done: int = PROBE) -> int:
    """Return the iterations that CPU seconds buy after those done, with all that comes after them."""
    with_choice, without = (
        int(_CAUTION * steps_per_s * max(0.0, left_s - _RESERVE_S - kept_s)) for kept_s in (_CHOICE_S, 0.0)
    )
    if n_shifts > MOST_SHIFTS:
        return without
    return with_choice if done + with_choice >= _CHOICE_FROM else min(without, _CHOICE_FROM - done - 1)


def probe_of(scale: Scale) -> Plan:
    """Return the temperature of the first iterations."""
    return Plan(PROBE, PROBE, scale.prize_s, scale.hot_s, scale.hot_s)


def lap_after(phases: Phases, n_done: int, scale: Scale, *, is_enough: bool) -> Plan:
    """Return the temperatures of the lap after so many; it cools down to the last temperature."""
    begin = phases.lap_ends[n_done - 1] if n_done else PROBE
    share = 1.0 if is_anew(n_done, is_enough=is_enough) else _CALMEST if is_enough else _CALMER
    return Plan(begin, phases.lap_ends[n_done], scale.prize_s, share * scale.hot_s, scale.cold_s, phases.travel_share)


def is_anew(n_done: int, *, is_enough: bool) -> bool:
    """Tell whether the lap after so many begins with the first plan, not with the best one."""
    return n_done == 0 or (n_done % 2 == 0 and not is_enough)


def polish_of(phases: Phases, scale: Scale) -> Plan:
    """Return the temperatures of the polish: the prize of the plan may rise, never fall below what is enough."""
    return Plan(phases.lap_ends[-1], phases.total, _NEVER_LESS_S, scale.cold_s, scale.polished_s, is_last=True)
