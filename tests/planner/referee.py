"""The neutral referee of the bench, when it lies beside the repository; tests that need it skip otherwise."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"


def bench_module(name: str) -> ModuleType:
    """Load a module of the bench, or skip the test."""
    if not (BENCH / "referee.py").exists():
        pytest.skip("the bench with the neutral referee (../shared/bench) is not beside the repository")
    if name not in sys.modules:
        for one in ("referee", "make_week"):  # make_week imports referee by name
            spec = importlib.util.spec_from_file_location(one, BENCH / f"{one}.py")
            assert spec and spec.loader
            module = importlib.util.module_from_spec(spec)
            sys.modules[one] = module
            spec.loader.exec_module(module)
    return sys.modules[name]


def make_week(
    size: str, seed: int, *, presence: bool = False, breaks: bool = False
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a week of the bench on a street grid, and a plan that serves all its duties."""
    maker = bench_module("make_week")
    config, chance = maker.SIZES[size], np.random.default_rng(seed)
    town = maker.grid_town(config, chance)
    week, plan, _ = maker.build(f"grid-{size}-{seed}", town, config, presence, breaks, chance)
    return week, plan


def judge(week: dict[str, Any], plan: dict[str, Any], *, may_leave_out: bool = False) -> dict[str, Any]:
    """Return the referee's result."""
    result: dict[str, Any] = bench_module("referee").judge(week, plan, may_leave_out)
    return result
