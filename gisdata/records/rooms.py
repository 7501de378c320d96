"""The stops of the mobile police rooms in one week, as they are kept and shown: places, hours, counts of doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorsNear:
    """How many due doors lie within 5, 10 and 15 minutes on foot."""

    within_5_min: int
    within_10_min: int
    within_15_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomStand:
    """One vehicle at one place for some hours.

    `place`: in public words; WGS-84 degrees; `cell_id` may be "". `start`, `end`: when it stands there, local
    wall-clock times with the station's zone; `leave` and `back`: from the base and at the base, were this the only
    stop of the day. `crew`: officers by number. `near`: due doors around this stop alone. `desk_min`: minutes on foot
    to the next base, None where no way leads to one.
    """

    vehicle: str
    crew: tuple[str, ...]
    place: str
    lon_deg: float
    lat_deg: float
    cell_id: str
    leave: datetime
    start: datetime
    end: datetime
    back: datetime
    near: DoorsNear
    desk_min: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomWeek:
    """The stops of a week by time, and what they change for all due doors.

    `near_before`: due doors near a base; `near_after`: near a base or a stop. `at_least_percent`: proven share of the
    best possible choice. `made_at` is UTC. `estimated`: ways are straight lines times a factor.
    """

    week: str
    made_at: datetime
    n_due: int
    n_sites: int
    near_before: DoorsNear
    near_after: DoorsNear
    at_least_percent: float
    estimated: bool
    stands: tuple[RoomStand, ...]
