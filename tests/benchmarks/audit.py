"""The audit judged on the sample town, whose truth is known: rows are taken out of the register by a seeded lot.

Run with `python -m tests.benchmarks.audit`. Truth of a cell: households of the whole register in it, the rows that
repeat another household's address left out. Covered: the interval holds the truth. Found: of the ten cells that lost
most, those among the ten worst of the audit.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from api.usecases.import_streets import import_streets
from api.usecases.import_table import ImportOrder, import_table
from api.usecases.locate import locate_households
from api.workspace import create_workspace
from gisdata.audit import AuditRow, audit_by_cell, ledger_of, worst_first
from gisdata.audit.dwellings import stock_of
from gisdata.cells import assign_cells
from gisdata.coordinates import Datum
from gisdata.coverage import frame_of
from gisdata.records import Building, Cell, DoorReport, Household, ReportKind
from gisdata.sample import write_sample_town

TODAY = date(2026, 11, 20)
KINDS = (("doorplates", "doorplates", Datum.WGS84), ("households", "households", Datum.WGS84),
         ("households", "households_old_town", Datum.WGS84), ("households", "households_villages", Datum.GCJ02),
         ("cells", "cells", Datum.WGS84))
N_WORST = 10
SHARES = (0.05, 0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True, kw_only=True)
class Town:
    """The register of the sample town as imported, and the ids of rows that are no household of their own."""

    households: tuple[Household, ...]
    buildings: tuple[Building, ...]
    cells: tuple[Cell, ...]
    repeated: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One trial: cells, cells whose interval holds the truth, worst cells found, and the middle relative width."""

    n_cells: int
    n_covered: int
    n_found: int
    width: float
    n_lost: int
    error: float


def sample_town(folder: Path, seed: int = 7) -> Town:
    """Import the sample town into a new workspace and return its register, located."""
    town = write_sample_town(folder / "files", seed=seed, week="2026-W48")
    workspace = create_workspace(folder / "station", name="清河派出所", start=date(2026, 9, 28))
    import_streets(workspace, town.files["streets"], on_progress=lambda _: None)
    for kind, file, crs in KINDS:
        import_table(workspace, ImportOrder(kind=kind, path=town.files[file], crs=crs, skip_bad=True, today=TODAY,
                                            now=datetime(2026, 11, 20, tzinfo=UTC)))
    locate_households(workspace)
    with workspace.open_store() as store, store.reading() as reading:
        return Town(households=tuple(reading.households()), buildings=tuple(reading.buildings()),
                    cells=tuple(reading.cells()), repeated=town.same_address)


def judge(town: Town, lost: set[str], reports: Sequence[DoorReport] = ()) -> Judged:
    """Return how the audit fares when the rows `lost` are not in the register."""
    cell_of = assign_cells(town.households, town.cells)
    own = [h for h in town.households if h.household_id not in town.repeated]
    truth = Counter(cell_of[h.household_id] for h in own)
    missing = Counter(cell_of[h.household_id] for h in own if h.household_id in lost)
    rows, station = audit(town, lost, reports)
    held = [row.low <= truth[row.area] <= row.high for row in rows if truth[row.area]]
    width = [(row.high - row.low) / truth[row.area] for row in rows if truth[row.area]]
    most = {cell for cell, _ in missing.most_common(N_WORST) if cell is not None}
    found = most & {row.area for row in worst_first(rows)[:N_WORST]}
    return Judged(n_cells=len(held), n_covered=sum(held), n_found=len(found), width=float(np.median(width)),
                  n_lost=len(lost), error=station / truth.total() - 1)


def audit(town: Town, lost: set[str], reports: Sequence[DoorReport] = ()) -> tuple[list[AuditRow], int]:
    """Return the rows of the cells, and the likely number of the households of all of them."""
    left = [h for h in town.households if h.household_id not in lost]
    frame = frame_of(left, today=TODAY, since=date(2026, 9, 28), reports=reports)
    rows = audit_by_cell(ledger_of(left, town.buildings, frame), town.cells)
    return [row for row in rows if row.area is not None], sum(row.likely for row in rows)


def lose_at_random(town: Town, share: float, rng: np.random.Generator) -> set[str]:
    return {h.household_id for h in town.households if rng.random() < share}


def lose_in_cells(town: Town, share: float, rng: np.random.Generator, n_cells: int = N_WORST) -> set[str]:
    """Take a share of the rows of some cells out, as a list that was never finished there."""
    cell_of = assign_cells(town.households, town.cells)
    large = sorted(cell for cell, n in Counter(cell_of.values()).items() if cell is not None and n >= 20)
    chosen = {large[i] for i in rng.choice(len(large), size=n_cells, replace=False)}
    return {h.household_id for h in town.households
            if cell_of[h.household_id] in chosen and rng.random() < share}


def lose_buildings(town: Town, share: float, rng: np.random.Generator) -> set[str]:
    """Take all rows of some buildings out: houses and blocks that nobody has ever listed."""
    frame = frame_of(town.households, today=TODAY, since=date(2026, 9, 28))
    stock = stock_of(town.buildings, frame)
    gone = {i for i in range(len(stock.kind)) if rng.random() < share}
    return {h.household_id for h, building in zip(town.households, stock.building_of_row.tolist(), strict=True)
            if building in gone}


def reports_of(town: Town, lost: set[str], share: float, rng: np.random.Generator) -> list[DoorReport]:
    """Return reports of some of the lost households, by their point."""
    return [DoorReport(report_id=h.household_id, reported_on=TODAY, kind=ReportKind.UNLISTED, lon_deg=h.lon_deg,
                       lat_deg=h.lat_deg, community=h.community)
            for h in town.households if h.household_id in lost and h.lon_deg is not None and rng.random() < share]


TRIALS = (("at random", lose_at_random), ("in ten cells", lose_in_cells), ("whole buildings", lose_buildings))


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--towns", type=int, nargs="+", default=[11, 12, 13], help="seeds of the sample town")
    given.add_argument("--seeds", type=int, default=3, help="lots per town, loss and share")
    order = given.parse_args()
    start = time.process_time()
    towns = []
    for seed in order.towns:
        with tempfile.TemporaryDirectory() as folder:
            towns.append(sample_town(Path(folder), seed))
    print(f"towns {order.towns}: {[len(town.households) for town in towns]} households, "
          f"{[len(town.cells) for town in towns]} cells; made in {time.process_time() - start:.0f} CPU s")
    print("| lost | share | cells covered | worst ten found | middle width | likely / truth |")
    print("|---|---|---|---|---|---|")
    tell("nothing", 0.0, [judge(town, set()) for town in towns])
    for name, lose in TRIALS:
        for share in SHARES:
            tell(name, share, [judge(town, lose(town, share, np.random.default_rng(seed)))
                               for town in towns for seed in range(order.seeds)])
    tell("at random, 30 % of it reported", 0.2, [judge_reported(town, seed)
                                                 for town in towns for seed in range(order.seeds)])


def judge_reported(town: Town, seed: int) -> Judged:
    rng = np.random.default_rng(seed)
    lost = lose_at_random(town, 0.2, rng)
    return judge(town, lost, reports_of(town, lost, 0.3, rng))


def tell(name: str, share: float, trials: Sequence[Judged]) -> None:
    """Print one row: all cells of all trials together, and the middle of the others."""
    n_cells, n_covered = sum(t.n_cells for t in trials), sum(t.n_covered for t in trials)
    found = np.mean([t.n_found for t in trials]) / N_WORST if share else float("nan")
    print(f"| {name} | {share:.0%} | {n_covered / n_cells:.1%} of {n_cells} | {found:.0%} | "
          f"{np.median([t.width for t in trials]):.0%} | {1 + np.mean([t.error for t in trials]):.3f} |")


if __name__ == "__main__":
    main()
