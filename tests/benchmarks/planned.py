"""Has `huhu solve` plan a week in a process of its own and notes what that took: peak memory, iterations.

    python -m tests.benchmarks.planned WEEK.json SECONDS SEED PLAN.json NOTES.jsonl [ENOUGH]
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HUHU = (sys.executable, "-m", "api.cli.app")
WITH_FINDING = 1
"""Exit code of `huhu solve` when a duty is left out."""


@dataclass(frozen=True, slots=True)
class Note:
    """What one plan took: `peak_mb` of the whole process, `work` iterations of the search."""

    week: str
    seconds: float
    seed: int
    peak_mb: float
    work: int
    method: str


def solve(week: Path, seconds: float, seed: int, out: Path, *words: str) -> Note:
    """Plan a week with one seed; a plan with a finding is a plan. Raises CalledProcessError when there is none.

    `words` are further options of `huhu solve`.
    """
    done = subprocess.run([*HUHU, "solve", str(week), "--seconds", f"{seconds:g}", "--seed", str(seed), "-o", str(out),
                           *words], check=False, stdout=subprocess.DEVNULL)
    if done.returncode not in (0, WITH_FINDING):
        raise subprocess.CalledProcessError(done.returncode, done.args)
    plan = json.loads(out.read_text())
    peak_kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return Note(plan["week"], seconds, seed, round(peak_kb / 1024, 1), plan.get("work", 0), plan.get("method", ""))


def read_notes(path: Path) -> list[Note]:
    """Read the notes of all plans; none when there is no file."""
    if not path.exists():
        return []
    return [Note(**json.loads(line)) for line in path.read_text().splitlines()]


def main() -> None:
    week, seconds, seed, out, notes, *enough = sys.argv[1:]
    note = solve(Path(week), float(seconds), int(seed), Path(out), *(word for n in enough for word in ("--enough", n)))
    with Path(notes).open("a") as file:
        file.write(json.dumps({name: getattr(note, name) for name in Note.__slots__}) + "\n")


if __name__ == "__main__":
    main()
