"""Weeks of planning, calling and recording at one door: whatever happens there, the door keeps its peace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gisdata.events import BUILT_IN, visits_of_events
from gisdata.records import DayPart, DoorRest, Dwelling, Household, Located, Reached, Slot, VisitAttempt
from gisdata.records.events import Event, EventKind, EventScope
from gisdata.week_input import ToldOfDoors, VisitRules, dues_of_week
from gisdata.week_input.windows import call_windows
from planner.dues import DueRules, Goal, rest_after_refusal, slot_of
from planner.model import DAY_S, HOUR_S

START = date(2026, 9, 28)
SERVICE_S = 900
HOURS_S = ((9 * HOUR_S, 12 * HOUR_S), (14 * HOUR_S, 20 * HOUR_S))
EVENING_S = 63_000


@dataclass(frozen=True)
class Week:
    """What happens in a week: how a call would end, which window is taken, a promise, an event, a wish for quiet."""

    ending: str
    which: int
    promise: int | None
    event: EventKind | None
    quiet: bool


weeks = st.lists(st.builds(
    Week, ending=st.sampled_from(["absent", "absent", "absent", "met", "refused"]), which=st.integers(0, 1000),
    promise=st.none() | st.none() | st.integers(0, 13),
    event=st.none() | st.sampled_from([k for k, rule in BUILT_IN.items() if EventScope.HOUSEHOLD in rule.scopes]),
    quiet=st.sampled_from([False] * 19 + [True])), min_size=1, max_size=40)
due_rules = st.builds(DueRules, goal=st.sampled_from(Goal), pause_days=st.integers(1, 9),
                      most_attempts=st.integers(1, 6), floor_days=st.integers(7, 40))


@given(weeks, due_rules, st.sampled_from(Slot))
@settings(max_examples=500, deadline=None)
def test_no_call_breaks_pause_cap_rest_hours_or_the_other_slot(story: list[Week], rules: DueRules, wish: Slot) -> None:
    visit_rules = VisitRules(service_s=dict.fromkeys(Dwelling, SERVICE_S), enter_s=60, hours_s=HOURS_S,
                             evening_from_s=EVENING_S, candidates_per_place=2, campaign_start=START, dues=rules)
    missed: list[tuple[date, DayPart]] = []
    visits: list[VisitAttempt] = []
    rests: list[DoorRest] = []
    events: list[Event] = []
    home = Household(household_id="h1", address="柳树巷1号", community="c1", lon_deg=110.79, lat_deg=32.62,
                     located=Located.GIVEN, slot=wish)
    quiet = False
    for number, week in enumerate(story):
        monday = START + timedelta(weeks=number)
        quiet = quiet or week.quiet
        promise = None if week.promise is None else monday + timedelta(days=week.promise)
        home = Household(**{name: getattr(home, name) for name in Household.__dataclass_fields__} | {
            "must_visit_by": promise, "do_not_disturb": quiet})
        if week.event is not None:
            days = BUILT_IN[week.event]
            events.append(Event(
                event_id=f"E{number}", kind=week.event, scope=EventScope.HOUSEHOLD, community="c1", officer_id="1",
                starts_on=monday, due_on=monday + timedelta(days=days.due_days),
                expires_on=monday + timedelta(days=days.last_days), household_ids=("h1",)))
        asked = visits_of_events(events, doors=[home], rules=BUILT_IN, monday=monday)
        told = ToldOfDoors(visits=visits, rests=rests, event_visits=asked)
        due = dues_of_week([home], monday=monday, rules=visit_rules, told=told).due
        windows = call_windows(wish, service_s=SERVICE_S, due=due[0].due, rules=visit_rules) if due else ()
        if not windows:
            continue
        window = windows[week.which % len(windows)]
        start_s = window.start_s + week.which % (window.end_s - window.start_s + 1)
        day, second = monday + timedelta(days=start_s // DAY_S), start_s % DAY_S
        part = visit_rules.day_part_at(second)

        assert not quiet
        assert any(a <= second and second + SERVICE_S <= b for a, b in HOURS_S)
        assert not any(rest.until > day for rest in rests)
        if missed:
            last, last_part = missed[-1]
            assert day >= last + timedelta(days=rules.pause_days)
            made_later = promise is not None and promise > last
            same = slot_of(day.weekday(), part) is slot_of(last.weekday(), last_part)
            remembered = (monday - last).days <= 90
            assert not same or made_later or not remembered
        assert sum(one >= monday - timedelta(days=90) for one, _ in missed) <= 2 * rules.most_attempts - 1
        if rules.goal is Goal.ONCE:
            assert sum(one >= monday - timedelta(days=90) for one, _ in missed) < rules.most_attempts

        if week.ending == "absent":
            missed.append((day, part))
            visits.append(VisitAttempt(household_id="h1", visited_on=day, reached=Reached.ATTEMPTED, day_part=part))
        else:
            missed.clear()
            visits.append(VisitAttempt(household_id="h1", visited_on=day, reached=Reached.CONTACTED, day_part=part))
        if week.ending == "refused":
            rests = [DoorRest(household_id="h1", until=day + timedelta(days=rest_after_refusal(0)))]
