"""The account of a week: every due household once, planned or left out with a reason."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from api.errors import ApiError
from gisdata.records import DueRow, Household
from gisdata.week_input import DueDoor, TeamWeek
from planner.model import PlaceId, TaskId, WeekPlan
from planner.sentence import Sentence, say

LATER = say("its turn comes in a later week: the doors before it, which have waited as long or longer, are already "
            "more than this week's hours can hold")
NO_POINT = say("its address has no point on the map yet; settle it in the review list")
NO_OWNER = say("no officer owns its community; name one in the officers' file")


class NotAccounted(ApiError, RuntimeError):
    """The account does not add up: a fault of the program, never of the data."""


def planned_and_left_out(plan: WeekPlan, team_week: TeamWeek) -> list[DueRow]:
    """Return the due rows of a team's candidates: those on a route, and those left out with the engine's reason.

    Where the streets do not reach the door, the sentence names that instead of the engine's.
    """
    served = {stop.task for route in plan.routes for stop in route.stops}
    rows = [due_row(household, "planned") for task, household in team_week.households.items() if task in served]
    for left in plan.left_out:
        household = team_week.households.get(left.task)
        if household is None:
            continue                                    # a patrol: told in the findings, not a household
        fault = team_week.faults.get(_place_of(left.task, team_week))
        rows.append(due_row(household, "no_way" if fault else left.reason, fault or left.sentence))
    return rows


def _place_of(task: TaskId, team_week: TeamWeek) -> PlaceId:
    return team_week.problem.task[task].place


def due_row(household: Household, reason: str, sentence: Sentence | None = None) -> DueRow:
    """Return the row of one household; reason "planned" means that it is on a route."""
    values: Mapping[str, object] = sentence.values if sentence else {}
    return DueRow(
        household_id=household.household_id, address=household.address, community=household.community,
        state="planned" if reason == "planned" else "left_out", reason="" if reason == "planned" else reason,
        sentence=str(sentence) if sentence else "", template=sentence.template if sentence else "",
        values_json=json.dumps({k: str(v) for k, v in values.items()}, ensure_ascii=False),
    )


def require_account(rows: Sequence[DueRow], doors: Iterable[DueDoor]) -> Counter[str]:
    """Return due households by "planned" or reason; raises NotAccounted unless each of them is there exactly once."""
    seen = Counter(row.household_id for row in rows)
    due = {door.household.household_id for door in doors}
    wrong = sorted(due.symmetric_difference(seen)) + sorted(h for h, n in seen.items() if n > 1)
    if wrong:
        raise NotAccounted("{n} due households are not accounted for once, the first is {first}; please report this",
                           n=len(wrong), first=wrong[0])
    return Counter(row.reason or "planned" for row in rows)
