from datetime import date

from gisdata.records import Officer, ShiftRow, TravelMode
from gisdata.week_input import roster_of_week
from planner.model import DAY_S

MONDAY = date(2026, 11, 23)
OFFICER = Officer(officer_id="1001", team="A", communities=("柳林社区",), mode=TravelMode.FOOT)


def row(weekdays=(), day=None, start_s=28_800, end_s=57_600, **more):
    return ShiftRow(officer_id="1001", weekdays=weekdays, day=day, start_s=start_s, end_s=end_s, **more)


def roster(*rows):
    return roster_of_week([OFFICER], rows, MONDAY)


def test_a_weekday_row_gives_a_shift_on_each_of_its_days():
    spans = roster(row(weekdays=(1, 3)))
    assert [(s.shift_id, s.start_s) for s in spans] == [("1001-mon", 28_800), ("1001-wed", 2 * DAY_S + 28_800)]


def test_a_row_with_a_date_replaces_the_weekday_rows_of_that_date():
    spans = roster(row(weekdays=(1, 2)), row(day=date(2026, 11, 24), start_s=61_200, end_s=75_600))
    assert [s.start_s for s in spans] == [28_800, DAY_S + 61_200]


def test_a_date_of_another_week_changes_nothing():
    assert len(roster(row(weekdays=(1,)), row(day=date(2026, 12, 1)))) == 1


def test_two_shifts_on_one_day_get_two_ids():
    spans = roster(row(weekdays=(5,), start_s=64_800, end_s=72_000), row(weekdays=(5,), end_s=43_200))
    assert [(s.shift_id, s.start_s - 4 * DAY_S) for s in spans] == [("1001-fri-1", 28_800), ("1001-fri-2", 64_800)]


def test_the_mode_of_the_row_outranks_the_officers_own():
    assert roster(row(weekdays=(1,), mode=TravelMode.CAR))[0].mode is TravelMode.CAR
    assert roster(row(weekdays=(1,)))[0].mode is TravelMode.FOOT


def test_work_is_the_span_less_its_break():
    assert roster(row(weekdays=(1,), break_earliest_s=41_400, break_latest_s=45_000, break_s=1_800))[0].work_s == 27_000


def test_an_officer_who_is_away_on_a_day_has_no_shift_on_it():
    rows = [row(weekdays=(1, 2, 3))]
    spans = roster_of_week([OFFICER], rows, MONDAY, away={("1001", 1), ("1002", 0)})
    assert [span.day for span in spans] == [0, 2]
