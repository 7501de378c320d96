"""The stops of the mobile police rooms in one week, as they are kept and shown: places, hours, counts of doors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LEAST_SHOWN = 10
"""Fewer doors are told as "<10", since a smaller count would speak of single doors (the rule of the house)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorsNear:
    """How many due doors lie within 5, 10 and 15 minutes on foot."""

    within_5_min: int
    within_10_min: int
    within_15_min: int

    @property
    def shown(self) -> tuple[str, str, str]:
        """The three counts as they may be shown.

        >>> DoorsNear(within_5_min=0, within_10_min=9, within_15_min=10).shown
        ('<10', '<10', '10')
        """
        counts = (self.within_5_min, self.within_10_min, self.within_15_min)
        five, ten, fifteen = (str(n) if n >= LEAST_SHOWN else f"<{LEAST_SHOWN}" for n in counts)
        return five, ten, fifteen


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
