"""The command solve, from file to file: no search at all, and a prize that is enough."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import files
from api.cli.app import app
from api.usecases import proof
from api.usecases.solve_file import solve_file
from gisdata.read.week_file import read_plan, read_problem
from gisdata.write.week_file import write_problem
from planner.sentence import Sentence
from planner.week import Budget
from planner.week import proof as week_proof
from tests.builders import B1, B3, a_problem, a_visit


@pytest.fixture
def week(tmp_path: Path) -> Path:
    problem = a_problem(visits=(a_visit("near", place=B1, prize=10), a_visit("far", place=B3, prize=10)))
    write_problem(problem, tmp_path / "week.json")
    return tmp_path / "week.json"


def solve(week: Path, *words: str, code: int = 0) -> str:
    found = CliRunner().invoke(
        app, ["solve", str(week), "-o", str(week.with_name("plan.json")), "--work", "20", *words])
    assert found.exit_code == code, found.output
    return found.output


def test_a_prize_that_is_enough_is_told_to_be_reached(week: Path) -> None:
    said = solve(week, "--enough", "10")
    assert "the prize of 10 asked for is reached" in said and "1 left out" in said


def test_a_prize_that_is_not_reached_is_told(week: Path) -> None:
    assert "prize 20 of the 21 asked for" in solve(week, "--enough", "21")


def test_a_reader_of_the_screen_that_is_gone_costs_no_plan(week: Path) -> None:
    told = []

    def tell(sentence: Sentence) -> None:
        told.append(sentence)
        raise BrokenPipeError("the reader of the pipe has ended")

    solve_file(week, week.with_name("plan.json"), budget=Budget(work=20), seed=1, tell=tell)
    assert told and read_plan(week.with_name("plan.json"), read_problem(week)).routes


def test_a_bound_that_cannot_be_proven_here_is_not_blamed_on_the_time(
    week: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where in (files, proof, week_proof):
        monkeypatch.setattr(where, "has_numba", lambda: False)
    said = solve(week, "--bound", "5")
    assert "no bound is proven: it needs numba" in said and "in the time given" not in said


def test_a_week_without_such_a_prize_does_not_speak_of_one(week: Path) -> None:
    assert "asked for" not in solve(week)


def test_the_figures_for_programs_name_the_prize_asked_for(week: Path) -> None:
    said = solve(week, "--enough", "10", "--json")
    told = json.loads(said[said.index("{"):])
    assert (told["enough"], told["prize"]) == (10, 10)


def test_no_seconds_of_search_leave_the_insertion_alone(week: Path) -> None:
    plan = week.with_name("plan.json")
    found = CliRunner().invoke(app, ["solve", str(week), "-o", str(plan), "--seconds", "0"])
    assert found.exit_code == 0, found.output
    assert json.loads(plan.read_text())["method"] == "insertion"
