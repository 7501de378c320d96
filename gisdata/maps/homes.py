"""Households as dots: a place, and how many doors it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from gisdata.maps.encoding import STEPS_PER_DEG, encode_line
from gisdata.records import Household


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeMark:
    """`n` assigned households at one point."""

    lat: float
    lon: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedHomes:
    """What static/maps/points.js draws: all places as one encoded line, and the number of doors of each."""

    line: str
    counts: tuple[int, ...]


def home_marks(households: Iterable[Household]) -> tuple[HomeMark, ...]:
    """Return one mark per point with the number of households there, ordered by place.

    Points are rounded to 1e-5 degrees, about a metre: a dot is a house and not a bed. Nothing else of a household is
    in a mark: no address, no state, no date.
    """
    placed = [(row.lat_deg, row.lon_deg) for row in households if row.lat_deg is not None and row.lon_deg is not None]
    if not placed:
        return ()
    steps = np.rint(np.array(placed) * STEPS_PER_DEG).astype(np.int64)
    counted = Counter(map(tuple, steps.tolist()))
    return tuple(HomeMark(lat=lat / STEPS_PER_DEG, lon=lon / STEPS_PER_DEG, n=n)
                 for (lat, lon), n in sorted(counted.items()))


def pack_homes(homes: Sequence[HomeMark]) -> PackedHomes:
    """Return marks as the page holds them; no two of them may lie at one place."""
    return PackedHomes(line=encode_line([(home.lon, home.lat) for home in homes]), counts=tuple(h.n for h in homes))
