"""Hours for visits by officer, week and slot, as the roster gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from gisdata.records import Officer, ShiftRow
from gisdata.rooms import Absence, without_absences
from gisdata.week_input import DutySpan, VisitRules, roster_of_week
from planner.dues import CallSlot, slot_of
from planner.model import DAY_S

Ints = npt.NDArray[np.int64]

SLOTS = tuple(CallSlot)
"""The order of slots in every array of a campaign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OffDuty:
    """What takes hours for visits from the roster: days on which an officer is away, and hours with a mobile room.

    `with_rooms`: by the Monday of their week, as far as rooms are planned.
    """

    is_away: Callable[[str, date], bool] | None = None
    with_rooms: Mapping[date, Sequence[Absence]] = field(default_factory=dict)

    def spans(self, officer: Officer, rows: Sequence[ShiftRow], monday: date) -> list[DutySpan]:
        """Return what is left of an officer's shifts in the week of a Monday."""
        away = [(officer.officer_id, day) for day in range(7) if self.is_away is not None
                and self.is_away(officer.officer_id, monday + timedelta(days=day))]
        return without_absences(roster_of_week([officer], rows, monday, away=away), self.with_rooms.get(monday, ()))


def hours_by_slot(
    officers: Sequence[Officer], rows: Iterable[ShiftRow], *, monday: date, last_day: date, rules: VisitRules,
    off: OffDuty | None = None,
) -> Ints:
    """Return seconds on duty within the hours to call, breaks taken off: int64, shape (n_officers, n_weeks, 6).

    Weeks go from `monday` to the one in which `last_day` lies; days after it are not counted.
    """
    off = off or OffDuty()
    mine: dict[str, list[ShiftRow]] = defaultdict(list)
    for row in rows:
        mine[row.officer_id].append(row)
    n_weeks = weeks_until(monday, last_day)
    hours_s = np.zeros((len(officers), n_weeks, len(SLOTS)), dtype=np.int64)
    for o, officer in enumerate(officers):
        for week in range(n_weeks):
            start = monday + timedelta(weeks=week)
            for span in off.spans(officer, mine[officer.officer_id], start):
                if start + timedelta(days=span.day) <= last_day:
                    hours_s[o, week] += slot_seconds(span, rules)
    return hours_s


def weeks_until(monday: date, last_day: date) -> int:
    """Return how many weeks there are from `monday` to the one of `last_day`, both included; 0 when it is past."""
    return max(0, (last_day - monday).days // 7 + 1)


def slot_seconds(span: DutySpan, rules: VisitRules) -> Ints:
    """Return the seconds of a span within the hours to call, by slot, with the break where it costs least of them."""
    seconds = np.zeros(len(SLOTS), dtype=np.int64)
    parts = list(_parts(span, rules))
    rest = _break_of(span, [part for _, part in parts])
    for slot, (low_s, high_s) in parts:
        seconds[SLOTS.index(slot)] += high_s - low_s - _shared_s(rest, (low_s, high_s))
    return seconds


def _parts(span: DutySpan, rules: VisitRules) -> Iterator[tuple[CallSlot, tuple[int, int]]]:
    """Yield the parts of a span that lie within the hours to call, by the part of the day."""
    day_s = span.day * DAY_S
    for start_s, end_s in rules.hours_s:
        for part, from_s, until_s in rules.day_parts():
            low_s = max(day_s + max(start_s, from_s), span.start_s)
            high_s = min(day_s + min(end_s, until_s), span.end_s)
            if low_s < high_s:
                yield slot_of(span.day, part), (low_s, high_s)


def _break_of(span: DutySpan, parts: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the break of a span, begun where it takes least of the parts: early, late, or at an edge of one."""
    day_s, row = span.day * DAY_S, span.row
    first_s, last_s = day_s + row.break_earliest_s, day_s + row.break_latest_s
    edges = {first_s, last_s, *(edge for low_s, high_s in parts for edge in (low_s - row.break_s, high_s))}
    starts = sorted(s for s in edges if first_s <= s <= last_s)
    best_s = min(starts, key=lambda s: sum(_shared_s((s, s + row.break_s), part) for part in parts), default=first_s)
    return best_s, best_s + row.break_s


def _shared_s(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
