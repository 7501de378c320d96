"""A register imported with the wrong datum: the report and the status say which one would fit; nothing is moved."""

import csv
import json
import shutil
import sqlite3
from datetime import date

import pytest

from api.usecases.import_streets import import_streets
from api.workspace import create_workspace
from gisdata.coordinates import Datum, from_wgs84
from gisdata.sample import write_sample_town


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return write_sample_town(tmp_path_factory.mktemp("qinghe"), week="2026-W48").files


@pytest.fixture(scope="module")
def with_streets(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("with-streets") / "station"
    workspace = create_workspace(folder, name="清河派出所", start=date(2026, 9, 28))
    import_streets(workspace, files["streets"])
    return workspace.folder


@pytest.fixture
def new_station(with_streets, tmp_path):
    return shutil.copytree(with_streets, tmp_path / "station")


def doubts(notes):
    return [note for note in notes if "check the datum" in note]


def test_a_wrong_datum_is_told_in_the_report_and_in_the_status_and_nothing_is_converted(huhu, new_station, files):
    answer = huhu("import", "doorplates", files["doorplates"], "--crs", "gcj02", "--json", "-w", new_station)
    assert answer.code == 0
    (doubt,) = doubts(json.loads(answer.out)["notes"])
    assert "Taken as gcj02" in doubt and "as wgs84 they would" in doubt
    with sqlite3.connect(new_station / "huhu.db") as store:
        n_kept = store.execute("select count(*) from address_point where source = 'doorplate'").fetchone()[0]
        as_told = store.execute("select avg(lon_deg) from address_point where source = 'doorplate'").fetchone()[0]
    store.close()
    assert n_kept == json.loads(answer.out)["taken"]
    assert as_told < 110.7865   # the town's plates lie around 110.79; as GCJ-02 they come some 500 m further west
    status = json.loads(huhu("status", "--json", "-w", new_station).out)
    assert [doubt.split(":")[0] for doubt in doubts(status["doubts"])] == ["doorplates"]
    (figures,) = (line for line in status["doubts"] if "as wgs84:" in line)
    assert "100 % at a building, - % in their community" in figures   # plates stand in the middle of their buildings


def test_one_community_of_a_joined_list_in_another_datum_is_named(huhu, new_station, files, tmp_path):
    with files["doorplates"].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["社区"] == "老街社区":
            lon, lat = from_wgs84(float(row["经度"]), float(row["纬度"]), Datum.GCJ02)
            row["经度"], row["纬度"] = str(lon), str(lat)
    joined = tmp_path / "joined.csv"
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    joined.write_text("\n".join(lines) + "\n", encoding="utf-8")
    answer = huhu("import", "doorplates", joined, "--crs", "wgs84", "--json", "-w", new_station)
    (doubt,) = doubts(json.loads(answer.out)["notes"])
    assert doubt.startswith("joined.csv, community 老街社区: check the datum. Taken as wgs84")
    assert "as gcj02 they would" in doubt


def test_streets_that_come_after_the_plates_tell_too(huhu, tmp_path, files):
    huhu("init", tmp_path / "s")
    before = huhu("import", "doorplates", files["doorplates"], "--crs", "bd09", "--json", "-w", tmp_path / "s")
    assert doubts(json.loads(before.out)["notes"]) == []
    after = huhu("import", "streets", files["streets"], "--json", "-w", tmp_path / "s")
    (doubt,) = doubts(json.loads(after.out)["notes"])
    assert "Taken as bd09" in doubt and "as wgs84 they would" in doubt


def test_the_right_datums_of_the_town_raise_no_doubt(huhu, new_station, files):
    right = (("doorplates", "doorplates", "wgs84"), ("households", "households", "wgs84"),
             ("households", "households_villages", "gcj02"), ("incidents", "incidents", "wgs84"))
    for kind, file, crs in right:
        answer = huhu("import", kind, files[file], "--crs", crs, "--skip-bad", "--json", "-w", new_station)
        assert doubts(json.loads(answer.out)["notes"]) == []
    assert json.loads(huhu("status", "--json", "-w", new_station).out)["doubts"] == []
