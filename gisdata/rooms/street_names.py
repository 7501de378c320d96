"""The name of the street at a point, as people say where something stands."""

from __future__ import annotations

import numpy as np
import shapely

from gisdata.geodesy import LocalPlane
from gisdata.records.basemap import Basemap

NAMED_WITHIN_M = 40.0
"""A street further from a corner is not the street of that corner."""


class StreetNames:
    """The named streets of a map; without a map no street has a name."""

    def __init__(self, basemap: Basemap | None) -> None:
        roads = [road for road in (basemap.roads if basemap else ()) if road.name]
        self._names = [road.name for road in roads]
        if not roads:
            return
        middle = np.median(np.concatenate([road.coords for road in roads]), axis=0)
        self._plane = LocalPlane(lon_deg=float(middle[0]), lat_deg=float(middle[1]))
        self._tree = shapely.STRtree([
            shapely.LineString(self._plane.metres(road.coords[:, 0], road.coords[:, 1])) for road in roads])

    def near(self, lon_deg: float, lat_deg: float) -> str:
        """Return the name of the nearest named street within 40 m of a point (WGS-84 degrees), else ""."""
        if not self._names:
            return ""
        point = shapely.Point(self._plane.metres(np.array([lon_deg]), np.array([lat_deg]))[0])
        found = self._tree.query_nearest(point, max_distance=NAMED_WITHIN_M)
        return min((self._names[i] for i in found.tolist()), default="")
