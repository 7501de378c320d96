"""A community split into beats, with the figures that say how even and how compact they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from gisdata.beats.blocks import Blocks, Longs, blocks_of
from gisdata.beats.evening import even_out
from gisdata.beats.ground import BlockGround, block_ground
from gisdata.beats.halving import halve
from gisdata.errors import WrongArgument
from gisdata.geodesy import Floats
from gisdata.records import Building, Dwelling, Household

TOLERANCE = 0.10
"""Beats whose minutes are within this of their mean are even; more is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """One beat: number from 1, its ground (WGS-84), its households and the minutes of a full round of visits.

    `way_m`: mean distance of a minute's door from the middle of the beat. `roundness`: 4 pi area / perimeter²,
    1 for a disc, 0.79 for a square.
    """

    number: int
    shape: Polygon | MultiPolygon
    n_households: int
    n_buildings: int
    minutes: float
    way_m: float
    roundness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Beats:
    """All beats of a community from west to east, and the beat number of each household with a point."""

    beats: tuple[Beat, ...]
    beat_of: Mapping[str, int]

    @property
    def spread(self) -> tuple[float, float]:
        """How far the lightest and the heaviest beat are from the mean, as parts of it: (-0.03, 0.05)."""
        minutes = np.array([beat.minutes for beat in self.beats])
        return float(minutes.min() / minutes.mean() - 1), float(minutes.max() / minutes.mean() - 1)

    @property
    def is_even(self) -> bool:
        """True when every beat is within 10 % of the mean."""
        return max(abs(part) for part in self.spread) <= TOLERANCE


def split_into_beats(
    households: Sequence[Household], buildings: Sequence[Building], *, community: BaseGeometry | None, n_beats: int,
    service_s: Mapping[Dwelling, int],
) -> Beats:
    """Return `n_beats` beats of nearly even minutes, each in one piece as far as the ground is.

    Halving by straight lines first, then single buildings move across borders. The same households and buildings give
    the same beats, in whatever order they come. Households without a point have no beat. Raises WrongArgument when
    there are fewer buildings to visit than beats.
    """
    blocks = blocks_of(households, buildings, service_s=service_s)
    n_to_visit = int((blocks.service_s > 0).sum())
    if not 1 <= n_beats <= n_to_visit:
        raise WrongArgument("{n} buildings with households to visit cannot be split into {beats} beats",
                            n=n_to_visit, beats=n_beats)
    ground = block_ground(blocks, community)
    weight = blocks.service_s.astype(np.float64)
    beat = even_out(halve(blocks.xy_m, weight, n_beats), ground.neighbours, xy_m=blocks.xy_m, weight=weight)
    beat = _west_to_east(beat, blocks.xy_m)
    n_homes = np.bincount(beat[list(blocks.block_of.values())], minlength=n_beats)
    return Beats(
        beats=tuple(_beat(k, beat, int(n_homes[k]), blocks=blocks, ground=ground) for k in range(n_beats)),
        beat_of={household_id: int(beat[block]) + 1 for household_id, block in blocks.block_of.items()},
    )


def _west_to_east(beat: Longs, xy_m: Floats) -> Longs:
    """Return the beats renumbered by their middles, so that neighbours tend to have neighbouring numbers."""
    n_beats = int(beat.max()) + 1
    middle_x = [float(xy_m[beat == k, 0].mean()) for k in range(n_beats)]
    new = np.empty(n_beats, dtype=np.int64)
    new[np.argsort(middle_x, kind="stable")] = np.arange(n_beats)
    return new[beat]


def _beat(k: int, beat: Longs, n_households: int, *, blocks: Blocks, ground: BlockGround) -> Beat:
    mine = np.flatnonzero(beat == k)
    weight = blocks.service_s[mine].astype(np.float64)
    middle = weight @ blocks.xy_m[mine] / weight.sum()
    way_m = np.hypot(*(blocks.xy_m[mine] - middle).T)
    area = shapely.union_all(ground.shapes[mine])
    around_m = float(area.length)
    shape = shapely.transform(area, lambda at: blocks.plane.degrees(at[:, 0], at[:, 1]))
    return Beat(
        number=k + 1, shape=_polygon(shape), n_households=n_households, n_buildings=len(mine),
        minutes=float(weight.sum()) / 60, way_m=float(weight @ way_m / weight.sum()),
        roundness=4 * np.pi * float(area.area) / around_m**2,
    )


def _polygon(shape: BaseGeometry) -> Polygon | MultiPolygon:
    """Return the areas of a union, without the lines and points in which clipped ground may touch."""
    parts = [part for part in shapely.get_parts(shape).tolist() if isinstance(part, Polygon)]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
