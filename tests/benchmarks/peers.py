"""Our planner against its peers on weeks nobody tuned on; the table is printed and written to build/bench/peers.md.

    python -m tests.benchmarks.peers            # some hours: S, M and L at 5, 20 and 60 s, two seeds, one core
    python -m tests.benchmarks.peers --quick    # some minutes: one S and one M week at 5 s

Needs the packages of requirements-bench.txt and the bench kit (--shared). Plans of peers are kept and used again;
delete build/bench/peers to have them run anew. The machine should do nothing else: VROOM stops by wall time.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.kit import Kit, WeekSpec
from tests.benchmarks.machine import ROOT, told
from tests.benchmarks.planned import read_notes
from tests.benchmarks.tables import Run, cells_of, comparison, credit, read_runs, table, worst

SEEDS = (31, 32)
"""Seeds of the weeks; the search was tuned on others."""

WEEKS = (
    *(WeekSpec(size, seed) for size in "SML" for seed in SEEDS),
    *(WeekSpec(size, SEEDS[0], town=True) for size in "SML"),
    *(WeekSpec(size, seed, presence=True) for size in "SML" for seed in SEEDS),
    WeekSpec("M", SEEDS[0], town=True, presence=True),
)
QUICK = (WeekSpec("S", SEEDS[0]), WeekSpec("M", SEEDS[0], presence=True))

TARGETS = {"S": 1.0, "M": 1.012, "L": 1.03, "S presence": 1.03, "M presence": 1.05, "L presence": 1.05}
"""Prize / best prize of a peer that was asked for, worst week."""

PEERS = "ortools-warm,pyvrp-warm,vroom"
"""Each in the best configuration that the kit knows."""

STILL = "-still"

LEAN = (
    "Travel / PyVRP is ours / PyVRP's where our prize is not below PyVRP's; where that is above 1, ours was run again "
    "for the same seconds with PyVRP's prize as enough (`--enough`), and *worst travel / PyVRP* counts the better of "
    "the two for each plan:"
)


def main() -> None:
    args = _arguments()
    kit = Kit(args.shared.resolve(), args.cache.resolve(), args.cpu)
    kit.require()
    specs = QUICK if args.quick else _asked(args.only)
    seconds, seeds = ("5", "1") if args.quick else (args.seconds, args.seeds)
    notes = kit.cache / "notes.jsonl"
    notes.unlink(missing_ok=True)
    weeks = [kit.week(spec) for spec in specs]
    still = [_held_still(kit.week(spec)) for spec in specs if spec.presence]
    runs = [*_told(kit.peers(weeks, seconds=seconds, seeds=args.peer_seeds, peers=args.peers)),
            *_told(kit.ours([*weeks, *still], seconds=seconds, seeds=seeds, notes=notes))]
    runs += _lean(kit, runs, {spec.name: kit.week(spec) for spec in specs}, notes)
    text = _page(runs, specs, notes, seeds, args.peer_seeds)
    print(text)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(text)


def _asked(names: str) -> tuple[WeekSpec, ...]:
    """Return the weeks of these names, all of them if there is no name."""
    known = {spec.name: spec for spec in WEEKS}
    unknown = set(filter(None, names.split(","))) - set(known)
    if unknown:
        raise SystemExit(f"no week is called {', '.join(sorted(unknown))}; there is: {', '.join(known)}")
    return tuple(known[name] for name in names.split(",")) if names else WEEKS


def _told(lines: Iterable[str]) -> list[Run]:
    """Print rows as they come; return the runs they tell of."""
    kept = []
    for line in lines:
        if line.startswith("|"):
            print(line, end="", flush=True)
        kept.append(line)
    return read_runs(kept)


def _lean(kit: Kit, runs: list[Run], file_of: dict[str, Path], notes: Path) -> list[Run]:
    """Plan again for the prize of PyVRP and no more, where a plan of ours has that much and travels further."""
    return [replace(run, enough=enough)
            for cell in cells_of(runs) if cell.week in file_of for seed, enough in cell.to_be_lean
            for run in _told(kit.lean(file_of[cell.week], seconds=cell.seconds, seed=seed, enough=enough, notes=notes))]


def _held_still(week: Path) -> Path:
    """Write the same week with patrols in which no visit counts, as the peers see it; return its file."""
    file = week.with_name(week.name.replace(".json", "-still.json"))
    data = json.loads(gzip.decompress(week.read_bytes()))
    data["name"] += STILL
    for patrol in data["patrols"]:
        patrol.update(cell=None, min_dwell_s=max(patrol["presence_s"], patrol["min_dwell_s"]), visit_credit=0)
    file.write_bytes(gzip.compress(json.dumps(data).encode(), mtime=0))
    return file


def _page(runs: list[Run], specs: tuple[WeekSpec, ...], notes: Path, seeds: str, peer_seeds: str) -> str:
    kind_of = {spec.name: spec.kind for spec in specs}
    cells = [cell for cell in cells_of(runs) if cell.week in kind_of]
    parts = [f"Worst week and seed of each kind. {LEAN}", worst(cells, kind_of=kind_of, targets=TARGETS),
             f"Each week, seeds {seeds} of our planner, {peer_seeds} of PyVRP (the other peers have none):",
             comparison(cells), "What the credit of visits gives in presence weeks:", credit(cells_of(runs), STILL),
             "Peak memory of our process:", _memory(notes, kind_of),
             told("numpy", "numba", "ortools", "pyvrp", "pyvroom")]
    return "\n\n".join(parts) + "\n"


def _memory(notes: Path, kind_of: dict[str, str]) -> str:
    most: dict[str, float] = {}
    for note in read_notes(notes):
        kind = kind_of.get(note.week.removesuffix(STILL), note.week)
        most[kind] = max(most.get(kind, 0.0), note.peak_mb)
    return table(("weeks", "peak MB"), [[kind, f"{peak:.0f}"] for kind, peak in sorted(most.items())])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="two weeks, 5 s, one seed")
    parser.add_argument("--only", default="", help="names of weeks, as in the tables; all if not told")
    parser.add_argument("--seconds", default="5,20,60", help="CPU seconds of each search")
    parser.add_argument("--seeds", default="1,2", help="seeds of our planner")
    parser.add_argument("--peers", default=PEERS, help="names of compare.py")
    parser.add_argument("--peer-seeds", default="1", help="seeds of PyVRP")
    parser.add_argument("--cpu", type=int, default=0, help="core that every planner is pinned to")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with bench and data")
    parser.add_argument("--cache", type=Path, default=ROOT / "build" / "bench", help="weeks and plans of peers")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench" / "peers.md", help="where the table goes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
