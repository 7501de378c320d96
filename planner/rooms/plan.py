"""The week of the mobile rooms: sites by what they gain, then hours by how many doors are near."""

from __future__ import annotations

from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.errors import SolverFailure
from planner.rooms.model import RoomProblem, RoomStop
from planner.rooms.reach import gains_alone
from planner.rooms.siting import Siting, choose_sites
from planner.rooms.timetable import faults_of, new_solver, timetable_of

STEPS = 20.0
"""CP-SAT's steps (about a CPU second each) before the best sites so far are taken with the bound that is proven."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPlan:
    """Stops of the week by session. `gain`: what they add to the standing desks; no plan gains more than `bound`."""

    stops: tuple[RoomStop, ...]
    gain: int
    bound: int

    @property
    def is_best(self) -> bool:
        """True when it is proven that no plan gains more."""
        return self.gain == self.bound

    @property
    def at_least_percent(self) -> float:
        """Return the proven share of the best possible gain in percent, rounded down to a tenth; 100 without any."""
        return 100.0 if self.is_best else self.gain * 1000 // self.bound / 10


def plan_rooms(problem: RoomProblem, *, steps: float = STEPS) -> RoomPlan:
    """Return the stops that gain most, with a bound; the longest hours go to the stops with most doors in reach.

    A session stays empty where no site left would gain anything. Repeatable: ended by a count of steps, not by time.
    Raises SolverFailure when the timetable breaks a rule or nothing was found in these steps.
    """
    siting = choose_sites(problem, steps=steps)
    stops = _hours(problem, siting, steps=steps)
    faults = faults_of(problem, stops)
    if faults:
        raise SolverFailure(faults[0].template, **faults[0].values)
    return RoomPlan(stops=stops, gain=siting.gain, bound=siting.bound)


def _hours(problem: RoomProblem, siting: Siting, *, steps: float) -> tuple[RoomStop, ...]:
    """Return the chosen sites with their sessions: together the most hours times gain."""
    model = cp_model.CpModel()
    timetable = timetable_of(model, problem, siting.sites, ordered=True)
    for is_there in timetable.stands.values():
        model.add(is_there == 1)
    alone = gains_alone(problem)
    minutes = [(session.end_s - session.start_s) // 60 for session in problem.sessions]
    pairs = [(i, s) for i in siting.sites for s in range(len(minutes))]
    model.maximize(cp_model.LinearExpr.weighted_sum(
        [timetable.at[i][s] for i, s in pairs], [int(alone[i]) * minutes[s] for i, s in pairs]))
    solver = new_solver(steps=steps)
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise SolverFailure("the stops of the room could not be given hours")
    stops = [RoomStop(site=i, session=s) for i, s in pairs if solver.boolean_value(timetable.at[i][s])]
    return tuple(sorted(stops, key=lambda stop: (problem.sessions[stop.session].start_s, stop.session)))
