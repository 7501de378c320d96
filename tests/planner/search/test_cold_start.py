"""The search is compiled once and kept; the first use says so, and so does a disk that keeps nothing."""

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numba
import pytest
from numba.core.caching import CacheImpl

from api.jobs.packing import pack_plan
from planner.exchange import plan_from_dict, plan_to_dict
from planner.week import Budget, Progress, search, solve_week
from planner.week import kernel as kernel_module
from planner.week.kernel import is_compiled, is_kept
from planner.week.search.kernel import kernel
from tests.builders import a_patrol, a_problem, a_visit


def twice(number: int) -> int:
    return 2 * number


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], Any]:
    """Make a kernel as a new process would, in an empty folder of kept code."""
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(kernel_module, "_not_kept", [])
    return lambda: kernel(twice)


def test_a_kernel_is_compiled_once_and_found_by_the_next_process(compiled: Callable[[], Any]) -> None:
    first = compiled()
    assert not is_compiled(first)
    assert first(4) == 8 and is_compiled(first)
    assert is_compiled(compiled()) and is_kept()


def test_code_of_another_processor_does_not_count_as_compiled(
    compiled: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled()(4)
    codegen = kernel_module.cpu_target.target_context.codegen()
    monkeypatch.setattr(type(codegen), "magic_tuple", lambda _: ("another", "processor", ""))
    assert not is_compiled(compiled())


@pytest.mark.parametrize("left", [b"", b"\x80\x04"])
def test_a_file_that_a_power_cut_left_half_written_is_made_anew(
    compiled: Callable[[], Any], tmp_path: Path, left: bytes
) -> None:
    compiled()(4)
    for file in tmp_path.rglob("*.nb[ci]"):
        file.write_bytes(left)
    again = compiled()
    assert not is_compiled(again)
    assert again(4) == 8 and is_kept() and is_compiled(compiled())


def test_a_full_disk_costs_the_kept_code_and_not_the_plan(compiled: Callable[[], Any]) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    one = compiled()
    one._cache._cache_file.save = full
    assert one(4) == 8 and not is_kept()


def test_where_no_folder_can_be_written_it_is_compiled_all_the_same(
    compiled: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CacheImpl, "_locator_classes", [])   # numba found none that it could write to
    one = compiled()
    assert not is_kept() and not is_compiled(one)
    assert one(4) == 8 and is_compiled(one)


def test_a_cold_start_is_told_before_the_first_plan_and_leaves_the_plan_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem, steps = a_problem(visits=(a_visit(),), patrols=(a_patrol(),)), list[Progress]()
    solve_week(problem, Budget(work=20))   # compiles, if nothing has yet
    warm = solve_week(problem, Budget(work=20))
    monkeypatch.setattr(search, "is_cold", lambda: True)
    monkeypatch.setattr(search, "is_kept", lambda: False)
    cold = solve_week(problem, Budget(work=20), on_progress=steps.append)
    assert steps[0].is_compiling and not any(step.is_compiling for step in steps[1:]) and len(steps) > 1
    assert not any(step.is_kept for step in steps)
    assert warm.compile_s == 0 and cold.compile_s > 0
    assert pack_plan(warm) == pack_plan(cold)
    assert plan_from_dict(plan_to_dict(replace(cold, compile_s=1.5)), problem).compile_s == 1.5
