"""The check of the datum on the sample town: right choices that it doubts, wrong ones that it names or misnames.

Run with `python -m tests.benchmarks.datum`. Households are written in each of the three datums and read in each, 20,
50, 200 and up to 2,000 of them; exact, 20 m off, or 10 m off with 30 % put anywhere; spread, or the nearest to a point.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from api.workspace import open_workspace
from gisdata.coordinates import Datum, from_wgs84, to_wgs84
from gisdata.datum_check import GivenPoints, KnownGround, check_datum
from gisdata.records.basemap import Basemap
from tests.benchmarks.audit import Town, sample_town

DATUMS = (Datum.WGS84, Datum.GCJ02, Datum.BD09)
SIZES = (20, 50, 200, 2_000)
NOISES = ("exact", "20 m off", "30 % anywhere")
M_PER_DEG = 111_320.0

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Doors:
    """Points of the sample (longitude, latitude) with the community of each."""

    lonlat: Points
    communities: tuple[str, ...]


def noisy(points: Points, how: str, chance: np.random.Generator) -> Points:
    """Return the points as a careless survey has them."""
    if how == "exact":
        return points
    moved = points + chance.normal(0, 20 if how == "20 m off" else 10, points.shape) / M_PER_DEG
    if how == "30 % anywhere":
        lost = chance.random(len(moved)) < 0.3
        moved[lost] = chance.uniform(points.min(0), points.max(0), (int(lost.sum()), 2))
    return moved


def picked(points: Points, n: int, chance: np.random.Generator, *, beside: bool) -> npt.NDArray[np.int64]:
    """Return up to n different points: any, or of the nearest 2n to one of them."""
    rows = np.unique(np.round(points, 5), axis=0, return_index=True)[1]
    if beside:
        middle = points[chance.choice(rows)]
        away = np.hypot((points[rows, 0] - middle[0]) * np.cos(np.radians(middle[1])), points[rows, 1] - middle[1])
        rows = rows[np.argsort(away)[:2 * n]]
    return np.asarray(chance.choice(rows, min(n, len(rows)), replace=False))


def tally(doors: Doors, ground: KnownGround, how: tuple[int, str, bool], seed: int) -> Counter[str]:
    """Return the outcomes of all nine pairs of the datum written in and the one read in; `how`: n, noise, beside."""
    n, noise, beside = how
    chance = np.random.default_rng(seed)
    points = noisy(doors.lonlat, noise, chance)
    rows = picked(points, n, chance, beside=beside)
    found: Counter[str] = Counter()
    for true in DATUMS:
        raw = from_wgs84(points[rows, 0], points[rows, 1], true)
        for taken_as in DATUMS:
            lon, lat = to_wgs84(*raw, taken_as)
            finding = check_datum(GivenPoints(lon_deg=lon, lat_deg=lat, taken_as=taken_as,
                                              communities=[doors.communities[i] for i in rows]), ground)
            if taken_as is true:
                found["right"] += 1
                found["false alarm"] += finding is not None
            else:
                found["wrong"] += 1
                found["named"] += finding is not None and finding.better is true
                found["misnamed"] += finding is not None and finding.better is not true
    return found


def grounds(folder: Path, town: Town) -> dict[str, KnownGround]:
    """Return the ground with all that is known of it, and with streets alone."""
    basemap = open_workspace(folder / "station").streets().basemap()
    names = {cell.community for cell in town.cells}
    communities = {name: shapely.union_all([c.shape for c in town.cells if c.community == name]) for name in names}
    return {"streets, buildings, communities": KnownGround(basemap, communities),
            "streets only": KnownGround(Basemap(roads=basemap.roads), {})}


def main() -> None:
    """Print one row for each ground, noise and spread, and the totals with CPU seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=2)
    seeds, start, total = parser.parse_args().seeds, time.process_time(), Counter[str]()
    print(f"| ground | points | how | {' | '.join(f'{n} named' for n in SIZES)} |\n|{'---|' * (3 + len(SIZES))}")
    with tempfile.TemporaryDirectory() as text:
        town = sample_town(Path(text))
        placed = [home for home in town.households if home.has_point]
        doors = Doors(lonlat=np.array([(home.lon_deg, home.lat_deg) for home in placed], dtype=np.float64),
                      communities=tuple(home.community for home in placed))
        for name, ground in grounds(Path(text), town).items():
            for noise, beside in itertools.product(NOISES, (False, True)):
                found = [sum((tally(doors, ground, (n, noise, beside), seed) for seed in range(seeds)), Counter[str]())
                         for n in SIZES]
                total += sum(found, Counter[str]())
                shares = " | ".join(f"{100 * one['named'] / one['wrong']:.0f} %" for one in found)
                print(f"| {name} | {'beside' if beside else 'spread'} | {noise} | {shares} |", flush=True)
    print(f"\nfalse alarms {total['false alarm']} of {total['right']}, misnamed {total['misnamed']} of "
          f"{total['wrong']}; {time.process_time() - start:.0f} CPU s")


if __name__ == "__main__":
    main()
