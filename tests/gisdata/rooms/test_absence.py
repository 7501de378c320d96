"""Hours with a mobile room are no hours for visits: shifts are cut, breaks stay where they fit."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from gisdata.records import DoorsNear, Officer, RoomStand, ShiftRow, TravelMode
from gisdata.rooms import Absence, absences_of, without_absences
from gisdata.week_input import roster_of_week

H = 3_600
MONDAY = datetime(2026, 11, 23, tzinfo=ZoneInfo("Asia/Shanghai"))


def spans(*, start_s=8 * H, end_s=18 * H, break_s=H, latest_s=13 * H):
    officer = Officer(officer_id="o1", team="A", communities=("east",), mode=TravelMode.FOOT)
    row = ShiftRow(officer_id="o1", weekdays=(1,), day=None, start_s=start_s, end_s=end_s, break_earliest_s=11 * H,
                   break_latest_s=latest_s, break_s=break_s)
    return roster_of_week([officer], [row], date(2026, 11, 23))


def absent(start_s, end_s, officer="o1"):
    return Absence(officer_id=officer, start_s=start_s, end_s=end_s)


def a_stand(start_h, end_h, *, day=0, crew=("o1",), drive_min=10):
    start, end = (MONDAY + timedelta(days=day, hours=h) for h in (start_h, end_h))
    way = timedelta(minutes=drive_min)
    return RoomStand(vehicle="1", crew=crew, place="market", lon_deg=110.0, lat_deg=32.0, cell_id="c", desk_min=20,
                     leave=start - way, start=start, end=end, back=end + way,
                     near=DoorsNear(within_5_min=10, within_10_min=20, within_15_min=30))


def test_a_crew_is_away_from_leaving_for_the_first_stop_of_a_day_to_being_back_from_the_last() -> None:
    stands = [a_stand(9, 11), a_stand(14, 16, crew=("o1", "o2")), a_stand(9, 10, day=2)]
    assert absences_of(stands, MONDAY) == [
        absent(9 * H - 600, 16 * H + 600), absent(57 * H - 600, 58 * H + 600), absent(14 * H - 600, 16 * H + 600, "o2")]


def test_a_shift_keeps_the_hours_before_and_after_and_its_break_where_it_still_fits() -> None:
    before, after = without_absences(spans(), [absent(14 * H, 16 * H)])
    assert (before.shift_id, before.start_s, before.end_s, before.row.break_s) == ("o1-mon-1", 8 * H, 14 * H, H)
    assert (after.shift_id, after.start_s, after.end_s, after.row.break_s) == ("o1-mon-2", 16 * H, 18 * H, 0)
    assert before.row.break_latest_s == 13 * H


def test_a_break_may_begin_only_so_late_that_it_ends_before_the_room_calls() -> None:
    [before] = without_absences(spans(), [absent(13 * H, 18 * H)])
    assert (before.shift_id, before.row.break_latest_s, before.work_s) == ("o1-mon", 12 * H, 4 * H)


def test_a_break_that_fits_nowhere_is_had_with_the_room() -> None:
    before, after = without_absences(spans(), [absent(10 * H, 15 * H)])
    assert before.row.break_s == after.row.break_s == 0


def test_a_break_is_had_once_even_where_both_parts_could_hold_it() -> None:
    before, after = without_absences(spans(latest_s=16 * H), [absent(13 * H, 14 * H)])
    assert (before.row.break_s, after.row.break_s) == (H, 0)


def test_others_and_other_hours_stay_as_they_are() -> None:
    whole = spans()
    assert without_absences(whole, [absent(8 * H, 18 * H, "o2"), absent(0, 8 * H), absent(18 * H, 20 * H)]) == whole
    assert without_absences(whole, [absent(0, 20 * H)]) == []


@given(st.lists(st.tuples(st.integers(0, 30 * H), st.integers(1, 12 * H)), max_size=4))
def test_nothing_is_left_of_the_absence_and_all_of_the_rest(hours) -> None:
    away = [absent(start_s, start_s + length_s) for start_s, length_s in hours]
    left = without_absences(spans(), away)
    free = [s for s in range(8 * H, 18 * H, 60) if not any(a.start_s < s + 60 and s < a.end_s for a in away)]
    assert all(any(part.start_s <= s and s + 60 <= part.end_s for part in left) for s in free)
    assert not any(part.start_s < a.end_s and a.start_s < part.end_s for part in left for a in away)
    assert len({part.shift_id for part in left}) == len(left)
    assert all(part.row.break_s == 0 or part.start_s <= part.row.break_earliest_s <= part.row.break_latest_s
               <= part.end_s - part.row.break_s for part in left)
