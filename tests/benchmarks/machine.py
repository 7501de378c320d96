"""What a figure was measured with: processor, cores, load, versions."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")
"""Environment that keeps numerical libraries to one thread."""


def cpu_name() -> str:
    info = Path("/proc/cpuinfo")
    names = [line for line in info.read_text().splitlines() if line.startswith("model name")] if info.exists() else []
    return names[0].partition(":")[2].strip() if names else platform.processor()


def n_cores() -> int:
    return len(os.sched_getaffinity(0))


def load_1min() -> float:
    return round(os.getloadavg()[0], 1)


def versions(*packages: str) -> dict[str, str]:
    """Versions of Python and of packages; one that is not installed is called so."""
    found = {"python": platform.python_version()}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def commit() -> str:
    """The commit of this tree, with a + when files differ from it."""
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if git("status", "--porcelain", "-uno") else "")


def told(*packages: str) -> str:
    """One line for the foot of a table."""
    held = ", ".join(f"{name} {number}" for name, number in versions(*packages).items())
    return f"Huhu {commit()}, {held}; {cpu_name()}, {n_cores()} cores, load {load_1min()} at the end."
