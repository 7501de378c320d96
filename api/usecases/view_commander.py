"""What the commander sees of a week: honest counts, who works when, what was left out and why, what to know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from api.usecases.campaign_frame import campaign_frame
from api.usecases.proof import Proof, proof_of_all, proof_of_stored
from api.usecases.sentences import reason_title, stored_sentence
from api.week_name import monday_of, week_of
from gisdata.coverage import Coverage, coverage_of_station
from gisdata.records import DueRow, PatrolOrder, StoredPlan, Walk
from gisdata.store import Reading
from planner.sentence import Sentence, say


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekNumbers:
    """The counts of a week. Due households are planned or left out, never anything else.

    `n_patrols_ordered` counts each ordered patrol once per day it is ordered on. `n_reached` counts audited
    households with a contact since the campaign began.
    """

    n_due: int
    n_planned: int
    n_left_out: int
    n_reached: int
    n_registered: int
    n_audited: int
    n_patrols_planned: int
    n_patrols_ordered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerDay:
    """One officer's day: stops (visits and patrols) and seconds from leaving the base to being back."""

    day: date
    n_visits: int
    n_patrols: int
    work_s: int

    @property
    def n_stops(self) -> int:
        """Visits and patrols together."""
        return self.n_visits + self.n_patrols


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerRow:
    """One officer's week, Monday to Sunday; None on days without a walk."""

    officer_id: str
    team: str
    days: tuple[OfficerDay | None, ...]

    @property
    def n_stops(self) -> int:
        """Stops of the week."""
        return sum(day.n_stops for day in self.days if day)

    @property
    def work_s(self) -> int:
        """Seconds of work of the week."""
        return sum(day.work_s for day in self.days if day)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutGroup:
    """Left-out households of one reason: how many, and what the reason is called."""

    reason: str
    title: Sentence
    n_households: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutRow:
    """One left-out household and the sentence that says why."""

    household_id: str
    address: str
    community: str
    why: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class CommanderView:
    """Everything on the commander's page. `plans` is empty when the week was not planned yet.

    `proven`: what is proven of the plans that have a bound, by team; `proven_of_all`: of all teams together.
    """

    week: str
    monday: date
    previous_week: str
    next_week: str
    is_this_week: bool
    planned_weeks: tuple[str, ...]
    plans: tuple[StoredPlan, ...]
    estimated: bool
    numbers: WeekNumbers
    officers: tuple[OfficerRow, ...]
    left_out: tuple[LeftOutGroup, ...]
    findings: tuple[Sentence, ...]
    proven: Mapping[str, Proof]
    proven_of_all: Proof | None

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days of the week."""
        return tuple(self.monday + timedelta(days=n) for n in range(7))

    @property
    def day_totals(self) -> tuple[OfficerDay, ...]:
        """All officers' stops and work, one entry per day of the week."""
        return tuple(_sum_up(day, [row.days[n] for row in self.officers]) for n, day in enumerate(self.days))


def view_commander(reading: Reading, *, week: str | None, today: date, since: date) -> CommanderView:
    """Return the commander's page of a week; None chooses the current week, or the next one that is planned.

    `since` is the first day of the campaign. Raises WrongUse when `week` is no ISO week.
    """
    planned_weeks = tuple(reading.weeks())
    chosen = week_of(monday_of(week)) if week else choose_week(planned_weeks, today)
    monday = monday_of(chosen)
    plans, households = tuple(reading.plans(chosen)), reading.households()
    reached = coverage_of_station(campaign_frame(reading, today=today, since=since))
    numbers = count_week(plans, reached=reached, orders=reading.patrol_orders(), monday=monday)
    proofs = {plan.team: proof_of_stored(plan) for plan in plans}
    n_nowhere = sum(not household.has_point for household in households)
    return CommanderView(
        week=chosen, monday=monday, previous_week=week_of(monday - timedelta(days=7)),
        next_week=week_of(monday + timedelta(days=7)), is_this_week=chosen == week_of(today),
        planned_weeks=planned_weeks, plans=plans, estimated=any(plan.estimated for plan in plans),
        numbers=numbers, officers=officer_rows((walk for plan in plans for walk in plan.walks), monday),
        left_out=_groups(_left_out(plans)), findings=_findings(plans, numbers=numbers, n_nowhere=n_nowhere),
        proven={team: proof for team, proof in proofs.items() if proof is not None},
        proven_of_all=proof_of_all(proofs.values()),
    )


def view_left_out(reading: Reading, *, week: str, reason: str) -> tuple[LeftOutRow, ...]:
    """Return the left-out households of a week that have one reason, by community and address."""
    rows = [row for row in _left_out(reading.plans(week_of(monday_of(week)))) if row.reason == reason]
    rows.sort(key=lambda row: (row.community, row.address, row.household_id))
    return tuple(
        LeftOutRow(household_id=row.household_id, address=row.address, community=row.community,
                   why=stored_sentence(row))
        for row in rows
    )


def choose_week(planned_weeks: Sequence[str], today: date) -> str:
    """Return the current week if planned, else the next planned one, else the current week.

    >>> choose_week(("2026-W40", "2026-W49"), date(2026, 11, 27))
    '2026-W49'
    """
    current = week_of(today)
    return next((week for week in sorted(planned_weeks) if week >= current), current)


def count_week(
    plans: Sequence[StoredPlan], *, reached: Coverage, orders: Sequence[PatrolOrder], monday: date
) -> WeekNumbers:
    """Return the counts of the week that starts on `monday`."""
    states = Counter(row.state for plan in plans for row in plan.due)
    stops = (stop for plan in plans for walk in plan.walks for stop in walk.stops)
    return WeekNumbers(
        n_due=states.total(), n_planned=states["planned"], n_left_out=states["left_out"],
        n_reached=reached.n_reached, n_registered=reached.n_registered, n_audited=reached.n_audited,
        n_patrols_planned=sum(stop.kind == "patrol" for stop in stops),
        n_patrols_ordered=sum(_days_ordered(order, monday) for order in orders),
    )


def _days_ordered(order: PatrolOrder, monday: date) -> int:
    if order.day is not None:
        return int(monday <= order.day < monday + timedelta(days=7))
    return len(order.weekdays)


def officer_rows(walks: Iterable[Walk], monday: date) -> tuple[OfficerRow, ...]:
    """Return one row per officer with a walk, by team and number; two shifts of a day are added up."""
    by_officer: dict[tuple[str, str], dict[int, list[Walk]]] = defaultdict(lambda: defaultdict(list))
    for walk in walks:
        by_officer[walk.team, walk.officer_id][(walk.day - monday).days].append(walk)
    return tuple(
        OfficerRow(officer_id=officer, team=team, days=tuple(
            _officer_day(days[n], monday + timedelta(days=n)) if n in days else None for n in range(7)
        ))
        for (team, officer), days in sorted(by_officer.items())
    )


def _officer_day(walks: Sequence[Walk], day: date) -> OfficerDay:
    kinds = Counter(stop.kind for walk in walks for stop in walk.stops)
    return OfficerDay(
        day=day, n_visits=kinds["visit"], n_patrols=kinds["patrol"],
        work_s=sum(round((walk.back - walk.leave).total_seconds()) for walk in walks),
    )


def _sum_up(day: date, parts: Iterable[OfficerDay | None]) -> OfficerDay:
    there = [part for part in parts if part]
    return OfficerDay(
        day=day, n_visits=sum(part.n_visits for part in there), n_patrols=sum(part.n_patrols for part in there),
        work_s=sum(part.work_s for part in there),
    )


def _left_out(plans: Iterable[StoredPlan]) -> list[DueRow]:
    return [row for plan in plans for row in plan.due if row.state == "left_out"]


def _groups(rows: Iterable[DueRow]) -> tuple[LeftOutGroup, ...]:
    counts = Counter(row.reason for row in rows)
    return tuple(
        LeftOutGroup(reason=reason, title=reason_title(reason), n_households=n)
        for reason, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _findings(
    plans: Sequence[StoredPlan], *, numbers: WeekNumbers, n_nowhere: int
) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    missing = numbers.n_patrols_ordered - numbers.n_patrols_planned
    if plans and missing > 0:
        found.append(say("{n} of {ordered} ordered patrols are on no route this week",
                         n=missing, ordered=numbers.n_patrols_ordered))
    if n_nowhere:
        found.append(say("{n} registered households have no point on the map and cannot be planned", n=n_nowhere))
    told = {str(sentence): sentence for plan in plans for sentence in plan.findings}
    for sentence in found:
        told.pop(str(sentence), None)
    return (*found, *told.values())
