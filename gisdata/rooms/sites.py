"""Where a vehicle may stand: at public places, and in the middle of quarters and communities, on a street for cars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from gisdata.cells import cell_of_points
from gisdata.records import Cell, Household, KeyPlace, PlaceKind
from gisdata.records.rooms import LEAST_SHOWN
from gisdata.rooms.street_names import StreetNames
from gisdata.streets import Network, corners_for_cars

LEAST_DOORS = LEAST_SHOWN
"""A quarter of fewer registered doors has no middle, since that would point at single doors."""

PUBLIC = (PlaceKind.SCHOOL, PlaceKind.STATION, PlaceKind.MALL, PlaceKind.MARKET, PlaceKind.HOSPITAL)
"""Places with a gate or a square where people pass; police is a desk itself, banks and firms have no square."""

LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSite:
    """A place where a vehicle may stand (WGS-84 degrees), in public words; `cell_id` "" outside every cell."""

    place: str
    lon_deg: float
    lat_deg: float
    cell_id: str


def room_sites(
    households: Iterable[Household], *, cells: Sequence[Cell], places: Iterable[KeyPlace], network: Network | None,
    names: StreetNames,
) -> list[RoomSite]:
    """Return the sites by place and point: named public places, and middles of cells and communities.

    A middle is put on the nearest street corner that cars reach, so it is never a door; without a street map it stays
    where it is. Two sites at one point are one.
    """
    households = list(households)
    cell_names = {cell.cell_id: cell.name or cell.cell_id for cell in cells}
    middles = [*_middles(households, lambda h: cell_names.get(h.cell_id or "", "")),
               *_middles(households, lambda h: h.community)]
    points = _on_streets([point for _, point in middles], network)
    found: dict[LonLat, str] = {}
    for place in sorted(places, key=lambda p: p.place_id):
        if place.name and place.kind in PUBLIC:
            found.setdefault((round(place.lon_deg, 6), round(place.lat_deg, 6)), place.name)
    for (quarter, _), (lon_deg, lat_deg) in zip(middles, points, strict=True):
        street = names.near(lon_deg, lat_deg)
        found.setdefault((round(lon_deg, 6), round(lat_deg, 6)), f"{street} · {quarter}" if street else quarter)
    rows = sorted((place, lon, lat) for (lon, lat), place in found.items())
    own = cell_of_points([lon for _, lon, _ in rows], [lat for _, _, lat in rows], cells)
    return [RoomSite(place=place, lon_deg=lon, lat_deg=lat, cell_id=cell_id or "")
            for (place, lon, lat), cell_id in zip(rows, own, strict=True)]


def _middles(households: Iterable[Household], quarter_of: Callable[[Household], str]) -> list[tuple[str, LonLat]]:
    doors: dict[str, list[LonLat]] = defaultdict(list)
    for household in households:
        if household.lon_deg is not None and household.lat_deg is not None:
            doors[quarter_of(household)].append((household.lon_deg, household.lat_deg))
    return [(quarter, _middle(own)) for quarter, own in sorted(doors.items()) if quarter and len(own) >= LEAST_DOORS]


def _middle(points: Sequence[LonLat]) -> LonLat:
    lon_deg, lat_deg = np.array(points).mean(axis=0).tolist()
    return lon_deg, lat_deg


def _on_streets(points: Sequence[LonLat], network: Network | None) -> list[LonLat]:
    """Return the nearest corner that cars reach for each point; the points themselves where there is no such corner."""
    if network is None or not points:
        return list(points)
    lon_deg, lat_deg = corners_for_cars(network)
    if not len(lon_deg):
        return list(points)
    plane = network.plane()
    asked = np.array(points)
    _, nearest = cKDTree(plane.metres(lon_deg, lat_deg)).query(plane.metres(asked[:, 0], asked[:, 1]))
    return list(zip(lon_deg[nearest].tolist(), lat_deg[nearest].tolist(), strict=True))
