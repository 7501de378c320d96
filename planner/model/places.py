"""Places: points with a row in the travel matrices."""

from __future__ import annotations

import math
from dataclasses import dataclass

from planner.errors import InvalidProblem
from planner.model.identity import CellId, PlaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A building or street point; many households may share one.

    `lon_deg`, `lat_deg`: WGS-84 degrees, used for drawing only, never for travel. `cell` is the grid cell
    it lies in, or None.
    """

    place_id: PlaceId
    lon_deg: float
    lat_deg: float
    cell: CellId | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lon_deg) and math.isfinite(self.lat_deg)):
            raise InvalidProblem("place {place} has coordinates that are not numbers", place=self.place_id)
