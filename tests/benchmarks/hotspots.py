"""Hot spots judged on later data: thefts of motor vehicles in New York City, trained on 2014-2016, judged on 2017.

    python -m tests.benchmarks.hotspots --shared ../shared --out build/bench/hotspots.md

Cells are squares of 200 m (UTM 18N). The study area is every cell with a theft of 2014-2016 and the eight around it:
that leaves out the harbour and the bay, which would flatter every PAI, and takes nothing from the year judged. What
was stolen in 2017 outside is told and counts nowhere. The bandwidth of the density is chosen on 2014-2015 -> 2016.
A theft belongs to the year of the middle of its interval.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import math
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gisdata.hotspots import (
    Quality,
    candidate_patrols,
    density_at,
    find_hot_spots,
    gi_star,
    hot_squares,
    hour_of_week,
    judge_choice,
    near_repeats,
)
from gisdata.hotspots.hot_cells import index_of_cells
from gisdata.hotspots.judging import SHARES
from gisdata.hotspots.moments import MONDAY, middle_day
from gisdata.records import Cell, Incident
from tests.benchmarks.machine import ROOT, told

FILE = "data/incidents/nyc_vehicle_thefts_2014_2017.csv.gz"
SIDE_M = 200
SIDE_FOR_SPEED_M = 180
"""Gives some 20,000 cells."""

BANDWIDTHS_M = (150.0, 250.0, 400.0, 800.0)
HEAD = "| way | cells | share | later thefts in them | hit % | PAI | RRI | PEI* |\n|" + "---|" * 8
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class City:
    """The thefts, their years, and the cells of the study area."""

    thefts: list[Incident]
    year: npt.NDArray[np.int64]
    cells: list[Cell]


def read_thefts(path: Path) -> list[Incident]:
    """Read the thefts; an empty end means that only the single date is known."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [
            Incident(incident_id=str(n), kind=row["offence"], since=datetime.fromisoformat(row["date_start"]),
                     until=datetime.fromisoformat(row["date_end"] or row["date_start"]),
                     lon_deg=float(row["longitude"]), lat_deg=float(row["latitude"]))
            for n, row in enumerate(csv.DictReader(file))
        ]


def years_of(thefts: Sequence[Incident]) -> npt.NDArray[np.int64]:
    days = middle_day(thefts)
    starts = [(date(year, 1, 1) - MONDAY.date()).days for year in range(2015, 2018)]
    return 2014 + np.searchsorted(starts, days, side="right")


def judged(city: City, train: Sequence[int], test: int, bandwidths_m: Sequence[float]) -> list[list[str]]:
    """Return the rows of the table: cells chosen on some years, judged on another; by share, then best first."""
    chosen_on = [theft for theft, year in zip(city.thefts, city.year, strict=True) if year in train]
    found = find_hot_spots(chosen_on, city.cells)
    index = index_of_cells(city.thefts, city.cells)
    earlier, later = (counts(city, index, years) for years in (train, [test]))
    middles = np.array([(cell.shape.centroid.x, cell.shape.centroid.y) for cell in city.cells])
    past = [(theft.lon_deg, theft.lat_deg) for theft in chosen_on]
    scores = {"plain count": earlier, "Gi*": gi_star(earlier, found.neighbours).z}
    scores |= {f"density {h:.0f} m": density_at(middles, past, bandwidth_m=h) for h in bandwidths_m}
    wanted = [(way, score, math.ceil(share * len(city.cells))) for share in SHARES for way, score in scores.items()]
    is_hot = np.array([cell.is_hot for cell in found.cells])
    wanted.append(("Gi*, all significant cells", is_hot.astype(float), int(is_hot.sum())))
    rows = [row(way, judge_choice(score, earlier=earlier, later=later, area=np.ones(len(earlier)), n_cells=n_cells),
                n_cells / len(earlier)) for way, score, n_cells in wanted]
    return sorted(rows, key=lambda line: (int(line[1]), -float(line[5])))


def row(way: str, quality: Quality, share: float) -> list[str]:
    assert quality.hit_share and quality.pai and quality.rri and quality.pei_star, "the city has thefts in all years"
    return [way, str(quality.n_cells), f"{share:.1%}", f"{quality.hits:.0f}", f"{100 * quality.hit_share:.1f}",
            f"{quality.pai:.2f}", f"{quality.rri:.2f}", f"{quality.pei_star:.3f}"]


def counts(city: City, index: npt.NDArray[np.int64], years: Sequence[int]) -> Floats:
    return np.bincount(index[(index >= 0) & np.isin(city.year, years)], minlength=len(city.cells)).astype(float)


def speeds(city: City) -> list[list[str]]:
    """Return the CPU seconds of each step, for all cells and all thefts."""
    timed: list[list[str]] = []

    def took(name: str, do: Callable[[], object]) -> None:
        began_s = time.process_time()
        do()
        timed.append([name, f"{time.process_time() - began_s:.2f}"])

    found = find_hot_spots(city.thefts, city.cells)
    last_year = [theft for theft, year in zip(city.thefts, city.year, strict=True) if year == 2017]
    middles = [(cell.shape.centroid.x, cell.shape.centroid.y) for cell in city.cells]
    places = [(theft.lon_deg, theft.lat_deg) for theft in city.thefts]
    took("neighbours, counts, Gi*, trend", lambda: find_hot_spots(city.thefts, city.cells))
    took("squares of all incidents", lambda: hot_squares(city.thefts, side_m=SIDE_FOR_SPEED_M))
    took("Gi* alone", lambda: gi_star(np.arange(len(city.cells)), found.neighbours))
    took("density at all cells, 250 m", lambda: density_at(middles, places, bandwidth_m=250))
    took("hours of the week, aoristic", lambda: hour_of_week(city.thefts))
    took("candidate patrols of ten cells", lambda: candidate_patrols(city.thefts, city.cells, found))
    took(f"near repeats of {len(last_year)} thefts (2017), 999 permutations", lambda: near_repeats(last_year, seed=1))
    return timed


def main() -> None:
    args = _arguments()
    thefts = read_thefts(args.shared / FILE)
    year = years_of(thefts)
    known = [theft for theft, when in zip(thefts, year, strict=True) if when < 2017]
    city = City(thefts, year, hot_squares(known, side_m=SIDE_M))
    index = index_of_cells(thefts, city.cells)
    told_of = (f"{len(thefts)} thefts, {int((year == 2017).sum())} of 2017, "
               f"{int((index[year == 2017] < 0).sum())} of these outside the {len(city.cells)} cells of {SIDE_M} m.")
    lines = [told_of, "", "Bandwidth, on 2014-2015 for 2016:", "", HEAD,
             *map(line_of, judged(city, (2014, 2015), 2016, BANDWIDTHS_M)), "", "2014-2016 for 2017:", "", HEAD,
             *map(line_of, judged(city, (2014, 2015, 2016), 2017, BANDWIDTHS_M)), ""]
    fine = City(thefts, year, hot_squares(known, side_m=SIDE_FOR_SPEED_M))
    lines += [f"CPU seconds, {len(fine.cells)} cells of {SIDE_FOR_SPEED_M} m:", "", "| step | CPU s |\n|---|---|",
              *map(line_of, speeds(fine)), "",
              f"Peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB. " + told("numpy", "scipy")]
    print("\n".join(lines))
    if args.out:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def line_of(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
