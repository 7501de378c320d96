"""The town as a drawing under the routes: roads, water, green, buildings and names, taken from the extract."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Coordinates = npt.NDArray[np.float64]
"""Shape (n, 2): WGS-84 degrees, longitude first."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BasemapLine:
    """A line to be drawn: `kind` is its map class ("residential", "river"), `name` may be "", at least two points."""

    kind: str
    name: str
    coords: Coordinates

    def __post_init__(self) -> None:
        self.coords.setflags(write=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BasemapArea:
    """An area to be filled: `rings[0]` is the outer ring, the others are holes; every ring is closed."""

    kind: str
    name: str
    rings: tuple[Coordinates, ...]

    def __post_init__(self) -> None:
        for ring in self.rings:
            ring.setflags(write=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BasemapPlace:
    """A name that is written on the ground: `kind` as OpenStreetMap has it ("suburb", "village"), a WGS-84 point."""

    kind: str
    name: str
    lon_deg: float
    lat_deg: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Basemap:
    """What lies under the routes, each tuple in the order of the extract; any of them may be empty.

    `roads`: streets and paths by highway class. `water_areas`, `water_lines`: lakes and rivers, streams and
    canals. `green`: parks, woods, meadows. `buildings`: footprints, without names. `places`: names of communities,
    villages and quarters.
    """

    roads: tuple[BasemapLine, ...] = ()
    water_areas: tuple[BasemapArea, ...] = ()
    water_lines: tuple[BasemapLine, ...] = ()
    green: tuple[BasemapArea, ...] = ()
    buildings: tuple[BasemapArea, ...] = ()
    places: tuple[BasemapPlace, ...] = ()
