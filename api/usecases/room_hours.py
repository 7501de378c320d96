"""The hours that mobile rooms take from the officers who staff them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from api.week_name import monday_of
from api.workspace import Workspace
from gisdata.rooms import Absence, absences_of
from gisdata.store import Reading
from planner.sentence import Sentence, say


def room_absences(workspace: Workspace, week: str) -> list[Absence]:
    """Return when officers are with a mobile room in a week; nobody is when no stops were planned."""
    with workspace.open_store() as store, store.reading() as reading:
        return read_absences(reading, week, workspace.settings.station.time_zone)


def read_absences(reading: Reading, week: str, zone: ZoneInfo) -> list[Absence]:
    """Return the same out of an open store."""
    rooms = reading.rooms(week)
    return [] if rooms is None else absences_of(rooms.stands, datetime.combine(monday_of(week), time(), tzinfo=zone))


def hours_with_rooms(absences: Sequence[Absence]) -> list[Sentence]:
    """Return what the planner of the week should know of these hours; nothing when there are none."""
    if not absences:
        return []
    hours = sum(absence.end_s - absence.start_s for absence in absences) / 3_600
    return [say("{n} officers are with a mobile room for {hours} h together; no visit is planned into these hours",
                n=len({absence.officer_id for absence in absences}), hours=f"{hours:.1f}")]
