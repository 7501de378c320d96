"""Hours in which officers are with a room, taken out of the shifts that a week of visits is planned into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from gisdata.records import RoomStand
from gisdata.week_input import DutySpan
from planner.model import DAY_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """An officer who is with a room, in seconds since Monday 00:00."""

    officer_id: str
    start_s: int
    end_s: int


def absences_of(stands: Iterable[RoomStand], monday: datetime) -> list[Absence]:
    """Return the absences of crews: on a day with stops from leaving the base for the first to being back.

    Between two stops of a day the crew stays with its vehicle and has its break then. `monday`: 00:00 of the week in
    the station's zone.
    """
    of_day: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for stand in stands:
        span = _seconds(stand.leave, monday), _seconds(stand.back, monday)
        for officer_id in stand.crew:
            of_day[officer_id, _seconds(stand.start, monday) // DAY_S].append(span)
    return [Absence(officer_id=officer_id, start_s=min(a for a, _ in spans), end_s=max(b for _, b in spans))
            for (officer_id, _), spans in sorted(of_day.items())]


def _seconds(moment: datetime, monday: datetime) -> int:
    # wall-clock seconds: the zones are equal, so Python subtracts the readings of the clock
    return (moment - monday) // timedelta(seconds=1)


def without_absences(spans: Sequence[DutySpan], absences: Iterable[Absence]) -> list[DutySpan]:
    """Return the spans with the absences cut out of them; what is left of a span in two parts has two numbers.

    A break stays with the part in which it can still begin and end; where none can hold it, it is had with the room.
    """
    parts = list(spans)
    for absence in absences:
        parts = [part for span in parts for part in _cut(span, absence)]
    return parts


def _cut(span: DutySpan, absence: Absence) -> list[DutySpan]:
    if span.officer_id != absence.officer_id or absence.start_s >= span.end_s or absence.end_s <= span.start_s:
        return [span]
    pieces = [(span.start_s, absence.start_s), (absence.end_s, span.end_s)]
    left = [_part(span, start_s, end_s) for start_s, end_s in pieces if start_s < end_s]
    if len(left) < 2:
        return left
    before, after = left
    if before.row.break_s and after.row.break_s:   # one break is enough
        after = replace(after, row=replace(after.row, break_s=0))
    return [replace(part, shift_id=f"{span.shift_id}-{n}") for n, part in enumerate((before, after), start=1)]


def _part(span: DutySpan, start_s: int, end_s: int) -> DutySpan:
    """Return the span from `start_s` to `end_s`, with its break if that fits in there."""
    row, day_s = span.row, span.day * DAY_S
    earliest_s = max(row.break_earliest_s, start_s - day_s)
    latest_s = min(row.break_latest_s, end_s - day_s - row.break_s)
    kept = replace(row, break_earliest_s=earliest_s, break_latest_s=latest_s) if earliest_s <= latest_s else (
        replace(row, break_s=0))
    return replace(span, start_s=start_s, end_s=end_s, row=kept)
