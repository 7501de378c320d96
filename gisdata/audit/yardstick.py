"""How many dwellings a square metre of floor holds here: learned from the station's own buildings, or assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gisdata.audit.dwellings import BLOCK, HOUSE, UNSAID, Floats, Stock
from gisdata.coverage.frame import Ints

LEAST_BUILDINGS = 20
"""Fewer buildings of a class with households in them teach nothing; then the assumption stands."""

ASSUMED_M2 = 111.0
"""Floor area of a family household in China, 111.18 m2 on average (population census of 2020, long form)."""

ASSUMED_FACTOR = 1.6
"""Where only the assumption is known, a building may hold so many times more or fewer dwellings (own assumption)."""

LOW, MIDDLE, HIGH = 10, 50, 90
"""Percentiles of the learned ratio: eight of ten buildings lie between the outer two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """Dwellings per square metre of floor of one class of buildings, and how many buildings taught it."""

    low: float
    middle: float
    high: float
    n_buildings: int

    @property
    def is_learned(self) -> bool:
        """True when enough buildings of the station have taught it."""
        return self.n_buildings >= LEAST_BUILDINGS


def yardsticks(stock: Stock, n_rooms: Ints) -> Mapping[int, Yardstick]:
    """Return the yardstick of each class; `n_rooms` are the empty rooms of each building, which count as dwellings.

    Learned from buildings that have a row of the register in them: percentiles 10, 50 and 90 of dwellings per square
    metre. A class with too few of them has the assumption: 111 m2 a dwelling, 1.6 times more or fewer.
    """
    made = {}
    for kind in (HOUSE, BLOCK, UNSAID):
        known = (stock.kind == kind) & (stock.n_rows > 0) & (stock.floor_m2 > 0)
        ratio: Floats = (stock.n_rows[known] + n_rooms[known]) / stock.floor_m2[known]
        if len(ratio) >= LEAST_BUILDINGS:
            low, middle, high = np.percentile(ratio, (LOW, MIDDLE, HIGH)).tolist()
        else:
            middle = 1 / ASSUMED_M2
            low, high = middle / ASSUMED_FACTOR, middle * ASSUMED_FACTOR
        made[kind] = Yardstick(low=low, middle=middle, high=high, n_buildings=len(ratio))
    return made


def dwellings_of(stock: Stock, sticks: Mapping[int, Yardstick]) -> tuple[Floats, Floats, Floats]:
    """Return the low, likely and high number of dwellings of each building; where the map says flats, these."""
    ends = []
    for end in ("low", "middle", "high"):
        per_m2 = np.array([getattr(sticks[kind], end) for kind in (HOUSE, BLOCK, UNSAID)])
        ends.append(np.where(np.isnan(stock.flats), stock.floor_m2 * per_m2[stock.kind], stock.flats))
    low, middle, high = ends
    return low, middle, high
