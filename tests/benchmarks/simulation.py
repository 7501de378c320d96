"""Campaigns of 26 weeks played on the sample town and on Lauf by four policies, ten seeds each.

    python -m tests.benchmarks.simulation --town lauf --seeds 10 --hours 100,33

Who answers is drawn from a hidden truth, the same for every policy (see api/usecases/simulate). Lauf has real streets
and addresses; its households, communities, officers and roster are made up here. Runs are kept, so that one that was
broken off goes on. Results are printed as a table and kept in `--out`.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from api.usecases.demo import DemoOrder, run_demo
from api.usecases.import_streets import import_streets
from api.usecases.import_table import ImportOrder, import_table
from api.usecases.simulate import SimulationOrder, read_town, simulate
from api.usecases.simulate.policies import Policy
from api.usecases.simulate.tables import write_results
from api.workspace import Workspace, create_workspace
from gisdata.coordinates import Datum
from gisdata.read.osm import read_osm

OSM = Path("../shared/data/osm/lauf.osm.pbf")
START = date(2026, 11, 30)
N_HOMES, N_COMMUNITIES, SEED = 3_000, 12, 7
COLUMNS = ("town", "hours %", "policy", "runs", "feasible", "reached % of reachable (least)",
           "worst community % (least)", "hours used", "week of 95 %", "forecast error wk 0 / 4 / 13 %",
           "in the interval wk 0 / 4 / 13")


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--town", choices=("sample", "lauf"), default="sample")
    given.add_argument("--seeds", type=int, default=10)
    given.add_argument("--weeks", type=int, default=26)
    given.add_argument("--hours", default="100,33", help="percent of the roster's shifts, a table row each")
    given.add_argument("--work", type=int, default=1_500)
    given.add_argument("--policies", default="huhu,nearest,list,once")
    given.add_argument("--out", type=Path, default=Path("build/bench/simulation"))
    order = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = sample_town(Path(folder)) if order.town == "sample" else lauf(Path(folder))
        print("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS))
        for percent in map(int, order.hours.split(",")):
            play(workspace, order, percent)


def play(workspace: Workspace, order: argparse.Namespace, percent: int) -> None:
    """Play every policy with every seed and print a row for each policy."""
    town = read_town(workspace, start=START, hours_percent=percent)
    runs: list[dict[str, Any]] = []
    for policy in map(Policy, order.policies.split(",")):
        mine = []
        for seed in range(1, order.seeds + 1):
            kept = order.out / f"{order.town}-{percent}-{policy.value}-{order.weeks}-{seed}.json"
            kept.parent.mkdir(parents=True, exist_ok=True)
            mine.append(simulate(town, SimulationOrder(policy=policy, n_weeks=order.weeks, seed=seed, start=START,
                                                       work=order.work, kept_in=kept)))
            print(json.dumps(mine[-1], default=str), file=sys.stderr, flush=True)
        print(row_of(order.town, percent, mine), flush=True)
        runs += mine
    write_results(runs, order.out / f"{order.town}-{percent}")


def row_of(town: str, percent: int, runs: Sequence[dict[str, Any]]) -> str:
    """Return the table row of one policy's runs."""
    def told(values: Iterable[float], digits: int = 1) -> str:
        numbers = list(values)
        return f"{100 * statistics.mean(numbers):.{digits}f} ({100 * min(numbers):.{digits}f})"
    weeks = [run["week_of_95"] for run in runs]
    reached = [week for week in weeks if week is not None]
    when = f"{statistics.mean(reached):.1f} ({len(reached)} of {len(runs)})" if reached else "never"
    forecasts = [[(run["forecast"][week], run["contacted_all"]) for run in runs if week in run["forecast"]]
                 for week in ("0", "4", "13")]
    errors = [f"{100 * statistics.mean(abs(f[0] - n) / n for f, n in rows):.1f}" if rows else "-" for rows in forecasts]
    inside = [f"{sum(f[1] <= n <= f[2] for f, n in rows)}/{len(rows)}" if rows else "-" for rows in forecasts]
    feasible = runs[0]["feasible"]
    cells = (town, percent, runs[0]["policy"], len(runs), "-" if feasible is None else "yes" if feasible else "no",
             told(run["share"] for run in runs), told(run["worst_community_share"] for run in runs),
             round(statistics.mean(run["hours_used"] for run in runs)), when, " / ".join(errors), " / ".join(inside))
    return "| " + " | ".join(map(str, cells)) + " |"


def sample_town(folder: Path) -> Workspace:
    """Return the workspace of the sample town."""
    order = DemoOrder(folder=folder / "demo", language="en", today=date(2026, 11, 25),
                      now=datetime(2026, 11, 25, tzinfo=UTC), seconds=0.2)
    return run_demo(order, on_progress=lambda _: None).workspace


def lauf(folder: Path) -> Workspace:
    """Return a workspace on the streets of Lauf: homes at real addresses, everything else made up of one seed."""
    workspace = create_workspace(folder / "lauf", name="Lauf", start=START, time_zone="Europe/Berlin")
    import_streets(workspace, OSM)
    rng = np.random.default_rng(SEED)
    points = read_osm(OSM).address_points
    chosen = [points[i] for i in sorted(rng.choice(len(points), N_HOMES, replace=False).tolist())]
    columns = np.argsort(np.argsort([p.lon_deg for p in chosen])) * 4 // N_HOMES
    homes = []
    for i, point in enumerate(chosen):
        rank = sum(1 for j, other in enumerate(chosen) if columns[j] == columns[i] and other.lat_deg < point.lat_deg)
        row = rank * 3 // int((columns == columns[i]).sum())
        homes.append((f"L{i:05d}", f"address {i}", f"q{columns[i] * 3 + row}", "flat" if i % 3 else "house",
                      point.lon_deg, point.lat_deg))
    bring(workspace, folder, "households", ("household_id", "address", "community", "dwelling", "lon", "lat"), homes)
    lon, lat = float(np.median([h[4] for h in homes])), float(np.median([h[5] for h in homes]))
    officers = [(f"{o + 1}", "ABC"[o // 3], f"q{4 * (o // 3) + o % 3};q{4 * (o // 3) + 3}", "ebike", lon, lat)
                for o in range(9)]
    bring(workspace, folder, "officers",
          ("officer_id", "team", "communities", "mode", "base_lon", "base_lat"), officers)
    shifts = [row for o in range(9) for row in (
        (f"{o + 1}", f"{o % 5 + 1},{(o + 1) % 5 + 1},{(o + 2) % 5 + 1}", "07:10", "17:10", "11:00", "13:00", "90"),
        (f"{o + 1}", f"{(o + 3) % 5 + 1}", "13:00", "21:00", "17:00", "18:30", "45"),
        (f"{o + 1}", f"{6 + o % 2}", "09:00", "17:00", "11:00", "13:00", "45"))]
    bring(workspace, folder, "shifts", ("officer_id", "weekday", "start", "end", "break_earliest", "break_latest",
                                        "break_min"), shifts)
    return workspace


def bring(
    workspace: Workspace, folder: Path, kind: str, header: Sequence[str], rows: Sequence[Sequence[object]],
) -> None:
    """Import rows the way a station would."""
    path = folder / f"{kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, *rows])
    report = import_table(workspace, ImportOrder(
        kind=kind, path=path, crs=None if kind == "shifts" else Datum.WGS84, skip_bad=False, today=date(2026, 11, 25),
        now=datetime(2026, 11, 25, tzinfo=UTC)))
    if report.refused:
        raise SystemExit(f"{kind}: {report.refused[0].reason}")


if __name__ == "__main__":
    main()
