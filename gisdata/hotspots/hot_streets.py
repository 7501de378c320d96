"""The pieces of street that incidents pile up on, for a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gisdata.hotspots.street_density import StreetLines, street_density
from gisdata.records import Incident

FAINT_SHARE = 0.04
"""Below this share of the peak a piece of street is not shown: nearly nothing would look like something."""

MOST_PIECES = 4_000
"""More lines make a map slow to draw and to pan; the fainter ones go first."""

LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class HotStreet:
    """A piece of street from corner to corner (WGS-84 degrees) with its incidents per km."""

    line: tuple[LonLat, LonLat]
    per_km: float


def hot_streets(incidents: Sequence[Incident], streets: StreetLines, *, bandwidth_m: float) -> list[HotStreet]:
    """Return the pieces of street with at least 4 % of the highest density, faintest first, 4,000 at most."""
    per_km = street_density(incidents, streets, bandwidth_m=bandwidth_m).per_km
    peak = float(per_km.max(initial=0.0))
    order = np.argsort(per_km, kind="stable")[-MOST_PIECES:]
    kept = order[(per_km[order] > 0) & (per_km[order] >= FAINT_SHARE * peak)]
    tail, head = streets.tail[kept], streets.head[kept]
    ends = zip(streets.lon_deg[tail].tolist(), streets.lat_deg[tail].tolist(), streets.lon_deg[head].tolist(),
               streets.lat_deg[head].tolist(), per_km[kept].tolist(), strict=True)
    return [HotStreet(line=((lon, lat), (to_lon, to_lat)), per_km=value) for lon, lat, to_lon, to_lat, value in ends]
