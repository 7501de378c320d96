"""The account of a week: every due household once, planned or left out with a reason."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from api.errors import ApiError
from gisdata.records import DueRow, Household, ReportKind, StoredPlan
from gisdata.week_input import DueDoor, TeamWeek, WeekDues
from planner.model import PlaceId, ShiftId, TaskId, WeekPlan
from planner.sentence import Sentence, say

LATER = say("its turn comes in a later week: the doors before it, which have waited as long or longer, are already "
            "more than this week's hours can hold")
NO_POINT = say("its address has no point on the map yet; settle it in the review list")
NO_DUTY = say("no officer who owns its community has a shift this week")
DEMOLISHED = say("a field report calls it demolished; take its row out of the register, or report that it stands")
DUPLICATE = say("a field report says that another row is the same door; merge the two, or report that it stands")
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
        sentence = fault if fault and left.reason == "no_way" else left.sentence
        rows.append(due_row(household, left.reason, in_words(sentence, team_week) if sentence else None))
    return rows


def in_words(sentence: Sentence, team_week: TeamWeek) -> Sentence:
    """Return a sentence of the engine with addresses, patrol labels, officers and days in place of its ids."""
    def word(token: str) -> str:
        household = team_week.households.get(TaskId(token))
        patrol = team_week.patrols.get(TaskId(token))
        span = team_week.spans.get(ShiftId(token))
        if household is not None:
            return household.address
        if patrol is not None:
            return f"{patrol.label} ({token.rpartition('-')[2]})"
        if span is not None:
            return f"{span.officer_id} {team_week.monday + timedelta(days=span.day)}"
        return token

    return Sentence(sentence.template, {
        name: ", ".join(word(token) for token in value.split(", ")) if isinstance(value, str) else value
        for name, value in sentence.values.items()})


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


def struck_rows(doors: Iterable[DueDoor]) -> list[DueRow]:
    """Return the rows of doors that field reports strike: nobody is sent there, and the account says why."""
    sentences = {ReportKind.DEMOLISHED: DEMOLISHED, ReportKind.DUPLICATE: DUPLICATE}
    return [due_row(door.household, door.struck.value, sentences[door.struck]) for door in doors if door.struck]


def require_account(rows: Sequence[DueRow], doors: Iterable[DueDoor]) -> Counter[str]:
    """Return due households by "planned" or reason; raises NotAccounted unless each of them is there exactly once."""
    seen = Counter(row.household_id for row in rows)
    due = {door.household.household_id for door in doors}
    wrong = sorted(due.symmetric_difference(seen)) + sorted(h for h, n in seen.items() if n > 1)
    if wrong:
        raise NotAccounted("{n} due households are not accounted for once, the first is {first}; please report this",
                           n=len(wrong), first=wrong[0])
    return Counter(row.reason or "planned" for row in rows)


NEVER_OFFERED = ("no_point", "no_owner", "no_shift", "demolished", "duplicate")
"""Reasons of doors that no engine ever saw: data or the roster must change first."""


MENDABLE = {
    "no_point": say("{n} due households have no point on the map: huhu review lists them"),
    "no_owner": say("{n} due households lie in communities that no officer owns"),
    "no_shift": say("{n} due households lie in communities whose officers have no shift this week"),
    "no_window": say("{n} due households may be called at only at hours at which no officer of theirs has a shift"),
    "demolished": say("{n} due households are reported demolished and are on no route; mend the register or the "
                      "report"),
    "duplicate": say("{n} due households are reported to be another row of the register and are on no route; see: huhu "
                     "audit duplicates"),
    "no_way": say("{n} due households cannot be reached on the streets of the map"),
}
"""What a person can mend, by reason; `n` is filled in."""


def owed_and_lost(doors: Iterable[DueDoor], plans: Iterable[StoredPlan]) -> list[DueRow]:
    """Return the rows of promised visits that were never offered to an engine; those it left out are its findings."""
    owed = {door.household.household_id for door in doors if door.due.mandatory}
    return [row for plan in plans for row in plan.due if row.household_id in owed and row.reason in NEVER_OFFERED]


def owed_and_resting(dues: WeekDues, monday: date) -> list[Sentence]:
    """Return one finding for each promised visit that a rest forbids: a person has to settle which of both counts."""
    return [
        say("{address} is owed a visit this week, but {why}", address=door.household.address,
            why=door.rest.sentence(monday + timedelta(days=door.rest.until_day or 0)))
        for door in dues.resting if door.rest.is_owed
    ]


def account_findings(account: Mapping[str, int]) -> list[Sentence]:
    """Return one finding for each reason that a person can mend: a missing point, owner, shift or street."""
    return [Sentence(one.template, {"n": account[reason]}) for reason, one in MENDABLE.items() if account.get(reason)]
