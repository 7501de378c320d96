"""A planned week as people read it: routes with addresses, times and street geometry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkStop:
    """One stop of a walk. `number` counts visits and patrols from 1; a break has number 0.

    `kind`: "visit", "patrol" or "break". `what`: address of the visit, label of the patrol, "" for a break.
    A break's point is that of the stop before it. Times are local wall-clock times with the station's zone.
    """

    number: int
    task: str
    kind: str
    what: str
    lon_deg: float
    lat_deg: float
    cell_id: str
    arrive: datetime
    start: datetime
    end: datetime
    must: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The walk of one shift: stops in order and the line along the streets.

    `line`: (lon, lat) pairs in WGS-84 from base to base. `estimated`: the line and its times are straight lines
    times a factor, because no street network was imported; every view of it must say so.
    """

    week: str
    team: str
    officer_id: str
    shift_id: str
    mode: str
    day: date
    leave: datetime
    back: datetime
    travel_s: int
    stops: tuple[WalkStop, ...]
    line: tuple[tuple[float, float], ...]
    estimated: bool = False
