"""The bench kit beside the repository (../shared/bench), run as a stranger would: its commands, not its modules."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.machine import ONE_THREAD, ROOT

TOWN = "data/osm/lauf.osm.pbf"
PLAN = f"{sys.executable} -m tests.benchmarks.planned {{week}} {{seconds}} {{seed}} {{out}}"


@dataclass(frozen=True, slots=True)
class WeekSpec:
    """A week that the kit can make: size S, M or L; in a real town or on a grid; with presence or fixed patrols."""

    size: str
    seed: int
    town: bool = False
    presence: bool = False

    @property
    def name(self) -> str:
        """The name that the kit gives to this week."""
        return f"{'lauf' if self.town else 'grid'}-{self.size}-seed{self.seed}" + "-presence" * self.presence

    @property
    def kind(self) -> str:
        """Weeks that are held to the same figure: the size, and presence."""
        return self.size + " presence" * self.presence


@dataclass(frozen=True, slots=True)
class Kit:
    """The folder `shared` with `bench` and `data`; everything made is kept in `cache`; plans are made on core `cpu`."""

    shared: Path
    cache: Path
    cpu: int = 0

    def require(self) -> None:
        if not (self.shared / "bench" / "compare.py").exists():
            raise SystemExit(f"{self.shared}: no bench kit here; name the folder that holds bench and data by --shared")
        self.cache.mkdir(parents=True, exist_ok=True)

    def week(self, spec: WeekSpec) -> Path:
        """Make a week unless it is there already; return its file."""
        file = self.cache / f"{spec.name}.json.gz"
        if not file.exists():
            town = ["--osm", str(self.shared / TOWN)] if spec.town else []
            self._run("make_week.py", "--size", spec.size, "--seed", str(spec.seed), *town,
                      *["--presence"] * spec.presence, "-o", str(file))
        return file

    def peers(self, weeks: list[Path], *, seconds: str, seeds: str, peers: str) -> Iterator[str]:
        """Run the peers, or take their plans from the cache; yield the lines of compare.py as they come."""
        return self._compare(weeks, "--peers", peers, "--seconds", seconds, "--seeds", seeds,
                             "--cache", str(self.cache / "peers"))

    def ours(self, weeks: list[Path], *, seconds: str, seeds: str, notes: Path) -> Iterator[str]:
        """Run our planner; yield the lines of compare.py, add what each plan took to `notes`."""
        return self._compare(weeks, "--plan", f"{PLAN} {notes}", "--peers", "", "--seconds", seconds, "--seeds", seeds)

    def lean(self, week: Path, *, seconds: float, seed: int, enough: int, notes: Path) -> Iterator[str]:
        """Run our planner for a prize that is enough; yield the lines of compare.py."""
        return self._compare([week], "--plan", f"{PLAN} {notes} {enough}", "--peers", "", "--seconds", f"{seconds:g}",
                             "--seeds", str(seed))

    def _compare(self, weeks: list[Path], *words: str) -> Iterator[str]:
        command = [sys.executable, str(self.shared / "bench" / "compare.py"), "--markdown", "--cpu",
                   str(self.cpu), "--weeks", *map(str, weeks), *words]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
            yield from running.stdout or ()
        if running.returncode:
            raise SystemExit(f"compare.py ended with {running.returncode}")

    def toptw_week(self, instance: str, paths: int) -> Path:
        """Write a public TOPTW instance as a week; return its file."""
        file = self.cache / f"toptw-{instance}-m{paths}.json"
        self._run("toptw.py", str(self._instance(instance)), "--paths", str(paths), "-o", str(file))
        return file

    def toptw_judged(self, instance: str, paths: int, plan: Path) -> dict[str, Any]:
        """The referee's result on a plan of such a week, with the known value beside it."""
        answer = self._run("toptw.py", str(self._instance(instance)), "--paths", str(paths), "--judge", str(plan))
        judged: dict[str, Any] = json.loads(answer)
        return judged

    def _instance(self, instance: str) -> Path:
        return self.shared / "data" / "routing" / "toptw" / f"{instance}.txt"

    def _run(self, script: str, *words: str) -> str:
        done = subprocess.run([sys.executable, str(self.shared / "bench" / script), *words], cwd=ROOT, check=True,
                              stdout=subprocess.PIPE, text=True, env={**os.environ, **ONE_THREAD})
        return done.stdout
