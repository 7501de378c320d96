"""What an officer sees: the own days, the own stops, and nothing of anybody else's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from api.week_name import monday_of, week_of
from gisdata.errors import NotFound
from gisdata.records import StoredPlan, Walk, WalkStop
from gisdata.store import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerChoice:
    """One officer to choose: number, team and the stops of this week (visits and patrols)."""

    officer_id: str
    team: str
    n_stops: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTab:
    """One day of the officer's week and how many stops it has; 0 is a day off."""

    day: date
    n_stops: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLine:
    """One stop of the list. `same_place`: at the point of the stop before it, so there is no way to go."""

    stop: WalkStop
    same_place: bool
    is_next: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerView:
    """Everything on an officer's page for one day; `stops` is empty on a day off or before the week is planned."""

    officer_id: str
    team: str
    day: date
    is_today: bool
    week: str
    is_planned: bool
    tabs: tuple[DayTab, ...]
    previous_day: date
    next_day: date
    walks: tuple[Walk, ...]
    stops: tuple[StopLine, ...]
    estimated: bool

    @property
    def n_stops(self) -> int:
        """Visits and patrols of the day; breaks do not count."""
        return sum(line.stop.kind != "break" for line in self.stops)


def list_officers(reading: Reading, *, today: date) -> tuple[OfficerChoice, ...]:
    """Return all officers, by team and number, with their stops of the current week."""
    n_stops = Counter[str]()
    for walk in (walk for plan in reading.plans(week_of(today)) for walk in plan.walks):
        n_stops[walk.officer_id] += _count(walk)
    return tuple(
        OfficerChoice(officer_id=o.officer_id, team=o.team, n_stops=n_stops[o.officer_id])
        for o in sorted(reading.officers(), key=lambda o: (o.team, o.officer_id))
    )


def view_officer(reading: Reading, *, officer_id: str, day: date | None, now: datetime) -> OfficerView:
    """Return an officer's page; without a `day`: today, or the first later day of work that is planned.

    `now` is local time with the station's zone. Raises NotFound when there is no such officer.
    """
    officer = next((o for o in reading.officers() if o.officer_id == officer_id), None)
    if officer is None:
        raise NotFound("there is no officer {officer}", officer=officer_id)
    day = day or _first_day(reading, officer_id, now.date())
    plans = reading.plans(week_of(day))
    return build_officer_view(plans, officer_id=officer_id, team=officer.team, day=day, now=now)


def _first_day(reading: Reading, officer_id: str, today: date) -> date:
    for week in (week for week in reading.weeks() if week >= week_of(today)):
        days = [walk.day for walk in own_walks(reading.plans(week), officer_id) if walk.day >= today]
        if days:
            return min(days)
    return today


def build_officer_view(
    plans: Sequence[StoredPlan], *, officer_id: str, team: str, day: date, now: datetime
) -> OfficerView:
    """Return the page out of the plans of the day's week."""
    week, monday = week_of(day), monday_of(week_of(day))
    walks = own_walks(plans, officer_id)
    of_day = tuple(walk for walk in walks if walk.day == day)
    days = [monday + timedelta(days=n) for n in range(7)]
    return OfficerView(
        officer_id=officer_id, team=team, day=day, is_today=day == now.date(), week=week,
        is_planned=bool(plans),
        tabs=tuple(DayTab(day=d, n_stops=sum(_count(w) for w in walks if w.day == d)) for d in days),
        previous_day=monday - timedelta(days=1), next_day=monday + timedelta(days=7),
        walks=of_day, stops=_lines([stop for walk in of_day for stop in walk.stops], now),
        estimated=any(walk.estimated for walk in of_day),
    )


def own_walks(plans: Iterable[StoredPlan], officer_id: str) -> list[Walk]:
    """Return the walks of one officer in order of time."""
    walks = [walk for plan in plans for walk in plan.walks if walk.officer_id == officer_id]
    return sorted(walks, key=lambda walk: walk.leave)


def _lines(stops: Sequence[WalkStop], now: datetime) -> tuple[StopLine, ...]:
    """Return the list of stops; next is the first one that is not over yet."""
    upcoming = next((n for n, stop in enumerate(stops) if stop.end > now), None)
    lines = []
    before: tuple[float, float] | None = None
    for n, stop in enumerate(stops):
        point = (stop.lon_deg, stop.lat_deg)
        lines.append(StopLine(stop=stop, same_place=point == before, is_next=n == upcoming))
        before = point
    return tuple(lines)


def _count(walk: Walk) -> int:
    return sum(stop.kind != "break" for stop in walk.stops)
