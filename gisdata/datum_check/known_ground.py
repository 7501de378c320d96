"""The ground that points are held against: streets and buildings of the extract, and the polygons of communities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from gisdata.geodesy import Floats, LocalPlane
from gisdata.records.basemap import Basemap, Coordinates

AT_BUILDING_M, OFF_BUILDING_M = 5.0, 40.0
"""A door or plate within 5 m of a footprint is at it; from 40 m on it is not, which is the width of a yard."""

NEAR_STREET_M, OFF_STREET_M = 30.0, 90.0
"""Doors lie within 30 m of a street or path; from 90 m on nothing says that a street belongs to them."""

COMMUNITY_EDGE_M = 50.0
"""Borders of communities are drawn along streets by hand: a point so close outside is still counted as inside."""

FAR_M = 2_000.0
"""Distances to a street are told up to here; more only says that the point is off the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How points lie on the known ground: None for what the ground does not know.

    `street_m`: median distance to the nearest street in metres, at most 2,000. `at_building`: share within 5 m of a
    footprint. `in_community`: share inside their own community, of those whose community has a polygon.
    """

    street_m: float | None
    at_building: float | None
    in_community: float | None


class KnownGround:
    """Streets, buildings and communities in a plane in metres; any of them may be missing."""

    def __init__(self, basemap: Basemap | None, communities: Mapping[str, BaseGeometry]) -> None:
        roads = [road.coords for road in basemap.roads] if basemap is not None else []
        buildings = [area.rings[0] for area in basemap.buildings] if basemap is not None else []
        corners = [*roads, *(shapely.get_coordinates(shape) for shape in communities.values())]
        middle = np.median(np.concatenate(corners), axis=0) if corners else np.zeros(2)
        self._plane = LocalPlane(lon_deg=float(middle[0]), lat_deg=float(middle[1]))
        self._streets = self._tree(roads, is_area=False)
        self._buildings = self._tree([ring for ring in buildings if len(ring) > 3], is_area=True)
        self._communities = {name: self._in_metres(shape) for name, shape in communities.items()}

    def is_empty(self) -> bool:
        """Return True when nothing is known that points could be held against."""
        return self._streets is None and self._buildings is None and not self._communities

    def metres(self, lon_deg: Floats, lat_deg: Floats) -> Floats:
        """Return x, y in metres in the plane of this ground, shape (n, 2)."""
        return self._plane.metres(lon_deg, lat_deg)

    def closeness(self, xy_m: Floats, communities: Sequence[str]) -> Floats:
        """Return for each point how well it lies, 0 to 3: one for a building, one for a street, one for its community.

        Buildings and streets count less the further off they are. `communities`: the name of each point's own.
        """
        near = self._inside(xy_m, communities).astype(np.float64)
        if self._buildings is not None:
            near += _falling(_distance_m(self._buildings, xy_m, OFF_BUILDING_M), AT_BUILDING_M, OFF_BUILDING_M)
        if self._streets is not None:
            near += _falling(_distance_m(self._streets, xy_m, OFF_STREET_M), NEAR_STREET_M, OFF_STREET_M)
        return near

    def fit(self, xy_m: Floats, communities: Sequence[str]) -> Fit:
        """Return the figures of at least one point for people to read."""
        street_m = at_building = in_community = None
        if self._streets is not None:
            street_m = float(np.median(_distance_m(self._streets, xy_m, FAR_M)))
        if self._buildings is not None:
            at_building = float(np.mean(_distance_m(self._buildings, xy_m, OFF_BUILDING_M) <= AT_BUILDING_M))
        owned = np.array([name in self._communities for name in communities], dtype=np.bool_)
        if owned.any():
            in_community = float(np.mean(self._inside(xy_m, communities)[owned]))
        return Fit(street_m=street_m, at_building=at_building, in_community=in_community)

    def _inside(self, xy_m: Floats, communities: Sequence[str]) -> npt.NDArray[np.bool_]:
        inside = np.zeros(len(xy_m), dtype=np.bool_)
        names = np.asarray(communities)
        for name, shape in self._communities.items():
            mine = np.flatnonzero(names == name)
            if mine.size:
                inside[mine] = shapely.dwithin(shape, shapely.points(xy_m[mine]), COMMUNITY_EDGE_M)
        return inside

    def _in_metres(self, shape: BaseGeometry) -> BaseGeometry:
        flat: BaseGeometry = shapely.transform(shape, lambda at: self.metres(at[:, 0], at[:, 1]))
        shapely.prepare(flat)
        return flat

    def _tree(self, lines: Sequence[Coordinates], *, is_area: bool) -> shapely.STRtree | None:
        if not lines:
            return None
        at = np.concatenate(lines)
        belongs_to = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
        xy_m = self.metres(at[:, 0], at[:, 1])
        if is_area:
            return shapely.STRtree(np.asarray(shapely.polygons(shapely.linearrings(xy_m, indices=belongs_to))))
        return shapely.STRtree(np.asarray(shapely.linestrings(xy_m, indices=belongs_to)))


def _distance_m(tree: shapely.STRtree, xy_m: Floats, most_m: float) -> Floats:
    """Return the distance of each point to the nearest shape, `most_m` where there is none so near."""
    distance_m = np.full(len(xy_m), most_m)
    (point, _), found_m = tree.query_nearest(
        shapely.points(xy_m), max_distance=most_m, return_distance=True, all_matches=False)
    distance_m[point] = found_m
    return distance_m


def _falling(distance_m: Floats, full_m: float, none_m: float) -> Floats:
    """Return 1 up to `full_m`, 0 from `none_m` on, falling evenly between."""
    return np.clip((none_m - distance_m) / (none_m - full_m), 0.0, 1.0)
