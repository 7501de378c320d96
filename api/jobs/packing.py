"""Weeks and plans as bytes between processes: canonical JSON, gzipped; equal content is equal bytes."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from planner.exchange import plan_from_dict, plan_to_dict, problem_from_dict, problem_to_dict
from planner.model import Bound, WeekPlan, WeekProblem

_MEASURED = ("cpu_s", "compile_s", "bound")
"""What differs from run to run of the same search; the bound has as many passes as its seconds bought."""


def pack_problem(problem: WeekProblem) -> bytes:
    """Return the exchange file of a week, gzipped."""
    return pack(problem_to_dict(problem))


def unpack_problem(packed: bytes) -> WeekProblem:
    """Return the week of an exchange file. Raises InvalidProblem when it is none."""
    return problem_from_dict(json.loads(gzip.decompress(packed)))


def pack_plan(plan: WeekPlan) -> tuple[bytes, str]:
    """Return the exchange file of a plan without what differs from run to run, gzipped, and the SHA-256 of its JSON."""
    text = _canonical({name: value for name, value in plan_to_dict(plan).items() if name not in _MEASURED})
    return gzip.compress(text, mtime=0), hashlib.sha256(text).hexdigest()


def unpack_plan(
    packed: bytes, problem: WeekProblem, *, cpu_s: float, compile_s: float = 0.0, bound: Bound | None = None
) -> WeekPlan:
    """Return the plan of an exchange file, with CPU seconds and bound put back. Raises InvalidPlan when it is none."""
    plan = plan_from_dict(json.loads(gzip.decompress(packed)), problem)
    return replace(plan, cpu_s=cpu_s, compile_s=compile_s, bound=bound)


def pack(data: Mapping[str, Any]) -> bytes:
    """Return canonical JSON, gzipped without a time stamp: the same content is the same bytes."""
    return gzip.compress(_canonical(data), mtime=0)


def _canonical(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
