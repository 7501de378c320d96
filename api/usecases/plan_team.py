"""Plan one team's week: candidates, problem, search, check, and what to keep of it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from api.errors import Interrupted
from api.interrupt import noted_interrupt
from api.usecases.due_rows import LATER, NO_DUTY, NO_POINT, due_row, in_words, planned_and_left_out
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
from planner.exchange import plan_to_dict, problem_to_dict
from planner.model import Verdict, WeekPlan
from planner.sentence import Sentence, say
from planner.week import Budget, Progress, precheck, solve_week

Tell = Callable[[Sentence], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOrder:
    """How to search: the budget (CPU seconds, or the recorded steps of an earlier plan) and the seed."""

    budget: Budget
    seed: int
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamResult:
    """One team's plan as it is stored, the verdict of the checker, and what the commander is told.

    `findings` need a decision (a patrol that clashes, travel times that are estimates), `notes` are good to know.
    """

    stored: StoredPlan
    verdict: Verdict
    n_patrols: int
    findings: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]


def plan_team(
    scope: TeamScope, doors: Sequence[DueDoor], spans: Sequence[DutySpan], ground: Ground,
    *, order: SearchOrder, zone: ZoneInfo, tell: Tell,
) -> TeamResult:
    """Return the plan of one team for the doors of its communities; each of these doors is in its account once."""
    on_duty = {span.officer_id for span in spans}
    served = {community for community, owners in scope.owners.items() if on_duty & set(owners)}
    placed = [d for d in doors if d.household.has_point and d.household.community in served]
    chosen, later = choose_candidates(placed, owners=scope.owners, spans=spans, rules=ground.rules)
    tell(say("team {team}: travel times between {n} due doors, {shifts} shifts",
             team=scope.team, n=len(chosen), shifts=len(spans)))
    team_week = build_team_week(scope, chosen, spans, ground)
    clashes = tuple(in_words(finding.sentence, team_week) for finding in precheck(team_week.problem))
    with noted_interrupt() as interrupted:
        plan = solve_week(team_week.problem, order.budget, seed=order.seed, on_progress=_only_news(scope.team, tell),
                          should_stop=interrupted)
        if interrupted():
            raise Interrupted("interrupted: nothing of this plan was kept, an earlier one stays as it was")
    rows = [
        *planned_and_left_out(plan, team_week),
        *(due_row(d.household, "later", LATER) for d in later),
        *(due_row(d.household, "no_point", NO_POINT) for d in doors if not d.household.has_point),
        *(due_row(d.household, "no_shift", NO_DUTY) for d in doors
          if d.household.has_point and d.household.community not in served),
    ]
    verdict = check_plan(team_week.problem, plan, may_leave_out=True)
    tell(say("team {team}: lines along the streets", team=scope.team))
    estimates = team_week.notes if ground.streets.estimated else ()
    notes = () if ground.streets.estimated else team_week.notes
    stored = _stored(plan, team_week, order=order, verdict=verdict, due=rows,
                     findings=(*estimates, *clashes, *notes), ground=ground, zone=zone)
    return TeamResult(stored=stored, verdict=verdict, n_patrols=len(team_week.patrols),
                      findings=(*estimates, *clashes), notes=notes)


def _only_news(team: str, tell: Tell) -> Callable[[Progress], None]:
    """Return a listener that passes on what differs from what it said last: the search reports far more often."""
    said: list[Sentence] = []

    def listen(progress: Progress) -> None:
        sentence = _progress(team, progress)
        if said[-1:] != [sentence]:
            said.append(sentence)
            tell(sentence)

    return listen


def _progress(team: str, progress: Progress) -> Sentence:
    return say("team {team}: {visits} visits planned, {patrols} patrols, {seconds} s of search",
               team=team, visits=progress.n_visits, patrols=progress.n_patrols, seconds=round(progress.cpu_s))


def _stored(
    plan: WeekPlan, team_week: TeamWeek, *, order: SearchOrder, verdict: Verdict, due: Sequence[DueRow],
    findings: Sequence[Sentence], ground: Ground, zone: ZoneInfo,
) -> StoredPlan:
    return StoredPlan(
        week=ground.week, team=team_week.team, version=0, status="draft", made_at=order.made_at,
        engine=plan.method, seed=plan.seed, seconds=order.budget.seconds or 0.0, work=plan.work,
        prize=verdict.score.prize, travel_s=verdict.score.travel_s, estimated=ground.streets.estimated,
        problem_gz=_packed(problem_to_dict(team_week.problem)), plan_gz=_packed(plan_to_dict(plan)),
        walks=tuple(walks_of(plan, team_week, streets=ground.streets, zone=zone)),
        due=tuple(due), findings=tuple(findings),
    )


def plain(sentence: Sentence) -> Sentence:
    """Return the sentence with values that a database keeps: numbers as they are, everything else as text."""
    return Sentence(sentence.template, {
        name: value if isinstance(value, int | float) else str(value) for name, value in sentence.values.items()})


def _packed(data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)   # no time stamp: the same plan is the same bytes
