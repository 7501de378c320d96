"""The roster of one week: which officer works from when to when on which day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gisdata.records import Officer, ShiftRow, TravelMode
from planner.model import DAY_S

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySpan:
    """One officer's span of work in the week, in seconds since Monday 00:00; `shift_id` is unique in the week."""

    shift_id: str
    officer_id: str
    day: int
    start_s: int
    end_s: int
    mode: TravelMode
    row: ShiftRow

    @property
    def work_s(self) -> int:
        """Seconds of the span less its break."""
        return self.end_s - self.start_s - self.row.break_s


def roster_of_week(
    officers: Sequence[Officer], rows: Iterable[ShiftRow], monday: date, *, away: Collection[tuple[str, int]] = (),
) -> list[DutySpan]:
    """Return the spans of work of these officers in the week of `monday`, by officer and time.

    Rows with a date replace the officer's weekday rows of that date. `away`: officers and days (0..6) without work.
    """
    rows = list(rows)
    spans: list[DutySpan] = []
    for officer in sorted(officers, key=lambda o: o.officer_id):
        mine = [row for row in rows if row.officer_id == officer.officer_id]
        for day in range(7):
            if (officer.officer_id, day) in away:
                continue
            today = monday + timedelta(days=day)
            dated = [row for row in mine if row.day == today]
            usual = [row for row in mine if row.day is None and day + 1 in row.weekdays]
            chosen = sorted(dated or usual, key=lambda row: row.start_s)
            for number, row in enumerate(chosen, start=1):
                suffix = "" if len(chosen) == 1 else f"-{number}"
                spans.append(DutySpan(
                    shift_id=f"{officer.officer_id}-{DAY_NAMES[day]}{suffix}", officer_id=officer.officer_id, day=day,
                    start_s=day * DAY_S + row.start_s, end_s=day * DAY_S + row.end_s,
                    mode=row.mode or officer.mode, row=row,
                ))
    return spans
