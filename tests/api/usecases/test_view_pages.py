"""What the pages show is what the store holds; each count is stated and worked by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from api.errors import WrongUse
from api.usecases.view_analyst import largest_gaps, view_analyst
from api.usecases.view_commander import choose_week, officer_rows, view_commander, view_left_out
from api.usecases.view_maps import read_own, read_routes
from api.usecases.view_officer import build_officer_view, list_officers, view_officer
from gisdata.coverage import AnalystCoverage
from gisdata.errors import NotFound
from gisdata.store import Reading
from tests.coverage_rows import coverage_row
from tests.web_workspace import MONDAY, TODAY, WEEK, ZONE, empty_workspace, planned_workspace

SINCE, DEADLINE = date(2026, 9, 28), date(2027, 3, 29)
TUESDAY_10 = datetime(2026, 11, 24, 10, 0, tzinfo=ZONE)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    workspace = planned_workspace(tmp_path_factory.mktemp("views") / "town")
    with workspace.open_store() as store, store.reading() as opened:
        yield opened


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[Reading]:
    with empty_workspace(tmp_path / "empty").open_store() as store, store.reading() as opened:
        yield opened


def test_due_households_are_planned_or_left_out_and_add_up(reading: Reading) -> None:
    numbers = view_commander(reading, week=WEEK, today=TODAY, since=SINCE).numbers
    # team A: 3 officers x 5 days x 5 doors = 75 of 90; team B: 2 x 5 x 5 = 50 of 90
    assert (numbers.n_due, numbers.n_planned, numbers.n_left_out) == (180, 125, 55)


def test_reached_counts_contacts_since_the_campaign_began(reading: Reading) -> None:
    numbers = view_commander(reading, week=WEEK, today=TODAY, since=SINCE).numbers
    assert (numbers.n_reached, numbers.n_registered) == (60, 180)
    later = view_commander(reading, week=WEEK, today=TODAY, since=date(2026, 10, 13)).numbers
    assert later.n_reached == 0   # the last contacts were on 12 October


def test_a_patrol_counts_once_for_each_day_of_the_week_it_is_ordered_on(reading: Reading) -> None:
    numbers = view_commander(reading, week=WEEK, today=TODAY, since=SINCE).numbers
    # P1 on five weekdays, P2 on Saturday of this week, P3 on Tuesday of the next
    assert (numbers.n_patrols_planned, numbers.n_patrols_ordered) == (5, 6)
    following = view_commander(reading, week="2026-W49", today=TODAY, since=SINCE).numbers
    assert (following.n_patrols_planned, following.n_patrols_ordered) == (0, 6)


def test_the_table_adds_up_by_officer_and_by_day(reading: Reading) -> None:
    view = view_commander(reading, week=WEEK, today=TODAY, since=SINCE)
    assert [row.officer_id for row in view.officers] == ["060101", "060102", "060103", "060201", "060202"]
    # 5 visits a day each; the first officer of team A walks the patrol as well
    assert [row.n_stops for row in view.officers] == [30, 25, 25, 25, 25]
    assert [day.n_stops for day in view.day_totals] == [26, 26, 26, 26, 26, 0, 0]
    assert sum(day.work_s for day in view.day_totals) == sum(row.work_s for row in view.officers)


def test_two_shifts_of_a_day_are_one_entry(reading: Reading) -> None:
    walk = reading.plans(WEEK)[0].walks[0]
    (row,) = officer_rows([walk, replace(walk, shift_id="second")], MONDAY)
    assert row.days[0] is not None
    assert row.days[0].n_visits == 10
    assert row.days[0].work_s == 2 * (walk.back - walk.leave).total_seconds()


def test_reasons_come_with_their_counts_most_frequent_first(reading: Reading) -> None:
    view = view_commander(reading, week=WEEK, today=TODAY, since=SINCE)
    assert [(group.reason, group.n_households) for group in view.left_out] == [("later", 52), ("no_point", 3)]
    rows = view_left_out(reading, week=WEEK, reason="no_point")
    assert {row.household_id for row in rows} == {"H0177", "H0178", "H0179"}
    assert all("no point" in str(row.why) for row in rows)


def test_findings_tell_missing_patrols_and_households_without_a_point_once(reading: Reading) -> None:
    said = [str(finding) for finding in view_commander(reading, week=WEEK, today=TODAY, since=SINCE).findings]
    assert said[0] == "1 of 6 ordered patrols are on no route this week"
    assert said[1] == "3 registered households have no point on the map and cannot be planned"
    assert len(said) == len(set(said)) == 3


def test_the_week_shown_first_is_the_current_or_the_next_planned_one() -> None:
    assert choose_week(("2026-W47", "2026-W48", "2026-W50"), TODAY) == "2026-W48"
    assert choose_week(("2026-W47", "2026-W50"), TODAY) == "2026-W50"
    assert choose_week(("2026-W47",), TODAY) == "2026-W48"
    assert choose_week((), date(2027, 1, 1)) == "2026-W53"


def test_a_week_that_does_not_exist_is_wrong_use(reading: Reading) -> None:
    with pytest.raises(WrongUse, match="2026-W54"):
        view_commander(reading, week="2026-W54", today=TODAY, since=SINCE)


def test_nothing_yet_is_a_page_of_zeros(nothing: Reading) -> None:
    view = view_commander(nothing, week=None, today=TODAY, since=SINCE)
    assert (view.plans, view.officers, view.left_out, view.findings) == ((), (), (), ())
    assert view.numbers.n_due == view.numbers.n_registered == view.numbers.n_patrols_ordered == 0
    assert list_officers(nothing, today=TODAY) == ()
    assert not view_analyst(nothing, today=TODAY, since=SINCE, deadline=DEADLINE).has_cells


def test_the_next_stop_is_the_first_that_is_not_over(reading: Reading) -> None:
    plans = reading.plans(WEEK)
    # 9:08-9:20, 9:21-9:33, 9:41-9:53, rest 9:53-10:38, ...: at 10:00 it is the rest
    view = build_officer_view(plans, officer_id="060101", team="A", day=TODAY, now=TUESDAY_10)
    assert [line.is_next for line in view.stops] == [False, False, False, True, False, False, False]
    at_end = build_officer_view(plans, officer_id="060101", team="A", day=TODAY, now=view.stops[3].stop.end)
    assert [line.is_next for line in at_end.stops].index(True) == 4   # the second a stop ends it is over
    night = build_officer_view(plans, officer_id="060101", team="A", day=TODAY, now=TUESDAY_10.replace(hour=23))
    assert not any(line.is_next for line in night.stops)


def test_doors_of_one_building_need_no_way_between_them(reading: Reading) -> None:
    view = view_officer(reading, officer_id="060101", day=MONDAY, now=TUESDAY_10)
    for before, line in zip(view.stops, view.stops[1:], strict=False):
        same = (line.stop.lon_deg, line.stop.lat_deg) == (before.stop.lon_deg, before.stop.lat_deg)
        assert line.same_place == same
    assert not view.stops[0].same_place


def test_rests_are_no_stops(reading: Reading) -> None:
    view = view_officer(reading, officer_id="060102", day=MONDAY, now=TUESDAY_10)
    assert (len(view.stops), view.n_stops) == (6, 5)


def test_an_officer_without_a_chosen_day_sees_today_or_the_next_day_of_work(reading: Reading) -> None:
    def first(now: datetime) -> date:
        return view_officer(reading, officer_id="060102", day=None, now=now).day

    assert first(TUESDAY_10) == TODAY
    assert first(TUESDAY_10 - timedelta(days=5)) == MONDAY
    assert first(TUESDAY_10 + timedelta(days=4)) == date(2026, 11, 28)   # no work left: the day itself


def test_an_unknown_officer_is_not_found(reading: Reading) -> None:
    with pytest.raises(NotFound, match="060999"):
        view_officer(reading, officer_id="060999", day=None, now=TUESDAY_10)
    with pytest.raises(NotFound, match="060999"):
        read_own(reading, officer_id="060999", day=TODAY)


def test_an_officers_map_holds_own_walks_and_own_communities_only(reading: Reading) -> None:
    own = read_own(reading, officer_id="060102", day=TODAY)
    assert {(walk.officer_id, walk.day) for walk in own.walks} == {("060102", TODAY)}
    assert {household.community for household in own.households} == {"河西社区"}


def test_the_routes_of_a_day_without_walks_are_not_found(reading: Reading) -> None:
    assert len(read_routes(reading, week=WEEK).walks) == 25
    assert len(read_routes(reading, week=WEEK, officer_id="060201").walks) == 5
    with pytest.raises(NotFound, match=WEEK):
        read_routes(reading, week=WEEK, day=date(2026, 11, 28))


def test_gaps_are_sorted_by_households_not_reached() -> None:
    coverage = AnalystCoverage(shown=tuple(coverage_row(*row) for row in (
        ("a", 20, 15), ("b", 40, 10), ("c", 12, 12), (None, 99, 0))),
                               hidden=frozenset(), hidden_registered=None, hidden_audited=None,
                               hidden_reached=None)
    assert [gap.cell_id for gap in largest_gaps(coverage)] == ["b", "a"]


def test_an_analyst_is_shown_no_cell_under_ten_households(reading: Reading) -> None:
    view = view_analyst(reading, today=TODAY, since=SINCE, deadline=DEADLINE)
    assert view.station is not None and view.trend is not None
    # 57 of the 182 days of the campaign are over
    assert (view.station.n_audited, view.trend.n_expected, view.trend.n_reached) == (180, 180 * 57 // 182, 60)
    assert view.gaps and all(row.n_registered >= 10 for row in view.gaps)
    assert view.n_hidden == 18
    assert sum(map(sum, view.hours)) == pytest.approx(120)
