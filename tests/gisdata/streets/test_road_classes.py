"""Speeds by class of street and speed limit."""

from __future__ import annotations

import numpy as np
import pytest

from gisdata.records import TravelMode
from gisdata.streets.road_classes import ROAD_CLASSES, limit_kmh, speeds_kmh


def speed(mode: TravelMode, mode_kmh: float, road_class: str, limit: float = 0) -> float:
    return float(speeds_kmh(
        mode, mode_kmh, road_class=np.array([ROAD_CLASSES.index(road_class)], dtype=np.uint8),
        limit_kmh=np.array([limit], dtype=np.float32),
    )[0])


@pytest.mark.parametrize(("mode", "mode_kmh", "road_class", "limit", "kmh"), [
    (TravelMode.FOOT, 4.8, "residential", 30, 4.8),
    (TravelMode.FOOT, 4.8, "steps", 0, 2.4),
    (TravelMode.EBIKE, 16, "residential", 0, 16),
    (TravelMode.EBIKE, 16, "cycleway", 0, 16),
    (TravelMode.EBIKE, 16, "path", 0, 10),
    (TravelMode.EBIKE, 16, "footway", 0, 10),
    (TravelMode.EBIKE, 24, "track", 0, 15),
    (TravelMode.CAR, 50, "primary", 0, 50),
    (TravelMode.CAR, 50, "living_street", 0, 10),
    (TravelMode.CAR, 25, "primary", 0, 25),
    # 0.8 x 50 = 40 is under 1.3 x 35 = 45.5; 0.8 x 100 = 80 is over it
    (TravelMode.CAR, 50, "tertiary", 50, 40),
    (TravelMode.CAR, 50, "tertiary", 100, 45.5),
    # at twice the speed 0.8 x 20 x 2 = 32 would break the limit of 20
    (TravelMode.CAR, 100, "tertiary", 20, 20),
    (TravelMode.CAR, 50, "track", 0, 10),
])
def test_the_speed_on_a_street(mode: TravelMode, mode_kmh: float, road_class: str, limit: float, kmh: float) -> None:
    assert speed(mode, mode_kmh, road_class, limit) == pytest.approx(kmh)


@pytest.mark.parametrize(("text", "kmh"), [
    ("50", 50), ("30 km/h", 30), ("20 mph", 32.18688), ("", 0), ("walk", 0), ("none", 0), ("CN:urban", 0), ("50;30", 0),
])
def test_a_speed_limit_is_a_number_or_nothing(text: str, kmh: float) -> None:
    assert limit_kmh(text) == pytest.approx(kmh)
