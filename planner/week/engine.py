"""The one door to a week plan: precheck, insertion, an engine, filling up, reasons, and the judge at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.metadata import version

from planner.checker import check_plan
from planner.errors import InvalidProblem, SolverFailure
from planner.model import Route, WeekPlan, WeekProblem
from planner.week.budget import Budget, Progress, Stopwatch
from planner.week.insertion import Orders, fill_up, served
from planner.week.left_out import tell_left_out
from planner.week.nodes import MAX_NODES, Nodes, nodes_to_offer
from planner.week.precheck import Findings, examine
from planner.week.routing_search import Found, search
from planner.week.starts import best_start, worth_of
from planner.week.tables import WeekTables, build_tables
from planner.week.timing import route_of, time_route

ENGINES = ("search", "ortools")
"""The engines, the default first."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What an engine made: routes, their orders, its own steps, how it is called, CPU seconds of loading the search.

    `is_cold`: it had to be compiled first.
    """

    orders: Orders
    routes: tuple[Route, ...]
    work: int
    method: str
    compile_s: float = 0.0
    is_cold: bool = False


def solve_week(
    problem: WeekProblem, budget: Budget, *, seed: int = 1, engine: str = "search", enough: int | None = None,
    on_progress: Callable[[Progress], None] | None = None, should_stop: Callable[[], bool] | None = None,
) -> WeekPlan:
    """Return a plan of the week that breaks no rule, each task on a route or left out with its reason.

    `engine` "search": insertion, then large neighbourhood search in compiled code until the budget is spent;
    visits beside a patrol pay for a part of it; of up to ten shifts the best combination of all routes met is
    chosen, if the search was long enough (`method` says so). "ortools": insertion, then OR-Tools; a patrol is a
    fixed stop, and beyond 1500 nodes (a task has one, or more if its hours differ between days) only the best are
    offered.
    Without numba "search" falls back to OR-Tools, and `method` says so. Both end with every visit that still
    fits, and are never worse than the insertion.

    `enough`: a prize of the whole week beyond which more is worth nothing: duties first, then prize up to this much,
    then least travel. Visits that are then not needed are left out for that reason; when it is not reached, the plan
    is that of a week without it. Only "search" can do that.

    The same problem, seed, engine, `enough` and `Budget(work=plan.work)` make the same plan on any machine, unless the
    search was ended by `should_stop` (then `method` says how far it had come). Compiling the search (once for
    each installation) is not counted in the budget or in `cpu_s`, but told by `on_progress` and in `compile_s`.

    `on_progress` is called with each better plan. `should_stop` is asked several times a second: once it
    returns True, or raises KeyboardInterrupt, the best plan so far is returned (the first insertions are
    always finished). Raises SolverFailure when the judge refuses the plan, InvalidProblem for an unknown engine or an
    `enough` that is negative or not for this engine.
    """
    if engine not in ENGINES:
        raise InvalidProblem("engine {engine} is not known; there is: {known}", engine=engine, known=", ".join(ENGINES))
    is_compiled = engine == "search" and has_numba()
    _require_enough_to_make_sense(enough, is_compiled=is_compiled)
    stopwatch = Stopwatch()
    tables = build_tables(problem)
    findings = examine(tables)
    teller = _Teller(tables, stopwatch, on_progress)
    asked = _interruptible(should_stop)
    if is_compiled:
        made = _search(tables, findings, budget, seed=seed, enough=enough, teller=teller, should_stop=asked)
    else:
        made = _ask_ortools(tables, findings, budget, seed=seed, teller=teller, should_stop=asked)
    fallback = " (fallback: numba is missing or cannot be loaded)" if engine == "search" and not is_compiled else ""
    plan = WeekPlan(
        week=problem.name, seed=seed, cpu_s=stopwatch.used_s(), routes=made.routes,
        left_out=tell_left_out(
            tables, made.orders, findings.violations, shortens_patrols=is_compiled, enough=enough),
        method=made.method + fallback, work=made.work,
        compile_s=made.compile_s if made.is_cold else 0.0,
    )
    _require_sound(problem, plan)
    return plan


def _require_enough_to_make_sense(enough: int | None, *, is_compiled: bool) -> None:
    if enough is not None and enough < 0:
        raise InvalidProblem("a prize of {enough} cannot be enough: it is negative", enough=enough)
    if enough is not None and not is_compiled:
        raise InvalidProblem("only the engine search, with numba installed, stops at a prize that is enough")


@cache
def has_numba() -> bool:
    """Tell whether the compiled search can run here: numba is installed and can be loaded.

    It refuses a numpy that is too new, for one, and its compiler is a library that may be missing.
    """
    try:
        import_module("numba")   # here: it takes half a second, which nobody who only checks a plan should wait for
    except (ImportError, OSError):
        return False
    return True


def _search(
    tables: WeekTables, findings: Findings, budget: Budget, *, seed: int, enough: int | None, teller: _Teller,
    should_stop: Callable[[], bool],
) -> _Made:
    if not (tables.n_shifts and tables.n_tasks):
        return _Made(findings.orders, (), 0, "insertion", 0.0)   # nobody on duty, or nothing to do: nothing to search
    # loading numba takes half a second, which nobody who only checks a plan should wait for
    from planner.week.choosing import choose_routes  # noqa: PLC0415
    from planner.week.search import is_cold, is_kept, search_week  # noqa: PLC0415

    cold, teller = is_cold(), replace(teller, is_kept=is_kept)
    if cold:
        teller.tell(findings.orders, 0, is_compiling=True)
    found = search_week(
        tables, findings.orders, budget, seed=seed, stopwatch=teller.stopwatch, should_stop=should_stop,
        told=teller.tell, choose=choose_routes, enough=enough, n_unservable=findings.n_unservable,
    )
    method = f"insertion, then search (numba {version('numba')})" if found.work else "insertion"
    if found.chose:
        method = f"{method}, then set packing (ortools {version('ortools')})"
    if enough is not None:
        method = f"{method}, for a prize of {enough}"
    if found.work < found.laid_out:
        method = f"{method}, ended at {found.work} of {found.laid_out} steps"
    return _Made(found.orders, found.routes, found.work, method, found.compile_s, is_cold=cold)


def _ask_ortools(
    tables: WeekTables, findings: Findings, budget: Budget, *, seed: int, teller: _Teller,
    should_stop: Callable[[], bool],
) -> _Made:
    start = best_start(tables, findings.orders, seed=seed)
    teller.tell(start, 0)
    found = Found(start, 0, took_start=True)
    offered = nodes_to_offer(tables, start)
    if budget.allows_search and len(offered):
        found = search(
            tables, start, offered, budget, stopwatch=teller.stopwatch, should_stop=should_stop, told=teller.tell
        )
    best = min(start, fill_up(tables, found.orders), key=lambda orders: worth_of(tables, orders))
    return _Made(best, _routes(tables, best), found.work, _method(tables, found, offered))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells how far the engine is."""

    tables: WeekTables
    stopwatch: Stopwatch
    on_progress: Callable[[Progress], None] | None
    is_kept: Callable[[], bool] = lambda: True

    def tell(self, orders: Orders, work: int, *, is_compiling: bool = False) -> None:
        """Report the orders as the best so far."""
        if self.on_progress is None:
            return
        done = served(orders)
        n_patrols = int(self.tables.is_patrol[done].sum())
        self.on_progress(Progress(
            n_visits=len(done) - n_patrols, n_patrols=n_patrols, prize=int(self.tables.prize[done].sum()),
            work=work, cpu_s=self.stopwatch.used_s(), is_compiling=is_compiling, is_kept=self.is_kept(),
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
