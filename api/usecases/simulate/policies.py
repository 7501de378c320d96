"""Four ways to plan a week of a campaign: Huhu's, the nearest door, the list, and a plan made once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from api.usecases.simulate.pace import first_pace
from api.usecases.simulate.state import State
from api.usecases.simulate.town import Town
from api.week_name import week_of
from gisdata.campaign_input import (
    USUAL_PACE,
    CampaignInput,
    Station,
    build_campaign,
    calls_made,
    with_urgency,
)
from gisdata.records import Household
from gisdata.week_input import (
    DueDoor,
    TeamScope,
    TeamWeek,
    ToldOfDoors,
    build_team_week,
    choose_candidates,
    dues_of_week,
)
from planner.campaign.early import plan_early
from planner.campaign.forecast import forecast
from planner.campaign.low_chances import plan_at_low_chances
from planner.campaign.plan import CampaignPlan
from planner.campaign.weekly import weekly_step
from planner.model import WeekPlan
from planner.routes import Ground as RouteGround
from planner.simulation import fill_naively, list_order, nearest_first
from planner.week import Budget, solve_week

FORECAST = 3
"""The stream of chance of forecasts, beside those of what happens."""

RETRY_WEEKS = 2
"""A plan made once comes to each door every second week, until it was met or has had its calls."""

DUTY_WORK = 200
"""Steps of the search for a week of duties alone: few tasks, found at once."""


class Policy(StrEnum):
    """How weeks are planned."""

    HUHU = "huhu"
    NEAREST = "nearest"
    LIST = "list"
    ONCE = "once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Monday:
    """A Monday of the campaign: its week, the deadline, the seed and the steps the search may take for each team.

    `pace`: what the first week took; None: it is this one.
    """

    week: int
    day: date
    deadline: date
    seed: int
    work: int
    pace: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The weeks of all teams, and the forecast of doors met in the end (mean, low, high) if the policy has one."""

    teams: tuple[tuple[TeamWeek, WeekPlan], ...]
    believed: tuple[float, float, float] | None = None
    feasible: bool | None = None
    feasible_at_low_chances: bool | None = None
    shortage_s: int = 0
    pace: float = USUAL_PACE


def plan_monday(town: Town, state: State, policy: Policy, monday: Monday) -> Planned:
    """Return what a policy plans for a week, every plan keeping the rules of the week."""
    doors = _due(town, state, monday)
    if policy is Policy.HUHU:
        return _plan_huhu(town, state, doors, monday)
    if policy is Policy.ONCE:
        if not state.dealt:
            state.dealt.update(_deal(town, monday))
        doors = [d for d in doors
                 if d.due.mandatory or _is_its_week(state.dealt[d.household.household_id], monday.week)]
        return Planned(teams=tuple(_solve(town, scope, doors, monday) for scope in town.scopes))
    return Planned(teams=tuple(_walk(town, scope, doors, monday, policy) for scope in town.scopes))


def _due(town: Town, state: State, monday: Monday) -> list[DueDoor]:
    homes = [replace(h, must_visit_by=state.must_by.get(h.household_id)) for h in _homes(town, state)]
    told = ToldOfDoors(visits=state.attempts)
    return list(dues_of_week(homes, monday=monday.day, rules=town.rules, told=told).due)


def _homes(town: Town, state: State) -> list[Household]:
    return [replace(h, last_contact_on=state.met_on.get(h.household_id)) for h in town.households]


def _plan_huhu(town: Town, state: State, doors: Sequence[DueDoor], monday: Monday) -> Planned:
    """Plan the week as the campaign asks; what is believed of the first one is said when it is planned (its pace)."""
    made, plan = _campaign(town, state, monday, USUAL_PACE if monday.pace is None else monday.pace)
    step = weekly_step(plan, without=made.office_kinds)
    urgent = with_urgency(doors, step, made, calls_made(state.attempts, since=made.round_start))
    teams = tuple(_solve(town, s.with_helpers(step.helpers), urgent, monday) for s in town.scopes)
    if monday.pace is None:
        made, plan = _campaign(town, state, monday, first_pace(town, teams))
    brings = forecast(plan, seed=[monday.seed, FORECAST, monday.week], counted=made.doors.counted,
                      doubt=made.doubt)
    low, high = brings.interval(made.campaign.n_weeks - 1)
    n_met = made.doors.n_met
    return Planned(teams=teams, believed=(n_met + float(brings.mean[-1]), n_met + low, n_met + high),
                   feasible=plan.feasible, shortage_s=plan.shortage_s, pace=made.pace,
                   feasible_at_low_chances=None if monday.week else plan.feasible and plan_at_low_chances(
                       made.campaign, made.doubt).feasible)


def _campaign(town: Town, state: State, monday: Monday, pace: float) -> tuple[CampaignInput, CampaignPlan]:
    station = Station(households=_homes(town, state), premises=(), told=ToldOfDoors(visits=state.attempts),
                      officers=town.officers, shift_rows=town.shift_rows, rules=town.rules, kept=state.kept())
    made = build_campaign(station, monday=monday.day, deadline=monday.deadline, pace=pace)
    return made, plan_early(made.campaign)


def _solve(town: Town, scope: TeamScope, doors: Sequence[DueDoor], monday: Monday) -> tuple[TeamWeek, WeekPlan]:
    mine = [d for d in doors if d.household.community in scope.owners]
    spans = town.spans(scope, monday.day)
    chosen, _ = choose_candidates(mine, owners=scope.owners, spans=spans, rules=town.rules)
    team_week = build_team_week(scope, chosen, spans, town.ground(week_of(monday.day), monday.day))
    return team_week, solve_week(team_week.problem, budget=Budget(work=monday.work), seed=monday.seed)


def _walk(
    town: Town, scope: TeamScope, doors: Sequence[DueDoor], monday: Monday, policy: Policy,
) -> tuple[TeamWeek, WeekPlan]:
    """Return a week of duties as ordered, and doors as they come; what is due, and when, is the same for all."""
    mine = [d for d in doors if d.household.community in scope.owners]
    spans = town.spans(scope, monday.day)
    team_week = build_team_week(scope, mine, spans, town.ground(week_of(monday.day), monday.day))
    problem = team_week.problem
    duties = replace(problem, visits=tuple(v for v in problem.visits if v.mandatory))
    plan = solve_week(duties, budget=Budget(work=DUTY_WORK), seed=monday.seed)
    choice = nearest_first if policy is Policy.NEAREST else list_order
    return team_week, fill_naively(RouteGround(problem), plan, choice)


def _is_its_week(dealt: int, week: int) -> bool:
    return week >= dealt and (week - dealt) % RETRY_WEEKS == 0


def _deal(town: Town, monday: Monday) -> dict[str, int]:
    """Return the week of each door's first call, dealt evenly in the order of the list, so that the repeats fit too."""
    n_weeks = (monday.deadline - monday.day) // timedelta(weeks=1) + 1
    n_weeks = max(1, n_weeks - RETRY_WEEKS * (town.rules.dues.most_attempts - 1))
    by_community: dict[str, list[Household]] = {}
    for household in town.households:
        by_community.setdefault(household.community, []).append(household)
    return {h.household_id: i * n_weeks // len(homes) for homes in by_community.values() for i, h in enumerate(homes)}
