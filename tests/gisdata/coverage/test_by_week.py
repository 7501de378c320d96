"""Households reached week by week: the last week is what the coverage counts today."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gisdata.coverage import coverage_by_cell, frame_of, reached_by_week
from gisdata.records import DoorReport, Household, Located, Reached, ReportKind, VisitAttempt
from tests.map_scenes import corner, some_cells

SINCE, TODAY = date(2026, 9, 30), date(2026, 10, 21)      # a Wednesday, and a Wednesday three weeks later
CELLS = some_cells(2)


def a_door(k: int, last: date | None = None) -> Household:
    lon, lat = corner(1 + 4 * (k % 3), 2)
    return Household(household_id=f"h{k}", address=f"{k}号", community="清河社区", lon_deg=lon, lat_deg=lat,
                     located=Located.GIVEN, last_contact_on=last)


def total(frame_days: list[tuple[int, ...]]) -> list[int]:
    return [sum(week) for week in frame_days]


def test_weeks_end_on_sundays_and_the_last_one_today() -> None:
    weekly = reached_by_week(frame_of([a_door(0)], today=TODAY, since=SINCE), CELLS)

    assert weekly.days == (date(2026, 10, 4), date(2026, 10, 11), date(2026, 10, 18), TODAY)


def test_a_campaign_of_one_day_has_one_week_and_one_of_tomorrow_none() -> None:
    doors = [a_door(0, SINCE)]
    assert reached_by_week(frame_of(doors, today=SINCE, since=SINCE), CELLS).days == (SINCE,)
    sunday = date(2026, 10, 4)
    assert reached_by_week(frame_of(doors, today=sunday, since=SINCE), CELLS).days == (sunday,)
    assert reached_by_week(frame_of(doors, today=SINCE - timedelta(days=1), since=SINCE), CELLS).days == ()


def test_a_household_counts_from_the_day_it_was_first_reached() -> None:
    before = SINCE - timedelta(days=1)
    doors = [a_door(0, date(2026, 10, 4)), a_door(1, date(2026, 10, 5)), a_door(2, before), a_door(3)]
    visits = [VisitAttempt(household_id="h1", visited_on=date(2026, 10, 12), reached=Reached.COMPLETED),
              VisitAttempt(household_id="h3", visited_on=date(2026, 10, 1), reached=Reached.CONTACTED),
              VisitAttempt(household_id="h3", visited_on=TODAY, reached=Reached.VERIFIED)]
    weekly = reached_by_week(frame_of(doors, today=TODAY, since=SINCE, visits=visits), CELLS)

    assert total(list(weekly.n_reached)) == [1, 2, 2, 3]


def test_a_demolished_household_is_in_no_week() -> None:
    report = DoorReport(report_id="r", reported_on=TODAY, kind=ReportKind.DEMOLISHED, household_id="h0")
    frame = frame_of([a_door(0, SINCE)], today=TODAY, since=SINCE, reports=[report])

    assert total(list(reached_by_week(frame, CELLS).n_reached)) == [0, 0, 0, 0]


DAYS = st.dates(SINCE - timedelta(days=9), TODAY + timedelta(days=3))


@given(st.lists(st.one_of(st.none(), DAYS), max_size=8),
       st.lists(st.tuples(st.integers(0, 9), DAYS, st.sampled_from(Reached)), max_size=12))
def test_the_last_week_is_the_coverage_of_today_and_no_week_loses_any(
    contacts: list[date | None], calls: list[tuple[int, date, Reached]]
) -> None:
    doors = [a_door(k, day) for k, day in enumerate(contacts)]
    visits = [VisitAttempt(household_id=f"h{k}", visited_on=day, reached=level) for k, day, level in calls]
    frame = frame_of(doors, today=TODAY, since=SINCE, visits=visits)
    weekly = reached_by_week(frame, CELLS)

    assert list(weekly.n_reached[-1]) == [row.n_reached for row in coverage_by_cell(frame, CELLS)[:len(CELLS)]]
    for before, after in zip(weekly.n_reached, weekly.n_reached[1:], strict=False):
        assert all(a <= b for a, b in zip(before, after, strict=True))
