"""What the commander sees of the mobile rooms: where they stand, when, and why there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.usecases.view_commander import choose_week
from api.week_name import monday_of, week_of
from gisdata.errors import NotFound
from gisdata.records import Officer, RoomStand, RoomWeek
from gisdata.store import Reading
from planner.sentence import Sentence, say


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomsView:
    """The page of the rooms of a week; `rooms` is None when they were not planned."""

    week: str
    monday: date
    rooms: RoomWeek | None
    proven: Sentence | None
    officers: tuple[Officer, ...]


def view_rooms(reading: Reading, *, week: str | None, today: date) -> RoomsView:
    """Return the page of a week; None chooses the week that the commander's page would show.

    Raises WrongUse when `week` is no ISO week.
    """
    chosen = week_of(monday_of(week)) if week else choose_week(tuple(reading.weeks()), today)
    rooms = reading.rooms(chosen)
    return RoomsView(week=chosen, monday=monday_of(chosen), rooms=rooms,
                     proven=None if rooms is None else at_least(rooms), officers=tuple(reading.officers()))


def require_rooms(reading: Reading, week: str) -> RoomWeek:
    """Return the stops of a week. Raises NotFound when they were not planned."""
    rooms = reading.rooms(week)
    if rooms is None:
        raise NotFound("the rooms of week {week} are not planned yet; plan them with: huhu rooms plan --week {week}",
                       week=week)
    return rooms


def at_least(rooms: RoomWeek) -> Sentence:
    """Return what is proven of the choice of stops."""
    if rooms.at_least_percent >= 100:
        return say("no other choice of stops reaches more (proven)")
    return say("the stops reach at least {percent} % of the best possible (proven)",
               percent=f"{rooms.at_least_percent:.1f}")


def stand_said(stand: RoomStand) -> Sentence:
    """Return one line about a stop: vehicle, hours, place, and the due doors around it."""
    five, ten, fifteen = stand.near.shown
    return say("{vehicle}: {day} {hours}, {place}; due doors within 5, 10, 15 minutes on foot: "
               "{five}, {ten}, {fifteen}", vehicle=stand.vehicle, day=f"{stand.start:%Y-%m-%d}",
               hours=f"{stand.start:%H:%M}-{stand.end:%H:%M}", place=stand.place, five=five, ten=ten, fifteen=fifteen)
