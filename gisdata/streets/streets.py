"""What the rest of Huhu asks of streets, and how they are opened."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from gisdata.geodesy import Floats
from gisdata.records import TravelMode
from gisdata.records.basemap import Basemap
from gisdata.streets.engine_choice import EngineName, best_engine
from gisdata.streets.network import Network
from gisdata.streets.straight_lines import StraightLines
from gisdata.streets.street_file import has_streets
from gisdata.streets.street_map import StreetMap
from gisdata.streets.travel_table import TravelTable


class Streets(Protocol):
    """Ways between points (WGS-84 degrees) by mode; `estimated` when they are straight lines times a factor."""

    @property
    def engine(self) -> str:
        """Name of what finds the ways: "routingkit-cch", "scipy" or "straight line"."""
        ...

    @property
    def estimated(self) -> bool:
        """True when times and lines are estimates; every view of them must say so."""
        ...

    def travel_times(
        self, mode: TravelMode, lon_deg: Floats, lat_deg: Floats, *, n_origins: int | None = None,
    ) -> TravelTable:
        """Return the travel times between all the points, in seconds, with a fault for each unreachable one.

        With `n_origins`, from the first so many points to all: a few places and many doors take no square table.
        """
        ...

    def line(
        self, mode: TravelMode, start_lonlat: tuple[float, float], end_lonlat: tuple[float, float],
    ) -> tuple[tuple[float, float], ...]:
        """Return the line from one point to another, both included. Raises NotFound when there is no way."""
        ...

    def basemap(self) -> Basemap | None:
        """Return what to draw under the routes; None without an extract."""
        ...

    def network(self) -> Network | None:
        """Return all streets of the extract; None without one."""
        ...


def open_streets(
    folder: Path, speeds_kmh: Mapping[TravelMode, float], *, engine: EngineName | None = None,
) -> Streets:
    """Return the streets that were built into `folder`, or straight lines when there are none.

    `speeds_kmh`: on foot, by e-bike on a road, by car on a main road. `engine`: the fastest at hand when None.
    Raises BadFile when the street file is damaged or was made by another version.
    """
    if not has_streets(folder):
        return StraightLines(speeds_kmh)
    return StreetMap(folder, speeds_kmh, engine or best_engine())
