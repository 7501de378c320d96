"""The commands on addresses, from files to files."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.app import app
from api.usecases.locate import locate_households
from api.workspace import create_workspace, open_workspace
from gisdata.records import AddressPoint, AddressSource, Household, Located


def run(*words: str | Path):
    return CliRunner().invoke(app, ["address", *map(str, words)])


def test_parse_answers_in_the_form_of_a_labelled_file(tmp_path):
    labelled = "人 B-road\n民 I-road\n路 I-road\n8 B-roadno\n号 I-roadno\n\n宁 B-x\n波 I-x\n市 I-x\n"
    (tmp_path / "a.txt").write_text(labelled, "utf-8")
    found = run("parse", tmp_path / "a.txt", "--as-tokens")
    assert found.exit_code == 0, found.output
    assert found.stdout == labelled.replace("B-x", "B-city").replace("I-x", "I-city") + "\n"


def test_parse_writes_a_row_for_each_address_blank_ones_too(tmp_path):
    (tmp_path / "in.csv").write_text("no,地址\n1,宁波市幸福路12号3幢\n2,\n3,幸福路12号；学府路3号\n", "utf-8")
    found = run("parse", tmp_path / "in.csv", "-o", tmp_path / "out.csv", "--json")
    assert found.exit_code == 0, found.output
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["no"] for row in rows] == ["1", "2", "3"]
    assert (rows[0]["city"], rows[0]["road"], rows[0]["number"], rows[0]["building"]) == (
        "宁波市", "幸福路", "12号", "3幢")
    assert (rows[2]["number"], rows[2]["second_address"]) == ("12号", "学府路3号")
    assert '"n_double": 1' in found.stdout


def test_the_stations_divisions_are_read_from_a_table(tmp_path):
    (tmp_path / "divisions.csv").write_text("code,name,level\n1,临平街道,town\n", "utf-8")
    (tmp_path / "in.txt").write_text("余杭区临平朝阳路9号\n", "utf-8")
    found = run("parse", tmp_path / "in.txt", "--as-tokens", "--divisions", tmp_path / "divisions.csv")
    assert "临 B-town\n平 I-town\n" in found.stdout


def test_a_table_without_addresses_and_two_wishes_at_once_are_refused(tmp_path):
    (tmp_path / "in.csv").write_text("a,b\n1,2\n", "utf-8")
    refused = run("parse", tmp_path / "in.csv", "-o", tmp_path / "out.csv")
    assert refused.exit_code != 0
    assert "column of addresses" in str(refused.exception)
    assert run("parse", tmp_path / "in.csv").exit_code != 0
    assert run("parse", tmp_path / "in.csv", "-o", tmp_path / "in.csv").exit_code != 0


@pytest.fixture
def station(tmp_path) -> Path:
    """A workspace with three plates and three households, of which two go to review."""
    workspace = create_workspace(tmp_path / "station", name="清河派出所", start=date(2026, 11, 23))
    plates = [
        AddressPoint(address_id=f"p{number}", source=AddressSource.DOORPLATE, address=f"幸福路{number}号", street="",
                     number="", community="", lon_deg=110.79 + number / 100_000, lat_deg=32.62)
        for number in (10, 14, 60)
    ]
    households = [Household(household_id=id_, address=address, community="东门社区")
                  for id_, address in (("h1", "幸福路10号"), ("h2", "幸福路90号501室"), ("h3", "幸福路90号2室"))]
    with workspace.open_store() as store, store.writing() as writing:
        writing.save_address_points(plates)
        writing.save_households(households)
    locate_households(workspace)
    return workspace.folder


def answers(folder: Path, *addresses: str) -> list[dict[str, str]]:
    lines = "".join(f"{number},{address}\n" for number, address in enumerate(addresses))
    (folder / "in.csv").write_text(f"level,address\n{lines}", "utf-8")
    found = run("match", folder / "in.csv", "-o", folder / "out.csv", "-w", folder)
    assert found.exit_code == 0, found.output
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_match_answers_every_row_with_its_level_and_points_for_the_sure_ones_only(station):
    rows = answers(station, "幸福路10号", "辛福路60号", "幸福路12号", "幸福路99号", "", "幸福路10号；幸福路14号")
    assert [row["level"] for row in rows] == [
        "doorplate", "similar_name", "interpolated", "review", "review", "review"]
    assert [bool(row["lon"]) for row in rows] == [True, True, True, False, False, False]
    assert [row["level_given"] for row in rows] == list("012345")
    assert rows[0]["lon"] == "110.7901000"
    assert float(rows[0]["confidence"]) > float(rows[2]["confidence"]) > float(rows[3]["confidence"]) == 0
    assert rows[1]["candidates"] == "p60 幸福路60号"


def test_a_decision_settles_all_homes_behind_the_door_and_is_remembered(station):
    settled = run("decide", "h2", "--at", "110.7999,32.62", "--crs", "wgs84", "-w", station, "--json")
    assert settled.exit_code == 0, settled.output
    assert json.loads(settled.stdout)["households"] == 2
    workspace = open_workspace(station)
    again = Household(household_id="h4", address="幸福路９０号８室", community="东门居委会")
    with workspace.open_store() as store, store.writing() as writing:
        assert writing.review_items() == []
        writing.save_households([again])
    report = locate_households(workspace)
    assert (report.n_newly_placed, report.n_review, report.by_level["decided"]) == (1, 0, 3)
    assert answers(station, "幸福路90号")[0]["level"] == "review"   # nobody says that it lies in 东门社区


def test_a_door_that_does_not_exist_leaves_the_review_list_and_a_later_decision_replaces_it(station):
    assert run("decide", "h3", "--not-existing", "-w", station).exit_code == 0
    report = locate_households(open_workspace(station))
    assert (report.n_review, report.n_not_existing) == (0, 2)
    assert run("decide", "h3", "--accept", "p60", "-w", station).exit_code == 0
    assert locate_households(open_workspace(station)).by_level["decided"] == 2


@pytest.mark.parametrize("words", [("--at", "110.7999,32.62", "--crs", "wgs84"), ("--not-existing",)])
def test_a_decision_taken_back_puts_all_homes_behind_the_door_into_the_review_list_again(station, words):
    workspace = open_workspace(station)
    with workspace.open_store() as store, store.reading() as reading:
        before = reading.households(), reading.review_items()
    assert run("decide", "h2", *words, "-w", station).exit_code == 0
    undone = run("decide", "h3", "--undo", "-w", station, "--json")
    assert undone.exit_code == 0, undone.output
    assert json.loads(undone.stdout) == {"households": 2, "undone": True}
    with workspace.open_store() as store, store.reading() as reading:
        assert (reading.households(), reading.review_items()) == before
        assert reading.address_decisions() == []
    assert run("decide", "h3", "--undo", "-w", station).exit_code != 0


def test_a_place_between_two_numbers_may_be_corrected_and_comes_back_when_that_is_undone(station):
    workspace = open_workspace(station)
    with workspace.open_store() as store, store.writing() as writing:
        writing.save_households([Household(household_id="h5", address="幸福路12号", community="东门社区")])
    assert locate_households(workspace).by_level["interpolated"] == 1
    assert run("decide", "h5", "--at", "110.7905,32.621", "--crs", "wgs84", "-w", station).exit_code == 0
    with workspace.open_store() as store, store.reading() as reading:
        assert reading.household("h5").lat_deg == 32.621
    assert run("decide", "h5", "--undo", "-w", station).exit_code == 0
    with workspace.open_store() as store, store.reading() as reading:
        back = reading.household("h5")
        assert (back.located, back.lat_deg) == (Located.INTERPOLATED, 32.62)


@pytest.mark.parametrize("words", [
    ("h2",), ("h2", "--accept", "p99"), ("h2", "--at", "110.8,32.6"), ("h2", "--at", "x", "--crs", "wgs84"),
    ("h2", "--at", "181,0", "--crs", "wgs84"), ("h1", "--not-existing"), ("h9", "--not-existing"),
    ("h2", "--not-existing", "--accept", "p60"),
])
def test_an_unclear_or_impossible_decision_is_refused_and_nothing_is_kept(station, words):
    assert run("decide", *words, "-w", station).exit_code != 0
    with open_workspace(station).open_store() as store, store.reading() as reading:
        assert reading.address_decisions() == []
