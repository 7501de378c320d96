"""Calendars for phones."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

from icalendar import Calendar, Event

from gisdata.records import Walk
from gisdata.write import write_calendar
from tests.gisdata.write.conftest import a_stop, a_walk


def _events(path: Path) -> list[Event]:
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_a_shift_is_an_event_with_its_stops_told_in_order(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_calendar(walks[1:], tmp_path / "1001.ics")
    shift = _events(tmp_path / "1001.ics")[0]
    assert shift["summary"] == "勤务 1001 步行"
    assert str(shift["description"]).split("\n") == [
        "08:10-08:30 1. 巡逻 清河中学上学", "08:40-08:52 2. 走访 学府路58号锦绣小区3栋2单元501室", "11:30-12:30 休息",
        '13:00-13:12 3. 走访 =HYPERLINK("http://x","y")', "13:20-13:32 4. 走访 @SUM(A1)",
    ]
    assert shift.start.isoformat() == "2026-11-23T08:00:00+08:00"
    assert shift.end.isoformat() == "2026-11-23T17:00:00+08:00"


def test_patrols_and_promised_visits_are_events_of_their_own(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_calendar(walks[1:], tmp_path / "1001.ics")
    own = _events(tmp_path / "1001.ics")[1:]
    assert [event["summary"] for event in own] == ["巡逻 清河中学上学", '走访 =HYPERLINK("http://x","y")']
    assert own[0].start.isoformat() == "2026-11-23T08:10:00+08:00"


def test_the_zone_is_told_inside_the_file(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_calendar(walks, tmp_path / "a.ics")
    text = (tmp_path / "a.ics").read_text(encoding="utf-8")
    assert "BEGIN:VTIMEZONE" in text
    assert "DTSTART;TZID=Asia/Shanghai:20261123T080000" in text


def test_times_kept_with_a_fixed_offset_are_told_in_the_zone_too(tmp_path: Path) -> None:
    plus_8 = timezone(timedelta(hours=8))
    walk = a_walk("1001", leave=datetime(2026, 11, 23, 8, tzinfo=plus_8), back=datetime(2026, 11, 23, 9, tzinfo=plus_8))
    write_calendar([walk], tmp_path / "a.ics")
    assert "DTSTART;TZID=Asia/Shanghai:20261123T080000" in (tmp_path / "a.ics").read_text(encoding="utf-8")


def test_the_ids_of_events_stay_when_the_times_change_and_differ_within_a_file(tmp_path: Path) -> None:
    for name, start, end in (("a", "09:00", "09:20"), ("b", "10:00", "10:20")):
        stop = a_stop(1, "patrol", "站前广场", start, end, task="P04-mon")
        write_calendar([a_walk("1001", stop)], tmp_path / f"{name}.ics", version=1)
    first, second = (_events(tmp_path / f"{name}.ics") for name in "ab")
    assert [e["uid"] for e in first] == [e["uid"] for e in second]
    assert len({e["uid"] for e in first}) == 2
    assert first[0]["sequence"] == 1


def test_equal_walks_give_equal_bytes(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_calendar(walks, tmp_path / "a.ics")
    write_calendar(tuple(reversed(walks)), tmp_path / "b.ics")
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_a_shift_over_midnight_ends_the_next_day(tmp_path: Path) -> None:
    walk = a_walk("1001")
    late = a_walk("1001", leave=walk.leave + timedelta(hours=14), back=walk.leave + timedelta(hours=17))
    write_calendar([late], tmp_path / "a.ics")
    assert _events(tmp_path / "a.ics")[0].end.isoformat() == "2026-11-24T01:00:00+08:00"


def test_line_breaks_in_a_label_cannot_add_lines_to_the_file(tmp_path: Path) -> None:
    stop = a_stop(1, "patrol", "站前\nATTENDEE:mailto:x@y", "09:00", "09:20", task="P\r\nX:1")
    write_calendar([a_walk("1001", stop)], tmp_path / "a.ics")
    lines = (tmp_path / "a.ics").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.startswith(("ATTENDEE", "X:"))]
