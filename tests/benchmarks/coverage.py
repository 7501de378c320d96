"""Coverage of 1,000,000 households in 20,000 cells: CPU seconds and peak memory, on made-up arrays of one seed.

Run with `python -m tests.benchmarks.coverage`; `--rows 100000 --cells 2000` for a short run. Making the records is not
counted; the memory is that of the whole process, records included.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from datetime import date, timedelta
from typing import Any

import numpy as np
import shapely

from gisdata.coverage import (
    coverage_by_cell,
    coverage_by_community,
    coverage_by_officer,
    coverage_of_station,
    fairness_of,
    frame_of,
    merge_small,
)
from gisdata.records import (
    Cell,
    DoorReport,
    Household,
    Located,
    Officer,
    Reached,
    ReportKind,
    TravelMode,
    VisitAttempt,
)

TODAY, SINCE = date(2026, 11, 20), date(2026, 9, 28)
WEST, SOUTH, SIDE_DEG = 110.0, 32.0, 0.0025
N_COMMUNITIES, N_OFFICERS = 400, 200
SEED = 7


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--rows", type=int, default=1_000_000)
    given.add_argument("--cells", type=int, default=20_000)
    order = given.parse_args()
    rng = np.random.default_rng(SEED)
    cells = make_cells(order.cells)
    households = make_households(rng, order.rows, order.cells)
    visits = make_visits(rng, households)
    reports = make_reports(rng, households)
    officers = [
        Officer(officer_id=f"{n:06d}", team="A", mode=TravelMode.FOOT,
                communities=tuple(community(i) for i in (2 * n % N_COMMUNITIES, (2 * n + 1) % N_COMMUNITIES)))
        for n in range(N_OFFICERS)
    ]
    print(f"{len(households)} households, {len(cells)} cells, {len(visits)} visits, {len(reports)} reports, "
          f"{len(officers)} officers; memory of the records {peak_mb()} MB")
    measure(households, cells, visits=visits, reports=reports, officers=officers)


def measure(households: list[Household], cells: list[Cell], *, visits: Any, reports: Any, officers: Any) -> None:
    start = time.process_time()
    frame = told("arrays", lambda: frame_of(households, today=TODAY, since=SINCE, reports=reports, visits=visits))
    by_cell = told("by cell", lambda: coverage_by_cell(frame, cells))
    told("hide small cells", lambda: merge_small(by_cell))
    by_community = told("by community", lambda: coverage_by_community(frame))
    told("fairness", lambda: fairness_of(by_community))
    told("by officer's area", lambda: coverage_by_officer(frame, officers))
    whole = told("station", lambda: coverage_of_station(frame))
    print(f"all: {time.process_time() - start:.1f} CPU s; peak {peak_mb()} MB")
    print(f"station: {whole}")


def told(what: str, make: Any) -> Any:
    start = time.process_time()
    made = make()
    print(f"{what}: {time.process_time() - start:.2f} CPU s", file=sys.stderr)
    return made


def community(number: int) -> str:
    return f"第{number}社区"


def columns_of(n_cells: int) -> int:
    return int(np.ceil(np.sqrt(n_cells)))


def make_cells(n: int) -> list[Cell]:
    at = [divmod(i, columns_of(n)) for i in range(n)]
    return [
        Cell(cell_id=f"C{i:05d}", name=f"第{i}网格", kind="square", community="",
             shape=shapely.box(WEST + column * SIDE_DEG, SOUTH + row * SIDE_DEG, WEST + (column + 1) * SIDE_DEG,
                               SOUTH + (row + 1) * SIDE_DEG))
        for i, (row, column) in enumerate(at)
    ]


def make_households(rng: np.random.Generator, n: int, n_cells: int) -> list[Household]:
    side = columns_of(n_cells)
    lon = (WEST + rng.random(n) * side * SIDE_DEG).tolist()
    lat = (SOUTH + rng.random(n) * side * SIDE_DEG).tolist()
    ago = rng.integers(-600, 600, n).tolist()
    owner = rng.integers(0, N_COMMUNITIES, n).tolist()
    return [
        Household(household_id=f"H{i:07d}", address=f"清河路{i}号", community=community(owner[i]), lon_deg=lon[i],
                  lat_deg=lat[i], located=Located.GIVEN,
                  last_contact_on=None if ago[i] < 0 else TODAY - timedelta(days=ago[i]))
        for i in range(n)
    ]


def make_visits(rng: np.random.Generator, households: list[Household]) -> list[VisitAttempt]:
    """Return one visit for every second household on average, of the last 100 days."""
    n = len(households) // 2
    doors, ago, level = rng.integers(0, len(households), n), rng.integers(0, 100, n), rng.integers(0, 4, n)
    return [
        VisitAttempt(household_id=households[door].household_id, visited_on=TODAY - timedelta(days=days),
                     reached=tuple(Reached)[reached])
        for door, days, reached in zip(doors.tolist(), ago.tolist(), level.tolist(), strict=True)
    ]


def make_reports(rng: np.random.Generator, households: list[Household]) -> list[DoorReport]:
    """Return a report on every fiftieth household, and as many of unlisted dwellings beside them.

    These have a point and an address; every tenth address is in the register after all.
    """
    kinds = (ReportKind.VACANT, ReportKind.DEMOLISHED, ReportKind.DUPLICATE)
    chosen = rng.integers(0, len(households) - 1, len(households) // 50).tolist()
    made = []
    for n, at in enumerate(chosen):
        row, kind = households[at], kinds[n % 3]
        made.append(DoorReport(
            report_id=f"R{n}", reported_on=TODAY, kind=kind, household_id=row.household_id,
            same_as=households[at + 1].household_id if kind is ReportKind.DUPLICATE else ""))
        made.append(DoorReport(report_id=f"U{n}", reported_on=TODAY, kind=ReportKind.UNLISTED, lon_deg=row.lon_deg,
                               lat_deg=row.lat_deg, address=row.address if n % 10 == 0 else f"清河路{at}号后院"))
    return made


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
