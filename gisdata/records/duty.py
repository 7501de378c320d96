"""Who works when and owns what: officers, shifts, patrols."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TravelMode(StrEnum):
    """How a crew moves."""

    FOOT = "foot"
    EBIKE = "ebike"
    CAR = "car"


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An officer by number, the team, the communities owned (包联), and the base (WGS-84; None: the station)."""

    officer_id: str
    team: str
    communities: tuple[str, ...]
    mode: TravelMode
    base_lon_deg: float | None = None
    base_lat_deg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftRow:
    """One row of the roster: weekdays (1 = Monday ... 7 = Sunday) of every week, or one `day`; exactly one of both.

    Times are seconds since 00:00 of its day; `end_s` may pass 86,400 for a shift over midnight. A break starts
    between `break_earliest_s` and `break_latest_s` and lasts `break_s`; `break_s` 0 means none. `mode` None: the
    officer's own. Rows with a `day` replace the officer's weekday rows of that day.
    """

    officer_id: str
    weekdays: tuple[int, ...]
    day: date | None
    start_s: int
    end_s: int
    break_earliest_s: int = 0
    break_latest_s: int = 0
    break_s: int = 0
    mode: TravelMode | None = None


class PatrolScope(StrEnum):
    """CELL: presence in the whole cell, visits beside it count in part. POINT: stand at the point (a school gate)."""

    CELL = "cell"
    POINT = "point"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolOrder:
    """A patrol that must be walked on each of `weekdays` (1 = Monday) of every week, or on one `day`; one of both.

    The window is in seconds since 00:00 of its day. `team` "" means any team (the nearest base takes it);
    `officer_id` "" means any officer of the team. `label` names the place in public words.
    """

    patrol_id: str
    label: str
    scope: PatrolScope
    lon_deg: float
    lat_deg: float
    weekdays: tuple[int, ...]
    day: date | None
    window_start_s: int
    window_end_s: int
    presence_s: int
    min_dwell_s: int
    visit_credit: float
    team: str = ""
    officer_id: str = ""
