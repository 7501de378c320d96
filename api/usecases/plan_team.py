"""Plan one team's week: prepare its problem, and keep what a search made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from api.jobs import WeekAnswer, WeekTask
from api.jobs.packing import pack, pack_problem, unpack_plan
from api.usecases.due_rows import LATER, NO_DUTY, NO_POINT, due_row, in_words, planned_and_left_out, struck_rows
from gisdata.records import DueRow, StoredPlan
from gisdata.week_input import (
    DueDoor,
    DutySpan,
    Ground,
    TeamScope,
    TeamWeek,
    build_team_week,
    choose_candidates,
    walks_of,
)
from planner.checker import check_plan
from planner.errors import SolverFailure
from planner.exchange import plan_to_dict
from planner.model import Verdict, WeekPlan
from planner.sentence import Sentence
from planner.week import Budget, precheck


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOrder:
    """How to search: the budget (CPU seconds, or the recorded steps of an earlier plan), the seed, the engine.

    `bound_s`: CPU seconds for the bound beside the search of each team; 0: none.
    """

    budget: Budget
    bound_s: float
    seed: int
    engine: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedTeam:
    """A team's week ready to be solved; `not_offered` are the rows of due doors that the search never sees."""

    team_week: TeamWeek
    problem_gz: bytes
    not_offered: tuple[DueRow, ...]
    findings: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]

    def task(self, order: SearchOrder) -> WeekTask:
        """Return the task for an executor; its key is the name of the team."""
        return WeekTask(key=self.team_week.team, problem_gz=self.problem_gz, budget=order.budget, seed=order.seed,
                        options={"engine": order.engine}, bound_s=order.bound_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamResult:
    """One team's plan as it is stored, the verdict of the checker, and what the commander is told.

    `findings` need a decision (a patrol that clashes, travel times that are estimates), `notes` are good to know.
    """

    stored: StoredPlan
    verdict: Verdict
    n_patrols: int
    compile_s: float
    findings: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]


def prepare_team(
    scope: TeamScope, doors: Sequence[DueDoor], spans: Sequence[DutySpan], ground: Ground,
) -> PreparedTeam:
    """Return the problem of one team for the doors of its communities, and what can be said before any search."""
    on_duty = {span.officer_id for span in spans}
    served = {community for community, owners in scope.owners.items() if on_duty & set(owners)}
    standing = [d for d in doors if d.struck is None]
    placed = [d for d in standing if d.household.has_point and d.household.community in served]
    chosen, later = choose_candidates(placed, owners=scope.owners, spans=spans, rules=ground.rules)
    team_week = build_team_week(scope, chosen, spans, ground)
    clashes = tuple(in_words(finding.sentence, team_week) for finding in precheck(team_week.problem))
    estimates = team_week.notes if ground.streets.estimated else ()
    return PreparedTeam(
        team_week=team_week, problem_gz=pack_problem(team_week.problem),
        not_offered=(
            *(due_row(d.household, "later", LATER) for d in later),
            *struck_rows(doors),
            *(due_row(d.household, "no_point", NO_POINT) for d in standing if not d.household.has_point),
            *(due_row(d.household, "no_shift", NO_DUTY) for d in standing
              if d.household.has_point and d.household.community not in served),
        ),
        findings=(*estimates, *clashes), notes=() if ground.streets.estimated else team_week.notes,
    )


def keep_team(
    prepared: PreparedTeam, answer: WeekAnswer, ground: Ground, *, order: SearchOrder, zone: ZoneInfo,
) -> TeamResult:
    """Return what is kept of a team's answer; each due door of the team is in its account once.

    Raises SolverFailure when the answer is a failure or its plan breaks a rule: it may come from another machine.
    """
    if answer.failure is not None:
        raise SolverFailure(answer.failure.template, **answer.failure.values)
    team_week = prepared.team_week
    plan = unpack_plan(answer.plan_gz, team_week.problem, cpu_s=answer.cpu_s, compile_s=answer.compile_s,
                       bound=answer.bound)
    verdict = check_plan(team_week.problem, plan, may_leave_out=True)
    if not verdict.ok:
        raise SolverFailure("team {team}: the plan was refused by the judge: {fault}", team=team_week.team,
                            fault=verdict.violations[0].sentence)
    stored = _stored(plan, prepared, order=order, verdict=verdict, ground=ground, zone=zone)
    return TeamResult(stored=stored, verdict=verdict, n_patrols=len(team_week.patrols), compile_s=plan.compile_s,
                      findings=prepared.findings, notes=prepared.notes)


def _stored(
    plan: WeekPlan, prepared: PreparedTeam, *, order: SearchOrder, verdict: Verdict, ground: Ground, zone: ZoneInfo,
) -> StoredPlan:
    team_week = prepared.team_week
    return StoredPlan(
        week=ground.week, team=team_week.team, version=0, status="draft", made_at=order.made_at,
        engine=plan.method, seed=plan.seed, seconds=order.budget.seconds or 0.0, work=plan.work,
        prize=verdict.score.prize, travel_s=verdict.score.travel_s, estimated=ground.streets.estimated,
        problem_gz=prepared.problem_gz, plan_gz=pack(plan_to_dict(plan)),
        walks=tuple(walks_of(plan, team_week, streets=ground.streets, zone=zone)),
        due=(*planned_and_left_out(plan, team_week), *prepared.not_offered),
        findings=(*prepared.findings, *prepared.notes),
    )


def plain(sentence: Sentence) -> Sentence:
    """Return the sentence with values that a database keeps: numbers as they are, everything else as text."""
    return Sentence(sentence.template, {
        name: value if isinstance(value, int | float) else str(value) for name, value in sentence.values.items()})
