"""Calendars for phones: one event per shift, promised visit, patrol and stop of a room; with the zone inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from gisdata.files import replace_file
from gisdata.records import RoomStand, Walk, WalkStop
from gisdata.write.order import in_order
from gisdata.write.safe_text import printable
from gisdata.write.words import CHINESE, word


def write_calendar(
    walks: Sequence[Walk], path: Path, *, zone: str = "Asia/Shanghai", language: str = CHINESE, version: int = 0,
    rooms: Sequence[RoomStand] = (),
) -> None:
    """Write the walks of one officer, and the stops of mobile rooms that the officer staffs, as an iCalendar file.

    Each shift is one event with its stops as the description; patrols and visits that must be made are events of
    their own. UIDs name week, shift and task, so that a later file replaces the events of an earlier one;
    `version` (of the plan) tells a phone which is the later. Equal walks give equal bytes. Raises DiskFull.
    """
    book = Calendar()
    book.add("prodid", "-//Huhu//route sheets//ZH")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    clock = ZoneInfo(zone)
    for walk in in_order(walks):
        for event in _events(walk, clock, language):
            event.add("sequence", version)
            book.add_component(event)
    for stand in rooms:
        book.add_component(_room_event(stand, clock, language))
    book.add_missing_timezones()
    replace_file(path, lambda draft: _fill(draft, book.to_ical()))


def _events(walk: Walk, clock: ZoneInfo, language: str) -> Iterator[Event]:
    title = f"{word('shift', language)} {walk.officer_id} {word(walk.mode, language)}"
    lines = [_line(stop, language) for stop in walk.stops]
    if walk.estimated:
        lines.append(word("is estimated", language))
    key = f"{walk.week}/{walk.team}/{walk.shift_id}"
    yield _event(key, title, (walk.leave, walk.back), clock=clock, made=walk.leave, text="\n".join(lines))
    for stop in walk.stops:
        if stop.kind == "patrol" or (stop.kind == "visit" and stop.must):
            event = _event(
                f"{key}/{stop.task}", f"{word(stop.kind, language)} {stop.what}", (stop.start, stop.end), clock=clock,
                made=walk.leave,
            )
            event.add("location", printable(stop.what))
            event.add("geo", (stop.lat_deg, stop.lon_deg))
            yield event


def _room_event(stand: RoomStand, clock: ZoneInfo, language: str) -> Event:
    event = _event(
        f"room/{stand.vehicle}/{stand.start:%Y%m%dT%H%M}", f"{word('room', language)} {stand.place}",
        (stand.start, stand.end), clock=clock, made=stand.leave,
        text=printable(f"{word('vehicle', language)} {stand.vehicle}\n{word('leave', language)} {stand.leave:%H:%M}"))
    event.add("location", printable(stand.place))
    event.add("geo", (stand.lat_deg, stand.lon_deg))
    return event


def _line(stop: WalkStop, language: str) -> str:
    number = f"{stop.number}. " if stop.number else ""
    return printable(f"{stop.start:%H:%M}-{stop.end:%H:%M} {number}{word(stop.kind, language)} {stop.what}".rstrip())


def _event(
    key: str, title: str, span: tuple[datetime, datetime], *, clock: ZoneInfo, made: datetime, text: str = ""
) -> Event:
    event = Event()
    event.add("uid", f"{printable(key).replace(' ', '_')}@huhu")
    event.add("summary", printable(title))
    event.add("dtstart", span[0].astimezone(clock))
    event.add("dtend", span[1].astimezone(clock))
    # the standard asks for a moment of making; the walk's own keeps equal walks equal files
    event.add("dtstamp", made.astimezone(UTC))
    if text:
        event.add("description", text)
    return event


def _fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)
