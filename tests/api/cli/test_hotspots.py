"""The command hotspots: what it says, its file of patrols, its judgement."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli.app import app
from api.errors import WrongUse
from gisdata.hotspots import near_repeat
from tests.hot_scenes import SHIFT, a_station
from tests.web_workspace import TODAY


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HUHU_TODAY", TODAY.isoformat())
    monkeypatch.setenv("HUHU_LANG", "en")
    return a_station(tmp_path / "town", shifts=[SHIFT]).folder


def run(folder: Path, *words: str) -> Result:
    found = CliRunner().invoke(app, [*words, "-w", str(folder)])
    assert found.exit_code == 0, found.output
    return found


def test_the_command_says_where_when_and_what_could_be_ordered(folder: Path) -> None:
    said = run(folder, "hotspots").output
    assert "90 incidents from 2026-01-05" in said
    assert "农贸市场" in said
    assert "Saturday 08:00-10:00, 15 min; 40.0 of its" in said
    assert "1 more busy windows lie outside every shift" in said
    assert "is hot and on no plan of the last eight weeks" in said


def test_it_says_so_in_chinese(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUHU_LANG", "zh")
    said = run(folder, "hotspots").output
    assert "星期六 08:00-10:00，15 分钟" in said


def test_its_file_is_imported_as_it_is_and_nothing_is_planned_before(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "candidates.csv"
    assert "1 candidate patrols written" in run(folder, "hotspots", "--patrols", str(file)).output
    assert json.loads(run(folder, "status", "--json").stdout)["counts"]["patrol_orders"] == 0
    run(folder, "import", "patrols", str(file), "--crs", "wgs84")
    assert json.loads(run(folder, "status", "--json").stdout)["counts"]["patrol_orders"] == 1


def test_json_has_all_figures(folder: Path) -> None:
    found = json.loads(run(folder, "hotspots", "--json").stdout)
    assert found["incidents"] == 90
    assert found["hot"][0]["adjusted_p"] >= found["hot"][0]["p"]
    assert len(found["near_repeats"]) == 6
    assert found["candidates"][0]["presence_s"] == 900
    assert (len(found["hours"]), len(found["hours"][0])) == (7, 24)


def test_it_judges_itself_on_later_reports(folder: Path) -> None:
    found = json.loads(run(folder, "hotspots", "--judge", "2026-05-01", "--json").stdout)
    assert found["earlier"] + found["later"] + found["later_outside"] == 90
    assert {row["way"] for row in found["rows"]} == {"count", "gi_star", "density"}
    assert all(0 <= row["pei_star"] <= 1 for row in found["rows"])
    assert "PEI*" in run(folder, "hotspots", "--judge", "2026-05-01").output


def test_reports_too_heaped_for_near_repeats_keep_nobody_from_the_hot_spots(
    folder: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(near_repeat, "MOST_PAIRS", 10)
    found = run(folder, "hotspots", "--json")
    assert "too many for a test of near repeats" in found.stderr
    figures = json.loads(found.stdout)
    assert (figures["near_repeats"], figures["incidents"], len(figures["candidates"])) == ([], 90, 1)
    assert "pairs of incidents as by chance" not in run(folder, "hotspots").stdout


@pytest.mark.parametrize("file", [("--patrols", "p.csv"), ("-o", "out.xlsx")])
def test_no_file_is_promised_that_a_judgement_would_not_write(folder: Path, file: tuple[str, str]) -> None:
    found = CliRunner().invoke(app, ["hotspots", "--judge", "2026-05-01", *file, "-w", str(folder)])
    assert isinstance(found.exception, WrongUse)
    assert "--judge writes no file" in str(found.exception)


def test_an_empty_station_is_told_what_to_import(tmp_path: Path) -> None:
    CliRunner().invoke(app, ["init", str(tmp_path / "new"), "--name", "新所"])
    found = CliRunner().invoke(app, ["hotspots", "-w", str(tmp_path / "new")])
    assert found.exit_code != 0
    assert "there are no incidents yet" in str(found.exception)
