"""Which site in which session: one at a time, a cell once a week, and time to drive from one to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from planner.rooms.model import RoomProblem, RoomStop
from planner.sentence import Sentence, say


@dataclass(frozen=True, slots=True)
class Timetable:
    """Variables of a model: `stands[i]` for a vehicle at site i in some session, `at[i][s]` for it in session s.

    `at` is empty where every site can follow on every other one: then any order of the sites is a timetable.
    """

    stands: dict[int, cp_model.IntVar]
    at: dict[int, list[cp_model.IntVar]]


def timetable_of(
    model: cp_model.CpModel, problem: RoomProblem, sites: Sequence[int], *, ordered: bool = False,
) -> Timetable:
    """Return the variables of a timetable of `sites`, with its rules added to the model.

    `ordered`: with the sessions of each site even where their order does not matter.
    """
    stands = {i: model.new_bool_var("") for i in sites}
    in_cell = defaultdict(list)
    for i in sites:
        in_cell[problem.cells[i]].append(stands[i])
    for rivals in in_cell.values():
        if len(rivals) > 1:
            model.add_at_most_one(rivals)
    model.add(cp_model.LinearExpr.sum(list(stands.values())) <= len(problem.sessions))
    too_far = list(_too_far(problem, sites))
    if not too_far and not ordered:
        return Timetable(stands, {})
    at = {i: [model.new_bool_var("") for _ in problem.sessions] for i in sites}
    for i in sites:
        model.add(cp_model.LinearExpr.sum(at[i]) == stands[i])
    for s in range(len(problem.sessions)):
        model.add_at_most_one(at[i][s] for i in sites)
    for a, b, i, unreached in too_far:
        model.add_at_most_one([at[i][a], *(at[j][b] for j in unreached)])
    return Timetable(stands, at)


def has_timetable(problem: RoomProblem, sites: Sequence[int]) -> bool:
    """Tell whether all `sites` can be stood at in one week: at most one a cell and a session, with time to drive."""
    model = cp_model.CpModel()
    for stands in timetable_of(model, problem, sites).stands.values():
        model.add(stands == 1)
    return new_solver(steps=1.0).solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def new_solver(*, steps: float) -> cp_model.CpSolver:
    """Return a solver that is repeatable: one worker, a fixed seed, ended by a count of steps and by no clock."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = steps
    solver.parameters.linearization_level = 2
    solver.parameters.catch_sigint_signal = False   # the signal belongs to the caller
    return solver


def _too_far(problem: RoomProblem, sites: Sequence[int]) -> Iterator[tuple[int, int, int, list[int]]]:
    """Yield (session, later session of the day, site, sites that cannot be reached from it between the two)."""
    listed = np.array(sites, dtype=np.int64)
    for a, b in problem.pairs_of_a_day():
        gap_s = problem.sessions[b].start_s - problem.sessions[a].end_s
        for i in sites:
            drive_s = problem.drive_s[i, listed]
            unreached = listed[((drive_s < 0) | (drive_s > gap_s)) & (listed != i)].tolist()
            if unreached:
                yield a, b, i, unreached


def faults_of(problem: RoomProblem, stops: Sequence[RoomStop]) -> list[Sentence]:
    """Return what is wrong with a timetable, recomputed from the problem alone; nothing when it can be driven."""
    found = []
    if len({stop.session for stop in stops}) < len(stops):
        found.append(say("a vehicle stands at two places in one session"))
    if len({problem.cells[stop.site] for stop in stops}) < len(stops):
        found.append(say("a cell has the room twice in one week"))
    site_in = {stop.session: stop.site for stop in stops}
    for a, b in problem.pairs_of_a_day():
        if a in site_in and b in site_in:
            drive_s = int(problem.drive_s[site_in[a], site_in[b]])
            if not 0 <= drive_s <= problem.sessions[b].start_s - problem.sessions[a].end_s:
                found.append(say("the way from one stop of the room to the next is longer than the time between them"))
    return found
