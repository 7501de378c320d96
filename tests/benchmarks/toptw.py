"""Public team-orienteering instances (TOPTW) as weeks; the table is printed and written to build/bench/toptw.md.

    python -m tests.benchmarks.toptw            # 37 rows of 20 s, one seed: a quarter of an hour
    python -m tests.benchmarks.toptw --quick    # four rows of 2 s

Needs the bench kit and its data (--shared); the known values are those of data/routing/best_known.csv.
"""

from __future__ import annotations

import argparse
import csv
import os
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.kit import Kit
from tests.benchmarks.machine import ONE_THREAD, ROOT, told
from tests.benchmarks.planned import solve
from tests.benchmarks.tables import reached, table

QUICK = ("c101", "pr01")
SHARE_ASKED = 0.95
"""Share of the rows of several paths in which the known value was asked for; in rows of one path: all."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an instance with a number of paths; `proven`: the value is an optimum."""

    instance: str
    paths: int
    value: int
    proven: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The same beside our prizes and iterations, by seed."""

    known: Known
    prizes: tuple[int, ...]
    work: tuple[int, ...]

    @property
    def ratio(self) -> float:
        """The worst seed's prize / known value."""
        return min(self.prizes) / self.known.value


def read_known(path: Path) -> list[Known]:
    """The TOPTW rows of best_known.csv."""
    with path.open(newline="", encoding="utf-8") as file:
        return [Known(row["instance"], int(row["vehicles"]), round(float(row["value"])),
                      proven=row["kind"].startswith("optimal"))
                for row in csv.DictReader(file) if row["family"] == "toptw"]


def page(rows: list[Row], seconds: float, seeds: str) -> str:
    """Both tables of the benchmark."""
    one, several = [row for row in rows if row.known.paths == 1], [row for row in rows if row.known.paths > 1]
    short = [f"{row.known.instance} with {row.known.paths}" for row in rows if row.ratio < 1]
    summary = [_summary("one path: the optimum", one, 1.0),
               _summary("several paths: at least the known value", several, SHARE_ASKED)]
    parts = [f"{seconds:g} s each, seeds {seeds}; a row counts as reached when every seed reaches it.",
             table(("rows", "reached", "of", "asked", "as asked"), summary),
             table(("instance", "paths", "known", "kind", "ours, by seed", "worst ratio", "iterations"),
                   map(_cells, rows)),
             f"Short of the known value: {', '.join(short) or 'none'}.",
             told("numpy", "numba", "ortools")]
    return "\n\n".join(parts) + "\n"


def _cells(row: Row) -> list[str]:
    known = row.known
    return [known.instance, str(known.paths), str(known.value), "optimum" if known.proven else "reference",
            ", ".join(map(str, row.prizes)), f"{row.ratio:.4f}", ", ".join(map(str, row.work))]


def _summary(name: str, rows: list[Row], asked: float) -> list[str]:
    n_reached = sum(row.ratio >= 1 for row in rows)
    return [name, str(n_reached), str(len(rows)), f"{asked:.0%}", reached(n_reached >= asked * len(rows))]


def main() -> None:
    args = _arguments()
    kit = Kit(args.shared.resolve(), args.cache.resolve())
    kit.require()
    os.environ.update(ONE_THREAD)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    wanted = read_known(kit.shared / "data" / "routing" / "best_known.csv")
    seconds, seeds = (2.0, "1") if args.quick else (args.seconds, args.seeds)
    if args.quick:
        wanted = [known for known in wanted if known.instance in QUICK and known.paths <= 2]
    rows = []
    for known in wanted:
        rows.append(_solved(kit, known, seconds, seeds))
        print(rows[-1], flush=True)
    text = page(rows, seconds, seeds)
    print(text)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(text)


def _solved(kit: Kit, known: Known, seconds: float, seeds: str) -> Row:
    """Solve a row with every seed; a plan with a fault counts as 0, one above a proven optimum is a fault."""
    week, plan = kit.toptw_week(known.instance, known.paths), kit.cache / "toptw-plan.json"
    prizes, work = [], []
    for seed in seeds.split(","):
        work.append(solve(week, seconds, int(seed), plan).work)
        judged = kit.toptw_judged(known.instance, known.paths, plan)
        prizes.append(judged["prize"] if judged["ok"] else 0)
    return Row(known, tuple(prizes), tuple(work))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="four rows of 2 s")
    parser.add_argument("--seconds", type=float, default=20.0, help="CPU seconds of each search")
    parser.add_argument("--seeds", default="1", help="seeds of our planner")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with bench and data")
    parser.add_argument("--cache", type=Path, default=ROOT / "build" / "bench", help="where the weeks are made")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench" / "toptw.md", help="where the table goes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
