"""What is said of a bound: rounded down, nothing without one, the best possible only when it is proven."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.app import app
from api.i18n import translate
from api.jobs.inline import InlineExecutor
from api.jobs.packing import unpack_plan, unpack_problem
from api.usecases import proof as proof_module
from api.usecases.proof import Proof, bound_is_made, bound_is_made_here, proof_of, proof_of_all, proof_of_stored
from gisdata.records import DueRow, StoredPlan
from gisdata.write.week_file import write_problem
from planner.model import Bound
from planner.sentence import Sentence
from tests.api.jobs.weeks import a_task, a_week, run


def proof(prize: int, at_most: float) -> Proof:
    found = proof_of(prize, Bound(prize_at_most=at_most, method="lp"))
    assert found is not None
    return found


@pytest.mark.parametrize(("prize", "at_most", "percent"), [
    (999, 1_000.0, 99.9), (9_999, 10_000.0, 99.9), (2, 3.9, 66.6), (985, 1_000.9, 98.5), (0, 10.0, 0.0)])
def test_the_share_is_rounded_down_and_a_bound_counts_whole_prizes(prize: int, at_most: float, percent: float) -> None:
    assert proof(prize, at_most).at_least_percent == percent
    assert not proof(prize, at_most).is_best


@pytest.mark.parametrize(("prize", "at_most"), [(50, 50.0), (50, 50.999), (0, 0.4)])
def test_a_plan_worth_as_much_as_its_bound_in_whole_prizes_is_the_best(prize: int, at_most: float) -> None:
    assert proof(prize, at_most).is_best and proof(prize, at_most).at_least_percent == 100


def test_it_is_said_in_both_languages() -> None:
    assert str(proof(985, 1_000.0).sentence) == "at least 98.5 % of the best possible (proven)"
    assert translate(proof(985, 1_000.0).sentence, "zh-CN") == "至少达到最优的 98.5%（已证明）"
    assert translate(proof(5, 5.0).sentence, "zh-CN") == "已是最优（已证明）"


def test_teams_together_are_proven_only_if_each_is() -> None:
    assert proof_of_all([proof(90, 100.5), proof(50, 50.0)]) == Proof(140, 150)
    assert proof_of_all([proof(90, 100.5), None]) is None
    assert proof_of_all([]) is None and proof_of(5, None) is None


def stored(plan: object) -> StoredPlan:
    return StoredPlan(
        week="2026-W48", team="A", version=1, status="draft", made_at=datetime(2026, 11, 22, tzinfo=UTC), engine="",
        seed=1, seconds=1.0, work=1, prize=90, travel_s=0, estimated=False, problem_gz=b"",
        plan_gz=gzip.compress(json.dumps(plan).encode()), walks=(), due=())


def test_a_stored_plan_keeps_its_proof_in_its_exchange_file() -> None:
    assert proof_of_stored(stored({"bound": {"prize_at_most": 100.2, "method": "lp"}})) == Proof(90, 100)
    assert proof_of_stored(stored({"bound": None})) is None
    assert proof_of_stored(replace(stored({}), plan_gz=b"")) is None


def test_doors_that_were_kept_for_later_weeks_are_outside_the_proof_and_it_says_so() -> None:
    waits = DueRow(household_id="h1", address="", community="", state="left_out", reason="later", sentence="",
                   template="", values_json="{}")
    found = proof_of_stored(replace(stored({"bound": {"prize_at_most": 90.2, "method": "lp"}}), due=(waits,)))
    assert found is not None and str(found.sentence) == (
        "the best possible (proven for the doors offered; 1 were kept for later weeks)")
    assert translate(found.sentence, "zh-CN") == "已是最优（就本周纳入的门户已证明；另有 1 户留待以后各周）"
    together = proof_of_all([found, Proof(5, 9)])
    assert together is not None and str(together.sentence).startswith("at least 95.9 % of the best possible (proven f")


def test_a_bound_leaves_bytes_and_digest_of_a_plan_as_they_are() -> None:
    plain, proven = (run(InlineExecutor(), [replace(a_task(), bound_s=bound_s)]).answers[0] for bound_s in (0.0, 0.3))
    assert (plain.plan_gz, plain.digest) == (proven.plan_gz, proven.digest)
    assert plain.bound is None and proven.bound is not None
    problem = unpack_problem(a_task().problem_gz)
    assert unpack_plan(proven.plan_gz, problem, cpu_s=0.0, bound=proven.bound).bound == proven.bound


@pytest.mark.parametrize("seconds", ["0", "0.5"])
def test_solve_says_what_is_proven_and_nothing_without_a_bound(tmp_path: Path, seconds: str) -> None:
    write_problem(a_week(), tmp_path / "week.json")
    files = [str(tmp_path / "week.json"), "-o", str(tmp_path / "plan.json")]
    words = ["solve", *files, "--work", "50", "--bound", seconds]
    said = CliRunner().invoke(app, words).stdout
    figures = json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)
    plan = json.loads((tmp_path / "plan.json").read_text())
    if seconds == "0":
        assert "(proven)" not in said and figures["bound"] is None and plan["bound"] is None
    else:
        # six short visits and a patrol in eight hours: all fit, which is the best there is
        assert "the best possible (proven)" in said
        assert figures["bound"]["is_best"] and figures["bound"]["at_least_percent"] == 100
        assert plan["bound"]["prize_at_most"] >= figures["prize"]


def test_the_sentence_before_a_bound_is_one_that_can_be_said_in_chinese() -> None:
    sentence: Sentence = bound_is_made(20.0)
    assert "20 s" in str(sentence) and "20 秒" in translate(sentence, "zh-CN")


def test_before_a_bound_it_is_said_that_it_must_be_compiled_or_cannot_be_proven(monkeypatch) -> None:
    monkeypatch.setattr(proof_module, "must_compile_bound", lambda: False)
    assert bound_is_made_here(20.0) == bound_is_made(20.0)
    monkeypatch.setattr(proof_module, "must_compile_bound", lambda: True)
    said = bound_is_made_here(20.0)
    assert "compiled first" in str(said) and "先编译" in translate(said, "zh-CN")
    monkeypatch.setattr(proof_module, "has_numba", lambda: False)
    said = bound_is_made_here(20.0)
    assert "needs numba" in str(said) and "numba" in translate(said, "zh-CN")


def test_a_plan_that_misses_a_duty_some_shift_can_reach_is_not_called_the_best_possible() -> None:
    # a plan that serves one duty more may be possible; it would be the better one, whatever its prize
    proof = proof_of(110, Bound(prize_at_most=110.001, method="lp", n_spare=1))
    assert proof is not None and not proof.is_best
    assert str(proof.sentence) == (
        "at least 100.0 % of the prize of any plan that leaves out no more patrols and mandatory visits (proven)")


def test_teams_together_are_not_the_best_possible_when_one_of_them_may_miss_too_many_duties() -> None:
    together = proof_of_all([Proof(5, 5), Proof(7, 7, n_spare=1)])
    assert together == Proof(12, 12, n_spare=1) and not together.is_best
