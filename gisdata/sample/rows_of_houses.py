"""Bare buildings along both sides of a street, as far as the ground is free."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from numpy.random import Generator
from shapely import Polygon

from gisdata.sample.ground import Point
from gisdata.sample.shapes import FreeGround, angled, block, frontages, turned
from gisdata.sample.street_plan import Street

HALF_WIDTH_M = {
    "primary": 11.0, "secondary": 9.0, "tertiary": 7.0, "residential": 4.5, "living_street": 4.0,
    "service": 3.0, "footway": 1.8, "path": 1.2, "steps": 1.8, "construction": 7.0,
}
"""Half the width of the ground each class of street needs, pavements included."""

ELBOW_SHARE = 0.25
"""Share of L-shaped footprints; enough that rows do not look stamped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowStyle:
    """How buildings stand along a street: ranges of front, depth and setback, step along it, share kept, turns."""

    front_m: tuple[float, float]
    depth_m: tuple[float, float]
    setback_m: tuple[float, float]
    step_m: float
    kept: float
    wobble_deg: float
    gap_m: float


SHOP_ROW = RowStyle(
    front_m=(20, 44), depth_m=(12, 18), setback_m=(4, 10), step_m=64, kept=0.42, wobble_deg=1.5, gap_m=7
)
OLD_ROW = RowStyle(
    front_m=(12, 19), depth_m=(9, 14), setback_m=(0.6, 3.5), step_m=24, kept=0.72, wobble_deg=5, gap_m=0.8
)
FARM_ROW = RowStyle(
    front_m=(10, 15), depth_m=(8, 11), setback_m=(6, 26), step_m=46, kept=0.76, wobble_deg=14, gap_m=5
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """One bare building of a row: its footprint, how far along the street it stands, and on which side."""

    shape: Polygon
    along_m: float
    is_left: bool


def row_of(
    street: Street, style: RowStyle, ground: FreeGround, *, chance: Generator, from_m: float = 12.0
) -> Iterator[Front]:
    """Give the buildings that find room along a street, left side first, each side from the start onward."""
    for is_left in (True, False):
        for along_m, at, heading_deg in frontages(street.line, from_m=from_m, step_m=style.step_m):
            if chance.random() > style.kept:
                continue
            shape = _beside(
                at, heading_deg if is_left else heading_deg + 180, style=style, chance=chance,
                kerb_m=HALF_WIDTH_M[street.road_class],
            )
            if ground.take(shape, gap_m=style.gap_m):
                yield Front(shape=shape, along_m=along_m, is_left=is_left)


def _beside(at: Point, heading_deg: float, *, style: RowStyle, chance: Generator, kerb_m: float) -> Polygon:
    """Return a footprint to the left of a heading."""
    front_m, depth_m = chance.uniform(*style.front_m), chance.uniform(*style.depth_m)
    aside = turned((0, kerb_m + chance.uniform(*style.setback_m) + depth_m / 2), heading_deg)
    shape_of = angled if chance.random() < ELBOW_SHARE else block
    return shape_of(
        (at[0] + aside[0], at[1] + aside[1]), width_m=front_m, depth_m=depth_m,
        angle_deg=heading_deg + chance.normal(0, style.wobble_deg),
    )
