"""The weekly minimum of a planned week: which officers' plans stay below what the station asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from api.usecases.plan_teams import TeamsToPlan
from gisdata.records import StoredPlan, Walk
from gisdata.week_input import roster_of_week
from planner.dues import OfficerWeek, Shortfall, WeeklyMinimum, shortfalls
from planner.sentence import Sentence


def minimum_findings(teams: TeamsToPlan, plans: Iterable[StoredPlan]) -> dict[str, list[Sentence]]:
    """Return by team what is told of officers on duty whose plan is below the station's minimum; each team is there."""
    rules, monday = teams.ground.rules, teams.ground.monday
    firms = {f"h-{door.household.household_id}" for door in teams.doors if door.kind in rules.dues.office_kinds}
    officers_of = {scope.team: scope.officers for scope in teams.scopes}
    return {
        plan.team: [short.sentence for short in walks_below_minimum(
            plan.walks, rules.minimum, firms=firms,
            on_duty={span.officer_id for span in roster_of_week(
                officers_of[plan.team], teams.shift_rows, monday, away=teams.away)})]
        for plan in plans
    }


def walks_below_minimum(
    walks: Iterable[Walk], minimum: WeeklyMinimum, *, on_duty: Collection[str], firms: Collection[str],
) -> list[Shortfall]:
    """Return the officers on duty whose walks stay below the minimum, by number; `firms`: tasks that call at firms."""
    mine: Mapping[str, list[Walk]] = {officer_id: [] for officer_id in on_duty}
    for walk in walks:
        mine[walk.officer_id].append(walk)
    return shortfalls((_week(officer_id, own, firms) for officer_id, own in mine.items()), minimum)


def _week(officer_id: str, walks: Iterable[Walk], firms: Collection[str]) -> OfficerWeek:
    own = list(walks)
    visits = [stop.task for walk in own for stop in walk.stops if stop.kind == "visit"]
    n_firms = sum(task in firms for task in visits)
    return OfficerWeek(officer_id=officer_id, n_households=len(visits) - n_firms, n_firms=n_firms,
                       community_s=sum(round((walk.back - walk.leave).total_seconds()) for walk in own))
