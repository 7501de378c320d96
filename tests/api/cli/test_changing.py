"""The commands replan, explain and balance, from files to files."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.app import app
from api.cli.week_times import change_budget, week_time_s, week_window
from api.errors import WrongUse
from gisdata.read.week_file import read_plan, read_problem
from gisdata.write.week_file import write_plan, write_problem
from planner.checker import check_plan
from planner.model import DAY_S, CrewId, TimeWindow
from planner.week import Budget, solve_week
from tests.builders import H, a_problem, a_shift, a_visit

NOON = 12 * H


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A full week of two officers: h9 finds no room."""
    shifts = (a_shift(end_s=NOON), a_shift("o2-mon", crew=CrewId("o2"), end_s=NOON))
    visits = tuple(a_visit(f"h{k}", service_s=2_700, prize=10 + k) for k in range(10))
    problem = a_problem(shifts=shifts, visits=(*visits, a_visit("h10", service_s=2_700, prize=1)))
    write_problem(problem, tmp_path / "week.json")
    write_plan(solve_week(problem, Budget(work=0)), tmp_path / "plan.json")
    urgent = {"id": "u1", "place": "b1", "service_s": 2700, "windows": [], "prize": 0, "mandatory": True,
              "shifts": None}
    (tmp_path / "visit.json").write_text(json.dumps(urgent))
    return tmp_path


def run(folder: Path, *words: str, code: int = 0) -> str:
    command, *rest = words
    found = CliRunner().invoke(app, [command, str(folder / "week.json"), str(folder / "plan.json"), *rest])
    assert found.exit_code == code, found.output
    return found.stdout


def test_replan_writes_the_new_plan_and_the_new_week_and_says_what_changed(folder: Path) -> None:
    said = json.loads(run(
        folder, "replan", "--add", str(folder / "visit.json"), "-o", str(folder / "new.json"), "--week-out",
        str(folder / "new_week.json"), "--max-changed", "1", "--json"))
    assert said["within_budget"] and said["changed"] == 1 and said["added"] == ["u1"] and len(said["dropped"]) == 1
    week = read_problem(folder / "new_week.json")
    assert check_plan(week, read_plan(folder / "new.json", week)).ok


def test_replan_ends_with_a_finding_when_the_budget_cannot_hold(folder: Path) -> None:
    said = run(folder, "replan", "--lose-shift", "o1-mon", "-o", str(folder / "new.json"), "--max-changed", "0", code=1)
    assert "visits changed, 0 allowed" in said


def test_explain_tells_what_proves_that_nothing_can_serve_a_visit(tmp_path: Path) -> None:
    problem = a_problem(visits=(a_visit("far", service_s=20 * H),))
    write_problem(problem, tmp_path / "week.json")
    write_plan(solve_week(problem, Budget(work=0)), tmp_path / "plan.json")
    assert "far has no window in which it could start and end" in run(tmp_path, "explain", "far")


def test_explain_names_the_reason_and_the_smallest_change(folder: Path) -> None:
    plan = read_plan(folder / "plan.json", read_problem(folder / "week.json"))
    said = json.loads(run(folder, "explain", str(plan.left_out[0].task), "--json"))
    assert said["reason"] == "time" and said["changes"][0]["kind"] == "longer_shift"


def test_balance_reports_and_evens_out(folder: Path) -> None:
    said = json.loads(run(folder, "balance", "--json"))
    assert set(said["crews"]) == {"o1", "o2"} and said["of_crews"]["range_s"] >= 0
    run(folder, "balance", "--even-out", "-o", str(folder / "even.json"))
    problem = read_problem(folder / "week.json")
    assert check_plan(problem, read_plan(folder / "even.json", problem)).ok


def test_times_of_a_week_are_read_in_both_languages() -> None:
    assert week_time_s("thu 14:30") == week_time_s("4 14:30") == week_time_s("周四 14:30") == 3 * DAY_S + 52_200
    assert week_window("sun 18:00-20:30") == TimeWindow(6 * DAY_S + 18 * H, 6 * DAY_S + 73_800)
    assert change_budget("5%").share == 0.05 and change_budget("3").count == 3
    for wrong in ("14:30", "thu", "xyz 14:30", "thu 14:61", "thu 31:00"):
        with pytest.raises(WrongUse, match="no time of the week"):
            week_time_s(wrong)
    with pytest.raises(WrongUse, match="ends before it starts"):
        week_window("thu 20:00-18:00")
    for budget in ("x", "-1", "120%"):
        with pytest.raises(WrongUse, match="neither a share"):
            change_budget(budget)
