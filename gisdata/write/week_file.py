"""Writes WEEK.json and PLAN.json, whole or not at all; gzipped when the name ends in .gz."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from gisdata.files import replace_file
from planner.exchange import plan_to_dict, problem_to_dict
from planner.model import WeekPlan, WeekProblem


def write_problem(problem: WeekProblem, path: Path) -> None:
    """Write a week in the exchange format; the same week gives the same bytes. Raises DiskFull."""
    _write_json(problem_to_dict(problem), path)


def write_plan(plan: WeekPlan, path: Path) -> None:
    """Write a plan in the exchange format; the same plan gives the same bytes. Raises DiskFull."""
    _write_json(plan_to_dict(plan), path)


def _write_json(data: dict[str, Any], path: Path) -> None:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    # mtime=0: no time stamp in the file, so that equal plans are equal files
    raw = gzip.compress(text, mtime=0) if path.suffix == ".gz" else text
    replace_file(path, lambda draft: _fill(draft, raw))


def _fill(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
