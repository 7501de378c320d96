"""Plan a week: every team's plan, the account of all due households, saved together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from api.jobs import ExecutorChoice, open_executor
from api.usecases.campaign_week import doors_of_campaign, quota_findings
from api.usecases.due_rows import (
    NO_OWNER,
    account_findings,
    due_row,
    owed_and_lost,
    owed_and_resting,
    require_account,
    struck_rows,
)
from api.usecases.plan_team import SearchOrder, plain
from api.usecases.plan_teams import TeamsToPlan, plan_teams
from api.usecases.proof import bound_is_made
from api.usecases.register import read_register
from api.usecases.room_hours import hours_with_rooms, room_absences
from api.usecases.sentences import stored_sentence
from api.usecases.weekly_minimum import minimum_findings
from api.week_name import require_not_past
from api.workspace import Workspace
from gisdata.records import StoredPlan
from gisdata.week_input import DueDoor, Ground, TeamScope, split_into_teams
from planner.sentence import Sentence, say
from planner.week import Budget


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOrder:
    """What the commander asks for: the week, the search budget (seconds, or the steps of an earlier plan), the seed.

    `seconds` None and `work` None: the seconds of the settings. `bound_s`: CPU seconds of each team for the bound;
    None: as many as the search has, and none for an earlier plan made again. `solve_on`: who searches; the plans
    are the same.
    """

    week: str
    seed: int
    today: date
    made_at: datetime
    engine: str = "search"
    seconds: float | None = None
    work: int | None = None
    bound_s: float | None = None
    solve_on: ExecutorChoice = field(default_factory=ExecutorChoice)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWeek:
    """All teams' plans of a week, findings that need a decision, notes that are good to know, and the account.

    `account`: due households by "planned" or the reason they are left out. `compile_s`: CPU seconds of compiling the
    search in all processes, 0 unless it was the first use.
    """

    week: str
    plans: tuple[StoredPlan, ...]
    findings: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]
    account: Counter[str]
    n_patrols: int
    n_patrols_served: int
    n_must_left_out: int
    compile_s: float

    @property
    def n_due(self) -> int:
        """Households that were due, planned or not."""
        return sum(self.account.values())


def plan_week(
    workspace: Workspace, order: PlanOrder, *, on_progress: Callable[[Sentence], None] | None = None,
) -> PlannedWeek:
    """Return the planned week, saved as a new draft version of each team: all teams or none.

    Nothing is saved when it is interrupted. Raises WrongUse when the week is over or the register lacks what a plan
    needs, Conflict when an officer has no base, SolverFailure when a team cannot be planned, SchedulerLost when Dask
    is asked for and does not answer to the end.
    """
    tell = on_progress or (lambda _: None)
    monday = require_not_past(order.week, order.today)
    register = read_register(workspace)
    ground = Ground(streets=workspace.streets(), cells=register.cells, rules=workspace.settings.visits,
                    week=order.week, monday=monday)
    ground.streets.basemap()   # a damaged street file is told now, not after the search
    owners = register.owners(monday)
    scopes, findings = split_into_teams(owners.officers, register.patrols, places=register.places, days=owners.days,
                                        station=workspace.settings.station.lon_lat_deg)
    dues = register.dues(monday, ground.rules, today=order.today)
    with workspace.open_store() as store, store.reading() as reading:
        doors, asked = doors_of_campaign(register, dues.due, reading, monday=monday, settings=workspace.settings)
    scopes = [scope.with_helpers(asked.helpers) for scope in scopes]
    absences = room_absences(workspace, order.week)
    teams = TeamsToPlan(scopes=scopes, doors=doors, shift_rows=register.shift_rows, ground=ground,
                        zone=workspace.settings.station.time_zone, away=owners.away, absences=absences)
    search = _search_order(order, workspace.settings.plan_seconds)
    if search.bound_s:
        tell(bound_is_made(search.bound_s))
    results = plan_teams(teams, executor=open_executor(order.solve_on, n_tasks=len(scopes)), order=search, tell=tell)
    plans = _with_ownerless([r.stored for r in results], doors, scopes)
    plans[0] = replace(plans[0], findings=(*map(plain, findings), *plans[0].findings))
    short = minimum_findings(teams, plans)
    plans = [replace(plan, findings=(*plan.findings, *short[plan.team])) for plan in plans]
    account = require_account([row for plan in plans for row in plan.due], doors)
    with workspace.open_store() as store, store.writing() as writing:
        plans = [replace(plan, version=writing.save_plan(plan)) for plan in plans]
    findings += [f for r in results for f in r.findings]
    findings += account_findings(account)
    owed = owed_and_lost(doors, plans)
    findings += [say("{address} is owed a visit this week and cannot be planned: {why}", address=row.address,
                     why=stored_sentence(row)) for row in owed]
    findings += owed_and_resting(dues, monday)
    findings += quota_findings(asked, plans, doors, offices=ground.rules.dues.office_kinds)
    findings += [sentence for plan in plans for sentence in short[plan.team]]
    return PlannedWeek(
        week=order.week, plans=tuple(plans), findings=tuple(dict.fromkeys(findings)),
        notes=(*hours_with_rooms(absences), *dict.fromkeys(n for r in results for n in r.notes)), account=account,
        n_patrols=sum(r.n_patrols for r in results),
        n_patrols_served=sum(r.verdict.n_patrols_served for r in results),
        n_must_left_out=sum(r.verdict.score.n_must_left_out for r in results) + len(owed),
        compile_s=sum(r.compile_s for r in results))


def _search_order(order: PlanOrder, usual_seconds: float) -> SearchOrder:
    seconds = None if order.work is not None else order.seconds or usual_seconds
    return SearchOrder(budget=Budget(seconds=seconds, work=order.work), seed=order.seed, engine=order.engine,
                       made_at=order.made_at, bound_s=(seconds or 0.0) if order.bound_s is None else order.bound_s)


def _with_ownerless(
    plans: Sequence[StoredPlan], doors: Sequence[DueDoor], scopes: Sequence[TeamScope],
) -> list[StoredPlan]:
    """Return the plans with the doors that no officer owns in the account of the first team: they belong to none."""
    owned = {community for scope in scopes for community in scope.owners}
    ownerless = [d for d in doors if d.household.community not in owned]
    rows = [*struck_rows(ownerless), *(due_row(d.household, "no_owner", NO_OWNER) for d in ownerless if not d.struck)]
    first, *rest = plans
    return [replace(first, due=(*first.due, *rows)), *rest]
