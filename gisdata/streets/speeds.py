"""The speed of each mode, from the settings of the station."""

from __future__ import annotations

import math
from collections.abc import Mapping

from gisdata.errors import NotFound, WrongArgument
from gisdata.records import TravelMode


def mode_speed_kmh(speeds_kmh: Mapping[TravelMode, float], mode: TravelMode) -> float:
    """Return the speed of a mode in km/h. Raises NotFound when none is set, WrongArgument when it is not above 0."""
    if mode not in speeds_kmh:
        raise NotFound("no speed is set for going by {mode}: add it to the settings", mode=mode.value)
    speed_kmh = float(speeds_kmh[mode])
    if not (math.isfinite(speed_kmh) and speed_kmh > 0):
        raise WrongArgument("the speed by {mode} must be above 0 km/h, not {speed}", mode=mode.value,
                            speed=str(speed_kmh))
    return speed_kmh


WALKING_KMH = 4.8
"""Walking speed where the settings have none: that of the comparison with Valhalla."""


def walking_kmh(speeds_kmh: Mapping[TravelMode, float]) -> float:
    """Return the speed on foot from the street to the door, whatever the mode on the street."""
    return mode_speed_kmh({TravelMode.FOOT: WALKING_KMH, **speeds_kmh}, TravelMode.FOOT)
