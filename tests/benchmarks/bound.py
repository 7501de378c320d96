"""How far plans are from the best possible at most: search and bound side by side, one table row for each week.

    python -m tests.benchmarks.bound --weeks ../shared/bench/weeks/*.json.gz --seconds 60 --plans plans/
    python -m tests.benchmarks.bound --make grid:S:31,grid:S:31:presence,lauf:M:31 --seconds 60 --out bound.md

A week is made as size and seed say (`--make town:size:seed[:presence]`; lauf needs an extract, `--osm`). Each week is
solved in a process of its own, so that memory is its own. A plan in `--plans` is taken as it is, and only its bound
made.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from gisdata.read.week_file import read_plan, read_problem
from gisdata.write.week_file import write_plan
from planner.checker import check_plan
from planner.week import Budget, solve_and_bound
from planner.week.bound import bound_week
from tests.planner.referee import BENCH

HEAD = "| week | prize | bound | gap % | proven % | method | CPU s search | CPU s bound | memory MB |\n|" + "---|" * 9


@dataclass(frozen=True)
class Row:
    """What one week gave."""

    week: str
    prize: int
    n_missing: int
    bound: float | None
    method: str
    search_s: float
    bound_s: float
    memory_mb: int
    ok: bool

    @property
    def cells(self) -> str:
        name = self.week if self.ok and not self.n_missing else f"{self.week} ({self.n_missing} duties missed)"
        used = f"{self.search_s:.0f} | {self.bound_s:.0f} | {self.memory_mb} |"
        if self.bound is None:
            return f"| {name} | {self.prize} | - | - | - | none | {used}"
        most = max(1, math.floor(self.bound))
        gap, proven = 100 * (most - self.prize) / most, math.floor(1000 * self.prize / most) / 10
        return f"| {name} | {self.prize} | {self.bound:.1f} | {gap:.2f} | {proven} | {self.method} | {used}"


def measure(week: Path, seconds: float, bound_s: float, seed: int, plan_file: Path | None) -> Row:
    """Solve and bound one week; CPU seconds of the bound are those of the process less those of the search."""
    problem = read_problem(week)
    began_s = time.process_time()
    if plan_file is not None and plan_file.exists():
        plan, began_s = read_plan(plan_file, problem), time.process_time()
        n_missing = check_plan(problem, plan, may_leave_out=True).score.n_must_left_out
        found, search_s = bound_week(problem, seconds=bound_s, n_missing=n_missing), plan.cpu_s
        bound, used_s = found.bound if found else None, time.process_time() - began_s
    else:
        plan = solve_and_bound(problem, Budget(seconds=seconds), bound_s=bound_s, seed=seed)
        bound, search_s = plan.bound, plan.cpu_s
        used_s = time.process_time() - began_s - search_s
        if plan_file is not None:
            write_plan(plan, plan_file)
    verdict = check_plan(problem, plan, may_leave_out=True)
    return Row(
        week=problem.name, prize=verdict.score.prize, n_missing=verdict.score.n_must_left_out,
        bound=bound.prize_at_most if bound else None, method=bound.method if bound else "", search_s=search_s,
        bound_s=used_s, memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, ok=verdict.ok)


def made_weeks(wanted: str, osm: Path | None, folder: Path) -> Iterator[Path]:
    """Make the weeks asked for with the generator of the bench."""
    for one in wanted.split(","):
        town, size, seed, *presence = one.split(":")
        out = folder / f"{one.replace(':', '-')}.json.gz"
        options = ["--presence"] if presence else []
        if town != "grid":
            if osm is None:
                sys.exit(f"{one} needs the extract of its town: --osm TOWN.osm.pbf")
            options += ["--osm", str(osm)]
        subprocess.run([sys.executable, str(BENCH / "make_week.py"), "--size", size, "--seed", seed, *options,
                        "-o", str(out)], check=True, capture_output=True)
        yield out


def main() -> None:
    args = _arguments()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        weeks = [*args.weeks, *(made_weeks(args.make, args.osm, Path(folder)) if args.make else ())]
        print(HEAD, flush=True)
        for week in weeks:
            plan_file = args.plans / f"{week.name.partition('.')[0]}.plan.json" if args.plans else None
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
                row = pool.submit(measure, week, args.seconds, args.bound, args.seed, plan_file).result()
            rows.append(row)
            print(row.cells, flush=True)
    note = {"seed": args.seed, "cores": len(os.sched_getaffinity(0)), "python": platform.python_version(),
            **{name: version(name) for name in ("huhu", "numba", "numpy", "scipy")}}
    print("\n" + ", ".join(f"{name} {value}" for name, value in note.items()))
    if args.out:
        args.out.write_text("\n".join([HEAD, *(row.cells for row in rows), "", json.dumps(
            {**note, "rows": [asdict(row) for row in rows]})]) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weeks", nargs="*", type=Path, default=[], help="WEEK.json or .json.gz")
    parser.add_argument("--make", default="", help="weeks to make: grid:S:31,grid:S:31:presence,lauf:M:31")
    parser.add_argument("--osm", type=Path, help="the extract of the town of weeks to make")
    parser.add_argument("--seconds", type=float, default=60.0, help="CPU seconds of the search")
    parser.add_argument("--bound", type=float, help="CPU seconds of the bound; as many as the search if not told")
    parser.add_argument("--plans", type=Path, help="folder of plans to take, or to write")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="write the table and all figures into this file too")
    args = parser.parse_args()
    args.bound = args.seconds if args.bound is None else args.bound
    return args


if __name__ == "__main__":
    main()
