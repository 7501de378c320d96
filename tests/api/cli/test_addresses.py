"""The commands on addresses, from files to files."""

import csv
from pathlib import Path

from typer.testing import CliRunner

from api.cli.app import app


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
