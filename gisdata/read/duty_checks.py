"""Cells of one row of duty that contradict each other, and shifts of one officer that overlap."""

from __future__ import annotations

from collections import defaultdict

from gisdata.read.columns import Values
from gisdata.read.faults import CellFault
from gisdata.records import ShiftRow
from planner.model.times import DAY_S, WEEK_S
from planner.sentence import say

_DAY_NAMES = (
    say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"), say("Sunday"),
)


def time_text(time_s: int) -> str:
    """Return HH:MM of seconds since 00:00; hours may pass 24."""
    return f"{time_s // 3600:02d}:{time_s % 3600 // 60:02d}"


def require_when(values: Values) -> None:
    """Raise CellFault unless exactly one of weekday and day is given."""
    if values["weekday"] and values["day"] is not None:
        raise CellFault("weekday and day are both given; leave one of them empty", column="day")
    if not values["weekday"] and values["day"] is None:
        raise CellFault("neither weekday nor day is given; fill in one of them", column="weekday")


def require_break_inside(values: Values) -> None:
    """Raise CellFault when a shift ends before it starts, or its break does not lie inside it."""
    start_s, end_s = values["start"], values["end"]
    if end_s <= start_s:
        raise CellFault("the shift ends at {end}, before it starts at {start}; write 26:00 for 2 in the next morning",
                        column="end", start=time_text(start_s), end=time_text(end_s))
    earliest_s, latest_s, break_s = values["break_earliest"], values["break_latest"], values["break_min"]
    if earliest_s is None and latest_s is None and not break_s:
        return
    if earliest_s is None or latest_s is None or not break_s:
        raise CellFault("a break needs its earliest start, its latest start and its minutes; fill in all three or none",
                        column="break_min")
    if break_s > end_s - start_s:
        raise CellFault("the break of {minutes} minutes is longer than the shift from {start} to {end}",
                        column="break_min", minutes=break_s // 60, start=time_text(start_s), end=time_text(end_s))
    if latest_s < earliest_s:
        raise CellFault("the break's latest start {latest} is before its earliest start {earliest}",
                        column="break_latest", latest=time_text(latest_s), earliest=time_text(earliest_s))
    if earliest_s < start_s or latest_s + break_s > end_s:
        raise CellFault(
            "the break between {earliest} and {until} is not inside the shift from {start} to {end}",
            column="break_earliest", earliest=time_text(earliest_s), until=time_text(latest_s + break_s),
            start=time_text(start_s), end=time_text(end_s))


def require_patrol_fits(values: Values, min_dwell_s: int) -> None:
    """Raise CellFault when a patrol's window ends before it starts or is too short for what is asked in it."""
    start_s, end_s = values["window_start"], values["window_end"]
    if end_s < start_s:
        raise CellFault("the window ends at {end}, before it starts at {start}; write 26:00 for 2 in the next morning",
                        column="window_end", start=time_text(start_s), end=time_text(end_s))
    window_s = end_s - start_s
    if values["presence_min"] > window_s:
        raise CellFault("{minutes} minutes of presence do not fit into the window of {window} minutes",
                        column="presence_min", minutes=values["presence_min"] // 60, window=window_s // 60)
    if min_dwell_s > window_s:
        raise CellFault("a stop of {minutes} minutes does not fit into the window of {window} minutes",
                        column="min_dwell_min", minutes=min_dwell_s // 60, window=window_s // 60)


class RosterGuard:
    """Checks each shift against the earlier ones of the same officer; touching is no overlap.

    Rows with a day replace weekday rows of that day, so the two kinds are not compared.
    """

    def __init__(self) -> None:
        self._weekly: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        self._dated: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)

    def __call__(self, shift: ShiftRow, row: int) -> None:
        """Take in one shift; raises CellFault when it overlaps an earlier one, or itself from day to day."""
        if shift.day is not None:
            midnight_s = shift.day.toordinal() * DAY_S
            self._take(self._dated[shift.officer_id], shift, row, [midnight_s])
        else:
            self._take(self._weekly[shift.officer_id], shift, row, [(day - 1) * DAY_S for day in shift.weekdays])

    @staticmethod
    def _take(taken: list[tuple[int, int, int]], shift: ShiftRow, row: int, midnights_s: list[int]) -> None:
        new = [(midnight + shift.start_s, midnight + shift.end_s, row) for midnight in midnights_s]
        week_s = (0,) if shift.day is not None else (-WEEK_S, 0, WEEK_S)
        for i, (start_s, end_s, _) in enumerate(new):
            for other_start_s, other_end_s, other_row in (*taken, *new[:i]):
                if any(start_s + w < other_end_s and other_start_s < end_s + w for w in week_s):
                    raise _overlap(shift, start_s, other_start_s, other_end_s, other_row)
        taken.extend(new)


def _overlap(shift: ShiftRow, start_s: int, other_start_s: int, other_end_s: int, other_row: int) -> CellFault:
    midnight_s = other_start_s // DAY_S * DAY_S
    when = shift.day if shift.day is not None else _DAY_NAMES[start_s // DAY_S % 7]
    return CellFault(
        "officer {officer} has two shifts that overlap on {when}: this one and {start}-{end} of row {other}",
        column="start", officer=shift.officer_id, when=when, start=time_text(other_start_s - midnight_s),
        end=time_text(other_end_s - midnight_s), other=other_row)
