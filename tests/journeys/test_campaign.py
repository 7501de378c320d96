"""The campaign of the sample town by command: plan, forecast, what if, and a campaign played and broken off."""

import json
import os
import re
import subprocess
import sys
from contextlib import suppress

import pytest

from api.usecases.simulate import run

KEYS = {"feasible", "shortage_h", "reachable", "contacted", "deadline_week", "hours_used", "worst_community_share"}


def set_deadline(station, day):
    text = (station / "huhu.toml").read_text(encoding="utf-8")
    (station / "huhu.toml").write_text(re.sub(r"deadline = \S+", f"deadline = {day}", text, count=1), encoding="utf-8")


def figures_of(answer):
    return json.loads(answer.out)


def test_the_towns_hours_suffice_and_the_forecast_says_when(station, huhu):
    answer = huhu("campaign", "plan", "-w", station, "--json")
    figures = figures_of(answer)
    assert (answer.code, figures["feasible"], figures["shortage_h"]) == (0, True, 0.0)
    assert figures.keys() >= KEYS
    assert figures["contacted"] < figures["contacted_by_deadline"] <= figures["reachable"]
    told = huhu("campaign", "forecast", "-w", station)
    assert told.code == 0
    assert f"2027-W13: {figures['contacted_by_deadline']} doors met" in told.out
    assert "the hours suffice: every door gets the calls it is expected to need by 2027-03-29" in told.out


def test_a_deadline_too_soon_is_a_finding_with_a_proof_and_cures_that_were_solved(station, huhu):
    set_deadline(station, "2026-12-06")
    answer = huhu("campaign", "plan", "-w", station)
    assert answer.code == 1
    assert re.search(r"the hours do not suffice by 2026-12-06: [\d.]+ h are missing", answer.out)
    assert "this is proven: the calls that doors in" in answer.out
    weeks = int(re.search(r"it would suffice: a deadline (\d+) weeks later", answer.out)[1])
    tried = figures_of(huhu("campaign", "what-if", "--later", weeks, "-w", station, "--json"))
    assert [row["feasible"] for row in tried["scenarios"]] == [False, True]


def test_a_deadline_that_is_over_is_one_sentence(station, huhu):
    set_deadline(station, "2026-10-04")
    answer = huhu("campaign", "plan", "-w", station)
    assert (answer.code, "the campaign's deadline 2026-10-04 is over" in answer.err) == (2, True)


def test_a_scenario_is_kept_by_name_and_shown_beside_the_next(station, huhu):
    first = figures_of(huhu("campaign", "what-if", "--evenings", 2, "--save", "two evenings", "-w", station, "--json"))
    second = figures_of(huhu("campaign", "what-if", "--without", "1001", "-w", station, "--json"))
    assert [row["name"] for row in first["scenarios"]] == ["-", "two evenings"]
    assert [row["name"] for row in second["scenarios"]] == ["-", "?", "two evenings"]
    assert second["scenarios"][2] == first["scenarios"][1]
    assert huhu("campaign", "what-if", "--without", "9", "-w", station).code == 2
    (station / "what_if" / "two evenings.json").write_text("[]", encoding="utf-8")
    bad = huhu("campaign", "what-if", "-w", station)
    assert (bad.code, "two evenings.json is no scenario" in bad.err) == (2, True)


@pytest.fixture
def simulate(station, huhu):
    return lambda *args: huhu("simulate", "--weeks", 2, "--work", 50, *args, "-w", station, "--json")


def test_a_campaign_that_was_broken_off_goes_on_to_the_same_end(station, simulate):
    whole = figures_of(simulate())
    assert whole.keys() >= KEYS
    assert (whole["weeks"], len(whole["curve"])) == (2, 2)
    assert 0 < whole["contacted"] <= whole["reachable"] <= whole["households"]
    kept = next((station / "simulations" / "kept").glob("*.json"))
    state = json.loads(kept.read_text(encoding="utf-8"))
    assert simulate().err == ""                                          # nothing is left to be played
    kept.unlink()
    broken_off = simulate_until_week(simulate, kept)
    assert broken_off == 1
    resumed = simulate()
    assert ("week 1 of 2" in resumed.err, "week 2 of 2" in resumed.err) == (False, True)
    assert figures_of(resumed) == whole
    assert json.loads(kept.read_text(encoding="utf-8")) == state


def test_a_campaign_goes_on_in_another_process_where_sets_have_another_order(station):
    script = ("import sys; from datetime import date; from pathlib import Path; "
              "from api.usecases.simulate import read_town; from api.workspace import open_workspace; "
              "print(read_town(open_workspace(Path(sys.argv[1])), start=date(2026, 10, 5)).digest())")
    names = {subprocess.run([sys.executable, "-c", script, str(station)], check=True, capture_output=True, text=True,
                            env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(names) == 1


def simulate_until_week(simulate, kept):
    """Break a run off after its first week, as Ctrl-C would, and return the weeks that were kept."""
    with pytest.MonkeyPatch.context() as patch:
        real = run.replace_text

        def write_and_stop(path, text):
            real(path, text)
            raise KeyboardInterrupt

        patch.setattr(run, "replace_text", write_and_stop)
        with suppress(KeyboardInterrupt):
            simulate()
    return len(json.loads(kept.read_text(encoding="utf-8"))["state"]["weeks"])


def test_policies_are_compared_in_one_table_and_one_picture(station, simulate):
    runs = figures_of(simulate("--policy", "list", "--policy", "nearest", "--weeks", 1))["runs"]
    assert [run["policy"] for run in runs] == ["list", "nearest"]
    table = (station / "simulations" / "results.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in table] == ["policy", "list", "nearest"]
    assert (station / "simulations" / "curves.svg").read_text(encoding="utf-8").startswith("<svg")
