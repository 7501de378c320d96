"""The OR-Tools search: from a start that is in time to the best orders found within a budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from planner.week.budget import Budget, Stopwatch
from planner.week.insertion import Orders
from planner.week.nodes import Nodes
from planner.week.routing_model import RoutingModel, build_routing_model
from planner.week.tables import WeekTables

_CHECKS_PER_LOOK = 20_000
"""Checks of the search between two looks at clock and stop flag, some 30 ms. Each look costs Python time: at
every check it halved the speed."""

_STALLED_BRANCHES = 200_000
"""Branches without an accepted solution after which the search has nothing left to find (weeks of one to three
visits would otherwise run for ever; weeks of 200 visits accept one every ten branches)."""

_FAR_DAYS = 30
"""Time limits of OR-Tools' own wall clock, set out of reach: a run must not depend on the machine."""

_BLIND_OPERATORS = (
    "use_global_cheapest_insertion_path_lns",
    "use_local_cheapest_insertion_path_lns",
    "use_relocate_path_global_cheapest_insertion_insert_unperformed",
    "use_global_cheapest_insertion_visit_types_lns",
    "use_local_cheapest_insertion_visit_types_lns",
)
"""Operators switched off: on 860 nodes one step of theirs took over a minute and looked at no limit meanwhile."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best orders of a search, the solutions it accepted, and whether OR-Tools took our start (or had no time)."""

    orders: Orders
    work: int
    took_start: bool


@dataclass(slots=True, eq=False)
class _Watch:
    """Sees every accepted solution, keeps the best, and ends the search when its budget is spent."""

    model: RoutingModel
    budget: Budget
    stopwatch: Stopwatch
    should_stop: Callable[[], bool]
    told: Callable[[Orders, int], None]
    best: Orders
    best_cost: int | None = None
    work: int = 0
    branches: int = 0
    has_ended: bool = False

    def on_solution(self) -> None:
        """Keep the solution if it is the best; nothing counts after the end (OR-Tools shows its best once more)."""
        if self.has_ended:
            return
        routing = self.model.routing
        self.work += 1
        self.branches = routing.solver().Branches()
        cost = routing.CostVar().Value()
        if self.best_cost is None or cost < self.best_cost:
            self.best_cost, self.best = cost, self.model.current_orders()
            self.told(self.best, self.work)
        if self.work == self.budget.work:
            self.has_ended = True
            routing.solver().FinishCurrentSearch()

    def is_over(self) -> bool:
        """Tell whether the search must end now."""
        spent = self.budget.seconds is not None and self.stopwatch.used_s() >= self.budget.seconds
        stalled = self.model.routing.solver().Branches() - self.branches > _STALLED_BRANCHES
        return self.has_ended or spent or stalled or self.should_stop()

    def looks(self) -> Iterator[Iterator[bool]]:
        """Yield blocks of 'go on', then one 'end', so that most checks never enter Python code."""
        while not self.is_over():
            yield repeat(False, _CHECKS_PER_LOOK)
        self.has_ended = True
        yield repeat(True)


def search(
    tables: WeekTables, start: Orders, nodes: Nodes, budget: Budget, *, stopwatch: Stopwatch,
    should_stop: Callable[[], bool], told: Callable[[Orders, int], None],
) -> Found:
    """Return the best orders of the tasks of `nodes` that OR-Tools finds from `start` on.

    Repeatable: the same tables, start and `budget.work` give the same orders; OR-Tools itself has no seed here.
    """
    model = build_routing_model(tables, nodes)
    watch = _Watch(model, budget, stopwatch, should_stop, told, start)
    routing, parameters = model.routing, _parameters()
    routing.AddAtSolutionCallback(watch.on_solution)
    routing.AddSearchMonitor(routing.solver().CustomLimit(chain.from_iterable(watch.looks()).__next__))
    routing.CloseModelWithParameters(parameters)  # before the start is read, or it is not taken
    assignment = routing.ReadAssignmentFromRoutes(model.indices_of(start), True)
    if assignment is not None:
        routing.SolveFromAssignmentWithParameters(assignment, parameters)
    del watch.model   # it and the callbacks in C++ hold each other: 20 MB a week would never be freed
    return Found(watch.best, watch.work, took_start=watch.work > 0 or watch.has_ended)


def _parameters() -> Any:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    parameters.time_limit.seconds = parameters.lns_time_limit.seconds = _FAR_DAYS * 86_400
    for name in _BLIND_OPERATORS:
        setattr(parameters.local_search_operators, name, 2)  # BOOL_FALSE
    return parameters
