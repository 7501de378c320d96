"""Places of a week: one per distinct point, so that homes in one building share a row of the matrix."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from planner.model import CellId, Place, PlaceId

DECIMALS = 6
"""Points closer than about 0.1 m are one place."""


class PlaceList:
    """Collects points and gives each distinct one a place id, in the order of first use."""

    def __init__(self) -> None:
        self._ids: dict[tuple[float, float], PlaceId] = {}
        self._cells: dict[PlaceId, CellId | None] = {}

    def add(self, lon_deg: float, lat_deg: float, cell_id: str | None = None) -> PlaceId:
        """Return the place id of a point (WGS-84 degrees); the first cell that is told stays."""
        key = (round(lon_deg, DECIMALS), round(lat_deg, DECIMALS))
        place_id = self._ids.setdefault(key, PlaceId(f"b{len(self._ids)}"))
        if self._cells.get(place_id) is None:
            self._cells[place_id] = CellId(cell_id) if cell_id else None
        return place_id

    @property
    def lon_lat_deg(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Longitudes and latitudes of all places, in their order."""
        points = np.array(list(self._ids), dtype=np.float64).reshape(-1, 2)
        return points[:, 0].copy(), points[:, 1].copy()

    def places(self) -> tuple[Place, ...]:
        """Return all places in their order."""
        return tuple(Place(place_id=place_id, lon_deg=lon, lat_deg=lat, cell=self._cells[place_id])
                     for (lon, lat), place_id in self._ids.items())
