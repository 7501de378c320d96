"""The week as an OR-Tools routing model: one vehicle for each shift, one node for each way to serve a task."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from ortools.constraint_solver import pywrapcp

from planner.model import Mode, Shift
from planner.week.insertion import Orders
from planner.week.nodes import Nodes, Windows, fold_s, span_of_day_s
from planner.week.tables import Flags, Ints, WeekTables

_LARGEST_COST = 2**60
"""All penalties together stay below this, so that no sum leaves 64 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class RoutingModel:
    """An OR-Tools model of a week. Its first nodes are `nodes`, then come start places, then end places."""

    nodes: Nodes
    manager: Any
    routing: Any

    def indices_of(self, orders: Orders) -> list[list[int]]:
        """Return orders as OR-Tools indices; every task of the orders must be offered."""
        node_of = {(int(self.nodes.task[k]), int(r)): int(k) for k, r in np.argwhere(self.nodes.allowed)}
        return [
            [self.manager.NodeToIndex(node_of[task, shift]) for task in order] for shift, order in enumerate(orders)
        ]

    def current_orders(self) -> Orders:
        """Return the orders of the solution at which the search stands."""
        routing, orders = self.routing, []
        for vehicle in range(routing.vehicles()):
            order, index = [], routing.NextVar(routing.Start(vehicle)).Value()
            while not routing.IsEnd(index):
                order.append(int(self.nodes.task[self.manager.IndexToNode(index)]))
                index = routing.NextVar(index).Value()
            orders.append(tuple(order))
        return tuple(orders)


def build_routing_model(tables: WeekTables, nodes: Nodes) -> RoutingModel:
    """Return the model of a week in which the tasks of `nodes` may be served, by all rules of the week.

    A patrol stays its full stay. A crew leaves at the start of its shift, as in our own timetables. A leg
    without a way takes longer than any shift. A shift whose break has no room in it serves nothing.
    """
    layout = _Layout.of(tables, nodes)
    manager = pywrapcp.RoutingIndexManager(len(layout.place), tables.n_shifts, layout.starts, layout.goals)
    routing = pywrapcp.RoutingModel(manager)
    transits = _add_travel(tables, layout, routing)
    routing.AddDimensionWithVehicleTransits(transits, layout.horizon_s, layout.horizon_s, False, "time")
    stays = [int(layout.stay_s[manager.IndexToNode(index)]) for index in range(routing.Size())]
    is_usable = _bound_shifts(tables, layout, routing, stays)
    time = routing.GetDimensionOrDie("time")
    for node, windows in enumerate(nodes.windows):
        index = manager.NodeToIndex(node)
        _bound_start(time.CumulVar(index), windows, layout.base_s)
        able = np.flatnonzero(nodes.allowed[node] & is_usable)
        # not SetAllowedVehiclesForIndex: its Python wrapper takes no list in 9.15
        routing.VehicleVar(index).SetValues([-1, *able.tolist()])
    penalties = _penalties(tables, nodes)
    for task, ways in groupby(enumerate(nodes.task.tolist()), key=lambda pair: pair[1]):
        routing.AddDisjunction([manager.NodeToIndex(node) for node, _ in ways], penalties[task])
    return RoutingModel(nodes, manager, routing)


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """Places and stays of all nodes, each shift's start and end node, and the span of folded time."""

    place: Ints
    stay_s: Ints
    starts: list[int]
    goals: list[int]
    first_goal: int
    base_s: int
    horizon_s: int

    @classmethod
    def of(cls, tables: WeekTables, nodes: Nodes) -> _Layout:
        homes = sorted({start for start, _ in tables.ends})
        goals = sorted({goal for _, goal in tables.ends})
        ends = np.array([*homes, *goals], dtype=np.int64)
        n, first_goal = len(nodes), len(nodes) + len(homes)
        base_s, last_s = span_of_day_s(tables.problem.shifts)
        return cls(
            place=np.concatenate([tables.place[nodes.task], ends]),
            stay_s=np.concatenate([tables.stay_s[nodes.task], 0 * ends]),
            starts=[n + homes.index(start) for start, _ in tables.ends],
            goals=[first_goal + goals.index(goal) for _, goal in tables.ends],
            first_goal=first_goal, base_s=base_s, horizon_s=last_s - base_s,
        )


def _add_travel(tables: WeekTables, layout: _Layout, routing: Any) -> list[int]:
    """Set each shift's cost of travel; return each shift's transit, stay and travel."""
    evaluators: dict[Mode, tuple[int, int]] = {}
    goals = layout.place[layout.first_goal:]
    for mode in {s.mode: None for s in tables.problem.shifts}:
        travel = tables.leg_s[mode][np.ix_(layout.place, layout.place)].astype(np.int64)
        travel[:, layout.first_goal:] = tables.back_s[mode][np.ix_(layout.place, goals)]
        evaluators[mode] = (
            routing.RegisterTransitMatrix(travel.tolist()),  # lists: it takes no arrays
            routing.RegisterTransitMatrix((travel + layout.stay_s[:, None]).tolist()),
        )
    for vehicle, span in enumerate(tables.problem.shifts):
        routing.SetArcCostEvaluatorOfVehicle(evaluators[span.mode][0], vehicle)
    return [evaluators[span.mode][1] for span in tables.problem.shifts]


def _bound_shifts(tables: WeekTables, layout: _Layout, routing: Any, stays: list[int]) -> Flags:
    """Hold each vehicle in its shift with its break; return which shifts have room for their break at all.

    A break may fall along a leg, never into a stay (`stays`, by index).
    """
    time = routing.GetDimensionOrDie("time")
    is_usable = np.ones(tables.n_shifts, dtype=bool)
    for vehicle, span in enumerate(tables.problem.shifts):
        zero_s = fold_s(span) + layout.base_s
        time.CumulVar(routing.Start(vehicle)).SetValue(span.start_s - zero_s)
        time.CumulVar(routing.End(vehicle)).SetRange(span.start_s - zero_s, span.end_s - zero_s)
        bounds = _break_bounds_s(span)
        if span.rest is not None and bounds is None:
            is_usable[vehicle] = False
        elif span.rest is not None and bounds is not None:
            rest = routing.solver().FixedDurationIntervalVar(
                bounds[0] - zero_s, bounds[1] - zero_s, span.rest.length_s, False, f"break {vehicle}"
            )
            time.SetBreakIntervalsOfVehicle([rest], vehicle, stays)
    return is_usable


def _break_bounds_s(span: Shift) -> tuple[int, int] | None:
    """Return when the break of a shift may start so that it lies within the shift; None: never, or no break."""
    if span.rest is None:
        return None
    first_s = max(span.rest.earliest_s, span.start_s)
    last_s = min(span.rest.latest_s, span.end_s - span.rest.length_s)
    return (first_s, last_s) if first_s <= last_s else None


def _bound_start(start: Any, windows: Windows, base_s: int) -> None:
    """Hold the start of a node in its windows; what lies between two of them is taken out."""
    start.SetRange(windows[0][0] - base_s, max(b for _, b in windows) - base_s)
    reached_s = windows[0][1]
    for first_s, last_s in windows[1:]:
        if first_s > reached_s + 1:
            start.RemoveInterval(reached_s + 1 - base_s, first_s - 1 - base_s)
        reached_s = max(reached_s, last_s)


def _penalties(tables: WeekTables, nodes: Nodes) -> dict[int, int]:
    """Return what leaving out each task costs: a must more than all prizes, one point of prize more than all travel.

    All travel lies within the shifts, so their length is the weight of a point: the objective keeps its order
    exactly. (A weight of 1000 s found the same prizes on the measured weeks, but may trade prize for travel.)
    A week with prizes so large that 64 bits would overflow gets a smaller weight for all of them.
    """
    tasks = sorted(set(nodes.task.tolist()))
    total = int(tables.prize[tasks].sum()) + 1
    all_travel_s = sum(s.end_s - s.start_s for s in tables.problem.shifts) + 1
    weight = max(1, min(all_travel_s, _LARGEST_COST // (total * (2 * int(tables.is_must[tasks].sum()) + 1))))
    return {t: (int(tables.prize[t]) + 2 * total * bool(tables.is_must[t])) * weight for t in tasks}
