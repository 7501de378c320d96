"""The one door to a week plan: precheck, insertion, OR-Tools, filling up, reasons, and the judge at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

from planner.checker import check_plan
from planner.errors import SolverFailure
from planner.model import Route, TaskId, WeekPlan, WeekProblem
from planner.sentence import Sentence
from planner.week.budget import Budget, Progress, Stopwatch
from planner.week.insertion import Orders, fill_up, served
from planner.week.left_out import tell_left_out
from planner.week.nodes import MAX_NODES, Nodes, nodes_to_offer
from planner.week.precheck import Findings, clash_of, examine
from planner.week.routing_search import Found, search
from planner.week.starts import best_start, worth_of
from planner.week.tables import WeekTables, build_tables
from planner.week.timing import route_of, time_route


def solve_week(
    problem: WeekProblem, budget: Budget, *, seed: int = 1,
    on_progress: Callable[[Progress], None] | None = None, should_stop: Callable[[], bool] | None = None,
) -> WeekPlan:
    """Return a plan of the week that breaks no rule, each task on a route or left out with its reason.

    Insertion, then OR-Tools from there on until the budget is spent, then every visit that still fits; never
    worse than the insertion. `seed` draws the noisy insertions, the best of which OR-Tools starts from;
    OR-Tools itself draws nothing. The same problem, seed and `Budget(work=plan.work)` make the same plan on any
    machine. Beyond 1500 nodes (a task has one, or more if its hours differ between days) OR-Tools is offered
    the best only; `method` says so.

    `on_progress` is called with each better plan. `should_stop` is asked some thirty times a second: once it
    returns True, or raises KeyboardInterrupt, the best plan so far is returned (the first insertions are
    always finished). Raises SolverFailure when the judge refuses the plan.
    """
    stopwatch = Stopwatch()
    tables = build_tables(problem)
    findings = examine(tables)
    start = best_start(tables, findings.orders, seed=seed)
    teller = _Teller(tables, stopwatch, on_progress)
    teller.tell(start, 0)
    found = Found(start, 0, took_start=True)
    offered = nodes_to_offer(tables, start)
    if budget.allows_search and len(offered):
        found = search(
            tables, start, offered, budget, stopwatch=stopwatch, should_stop=_interruptible(should_stop),
            told=teller.tell,
        )
    best = min(start, fill_up(tables, found.orders), key=lambda orders: worth_of(tables, orders))
    plan = WeekPlan(
        week=problem.name, seed=seed, cpu_s=stopwatch.used_s(), routes=_routes(tables, best),
        left_out=tell_left_out(tables, best, _clashes(findings, problem)),
        method=_method(tables, found, offered), work=found.work,
    )
    _require_sound(problem, plan)
    return plan


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells how far the engine is."""

    tables: WeekTables
    stopwatch: Stopwatch
    on_progress: Callable[[Progress], None] | None

    def tell(self, orders: Orders, work: int) -> None:
        """Report the orders as the best so far."""
        if self.on_progress is None:
            return
        done = served(orders)
        n_patrols = int(self.tables.is_patrol[done].sum())
        self.on_progress(Progress(
            n_visits=len(done) - n_patrols, n_patrols=n_patrols, prize=int(self.tables.prize[done].sum()),
            work=work, cpu_s=self.stopwatch.used_s(),
        ))


def _interruptible(should_stop: Callable[[], bool] | None) -> Callable[[], bool]:
    """Return a stop flag that takes a KeyboardInterrupt for a yes: it must not fly through the C++ search."""

    def asked_to_stop() -> bool:
        try:
            return should_stop is not None and should_stop()
        except KeyboardInterrupt:
            return True

    return asked_to_stop


def _routes(tables: WeekTables, orders: Orders) -> tuple[Route, ...]:
    """Return the routes of all orders at their earliest times, by our own clock."""
    routes = []
    for shift, order in enumerate(orders):
        timetable = time_route(tables, shift, order) if order else None
        if timetable:
            routes.append(route_of(tables, shift, timetable))
        elif order:
            raise SolverFailure(
                "shift {shift}: the order the search found is not in time; please report this week",
                shift=tables.problem.shifts[shift].shift_id,
            )
    return tuple(routes)


def _clashes(findings: Findings, problem: WeekProblem) -> dict[TaskId, Sentence]:
    found = {task.task_id: clash_of(findings.violations, task.task_id) for task in problem.tasks}
    return {task: clash.sentence for task, clash in found.items() if clash}


def _method(tables: WeekTables, found: Found, offered: Nodes) -> str:
    """Return how the plan was made, in a fixed wording: it is stored and compared."""
    if not found.took_start:
        return "insertion; ortools refused it as a start"
    if not found.work:
        return "insertion"
    method = f"insertion, then ortools {version('ortools')}"
    n_offered, n_possible = len(set(offered.task.tolist())), int(tables.fits_shift.any(axis=0).sum())
    return method if len(offered) < MAX_NODES else f"{method} on {n_offered} of {n_possible} tasks"


def _require_sound(problem: WeekProblem, plan: WeekPlan) -> None:
    verdict = check_plan(problem, plan, may_leave_out=True)
    if not verdict.ok:
        raise SolverFailure(
            "the plan was refused by the judge: {fault}", fault=str(verdict.violations[0].sentence)
        )
