"""Beats of the sample town and of areas of Lauf, into 2, 3, 4 and 6 each: how even, how compact, in CPU seconds.

Run with `python -m tests.benchmarks.beats`. Even: every beat within 10 % of the mean. Off: largest distance of a beat
from the mean. Way: mean distance of a minute's door from the middle of its beat.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gisdata.addresses import households_from_addresses
from gisdata.beats import split_into_beats
from gisdata.read.osm import read_osm
from gisdata.records import Building, Dwelling, Household
from tests.benchmarks.audit import sample_town

SERVICE_S = {Dwelling.FLAT: 900, Dwelling.HOUSE: 1_200, Dwelling.DORMITORY: 900, Dwelling.UNKNOWN: 900}
"""The usual minutes of the settings."""

PARTS = (2, 3, 4, 6)
LAUF_AREAS = 6


@dataclass(frozen=True, kw_only=True)
class Area:
    """A community to split: its households, the buildings of the town, and its ground (None: not drawn)."""

    name: str
    households: tuple[Household, ...]
    buildings: Sequence[Building]
    ground: BaseGeometry | None


def areas_of_town(folder: Path) -> Iterator[Area]:
    """Yield the communities of the sample town."""
    town = sample_town(folder)
    for community in sorted({cell.community for cell in town.cells}):
        yield Area(
            name=community, households=tuple(h for h in town.households if h.community == community),
            buildings=town.buildings,
            ground=shapely.union_all([cell.shape for cell in town.cells if cell.community == community]))


def areas_of_lauf(extract: Path) -> Iterator[Area]:
    """Yield six areas of Lauf with one household for each of its addresses."""
    town = read_osm(extract)
    homes = households_from_addresses(town.address_points, n_areas=LAUF_AREAS)
    for community in sorted({home.community for home in homes}):
        yield Area(name=community, households=tuple(h for h in homes if h.community == community),
                   buildings=town.buildings, ground=None)


def row_of(name: str, areas: Iterator[Area]) -> str:
    """Return the row of one town: splits, even ones, mean and worst distance from the mean, way, CPU seconds."""
    off, way, cpu_s = [], [], 0.0
    for area in areas:
        for n_beats in PARTS:
            start = time.process_time()
            beats = split_into_beats(area.households, area.buildings, community=area.ground, n_beats=n_beats,
                                     service_s=SERVICE_S)
            cpu_s += time.process_time() - start
            off.append(max(map(abs, beats.spread)))
            way.append(np.average([beat.way_m for beat in beats.beats], weights=[b.minutes for b in beats.beats]))
    even = sum(one <= 0.1 for one in off)
    return (f"| {name} | {len(off)} | {even} | {100 * np.mean(off):.1f} % | {100 * max(off):.0f} % | "
            f"{np.mean(way):.0f} m | {cpu_s:.1f} s |")


def main() -> None:
    """Print the table; without the extract of Lauf the sample town alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    extract = parser.parse_args().shared / "data/osm/lauf.osm.pbf"
    print("| town | splits | even | mean off | worst off | way | CPU |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        print(row_of("sample town", areas_of_town(Path(folder))), flush=True)
    if extract.exists():
        print(row_of("Lauf", areas_of_lauf(extract)))


if __name__ == "__main__":
    main()
