"""Towns of a few streets, built and opened with either engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from gisdata.records import TravelMode
from gisdata.streets import EngineName, Streets, TravelTable, build_streets, open_streets
from tests.osm_files import Metres, OsmFile, lon_lat

SPEEDS_KMH = {TravelMode.FOOT: 3.6, TravelMode.EBIKE: 18.0, TravelMode.CAR: 50.0}
"""On foot 1 m/s, by e-bike 5 m/s; by car 20 km/h in a residential street."""


class Town:
    """A built town that is asked in metres."""

    def __init__(self, streets: Streets) -> None:
        self.streets = streets

    def table(self, *points: Metres, mode: TravelMode = TravelMode.FOOT) -> TravelTable:
        lon_deg, lat_deg = np.array([lon_lat(*p) for p in points]).reshape(-1, 2).T
        return self.streets.travel_times(mode, lon_deg, lat_deg)

    def seconds(self, start: Metres, end: Metres, mode: TravelMode = TravelMode.FOOT) -> int:
        return int(self.table(start, end, mode=mode).duration_s[0, 1])

    def line(self, start: Metres, end: Metres, mode: TravelMode = TravelMode.FOOT) -> tuple[tuple[float, float], ...]:
        return self.streets.line(mode, lon_lat(*start), lon_lat(*end))


@pytest.fixture(params=list(EngineName))
def engine(request: pytest.FixtureRequest) -> EngineName:
    """Each engine in turn."""
    name: EngineName = request.param
    return name


@pytest.fixture
def build(tmp_path: Path, engine: EngineName) -> Callable[[OsmFile], Town]:
    """Return a function that builds and opens a town."""
    def build_town(osm: OsmFile) -> Town:
        build_streets(osm.write(tmp_path / "town.osm.pbf"), tmp_path / "streets")
        return Town(open_streets(tmp_path / "streets", SPEEDS_KMH, engine=engine))
    return build_town
