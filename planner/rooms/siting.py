"""Which sites: the maximal covering location problem with reach that fades, by CP-SAT on the sites that matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from planner.errors import SolverFailure
from planner.rooms.model import RoomProblem
from planner.rooms.prices import bounds_from, prices_of
from planner.rooms.reach import gain_of
from planner.rooms.start import start_sites
from planner.rooms.things import things_of
from planner.rooms.timetable import has_timetable, new_solver, timetable_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Siting:
    """Chosen sites with what they gain, and a proven bound: no choice of sites gains more than `bound`."""

    sites: tuple[int, ...]
    gain: int
    bound: int


def choose_sites(problem: RoomProblem, *, steps: float) -> Siting:
    """Return the sites that gain most, at most one for each session, with a timetable in which they can be reached.

    First a good choice, then prices; by these prices no choice with one of most sites is better than the good one, so
    they are left away, and CP-SAT chooses among the others. `steps`: when it stops, in its own measure of work
    (`max_deterministic_time`, about a second each). Raises SolverFailure when its answer does not add up.
    """
    start = _in_time(problem, start_sites(problem))
    things = things_of(problem, range(problem.n_sites))
    if not problem.sessions or not things:
        return Siting(sites=(), gain=0, bound=0)
    start_gain = gain_of(problem, start)
    bounds = bounds_from(problem, things, prices_of(problem, things))
    kept = sorted({*np.flatnonzero(bounds.with_site > start_gain).tolist(), *start})
    found = _best_of(problem, kept, start, steps=steps)
    if found is None or found.gain < start_gain:   # ended too early to reach the start
        return Siting(sites=tuple(start), gain=start_gain, bound=max(start_gain, bounds.best))
    return Siting(sites=found.sites, gain=found.gain, bound=max(found.gain, min(bounds.best, found.bound)))


def _in_time(problem: RoomProblem, sites: Sequence[int]) -> list[int]:
    """Return the first of `sites` for which there is time to drive from each to the next."""
    return next((list(sites[:n]) for n in range(len(sites), 0, -1) if has_timetable(problem, sites[:n])), [])


def _best_of(
    problem: RoomProblem, kept: Sequence[int], start: Sequence[int], *, steps: float,
) -> Siting | None:
    """Return the best sites among `kept` with a bound on what any of these gain, None when it ended before any."""
    things = things_of(problem, kept)
    model = cp_model.CpModel()
    timetable = timetable_of(model, problem, kept)
    covered = [model.new_bool_var("") for _ in things]
    for thing, is_covered in zip(things, covered, strict=True):
        model.add_bool_or([is_covered.negated(), *(timetable.stands[kept[k]] for k in thing.sites)])
    model.maximize(cp_model.LinearExpr.weighted_sum(covered, [thing.gain for thing in things]))
    for i in kept:
        model.add_hint(timetable.stands[i], i in start)
    solver = new_solver(steps=steps)
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    sites = tuple(i for i in kept if solver.boolean_value(timetable.stands[i]))
    gain = gain_of(problem, sites)
    if gain < round(solver.objective_value):
        raise SolverFailure("the sites of the room gain less than the solver said")
    return Siting(sites=sites, gain=gain, bound=round(solver.best_objective_bound))
