"""Bad input gets one clear sentence and leaves nothing half-written. Every case goes through the command."""

import errno
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.usecases import write_week as writing
from tests.journeys.conftest import TODAY, WEEK

LAUF = Path(__file__).parents[2] / "../shared/data/osm/lauf.osm.pbf"
HOMES = "household_id,address,community,lon,lat\n"
GOOD_ROW = "N1,新街1号,学府社区,110.79,32.62\n"
OFFICERS = "officer_id,team,communities,mode\n"
SHIFTS = "officer_id,weekday,start,end\n"
PATROLS = ("patrol_id,label,scope,lon,lat,weekday,window_start,window_end,"
           "presence_min,min_dwell_min,visit_credit,team\n")
VRT = ('<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource>'
       "</OGRVRTLayer></OGRVRTDataSource>")


def polygon(*points, crs=None):
    data = {"type": "FeatureCollection", "features": [{
        "type": "Feature", "properties": {"cell_id": "QH-1"},
        "geometry": {"type": "Polygon", "coordinates": [[*points, points[0]]]}}]}
    return json.dumps({**data, "crs": crs} if crs else data)


BAD = {
    "an empty file": ("households", "a.csv", "", "is empty"),
    "another encoding": ("households", "a.csv", (HOMES + GOOD_ROW).encode("utf-16"), "UTF-16"),
    "a missing column": ("households", "a.csv", "household_id,address\nN1,新街1号\n", "community"),
    "a doubled column": ("households", "a.csv", "household_id,address,address,community\nN1,a,b,c\n", "twice"),
    "a doubled column in two languages": (
        "households", "a.csv", "household_id,address,地址,community\nN1,a,b,c\n", "twice"),
    "a doubled id": ("households", "a.csv", HOMES + GOOD_ROW + GOOD_ROW, "N1"),
    "swapped coordinates": ("households", "a.csv", HOMES + "N1,新街1号,学府社区,32.62,110.79\n", "swap"),
    "a latitude out of range": ("households", "a.csv", HOMES + "N1,新街1号,学府社区,110.79,95\n", "95"),
    "NaN": ("households", "a.csv", HOMES + "N1,新街1号,学府社区,nan,32.62\n", "nan"),
    "infinity": ("households", "a.csv", HOMES + "N1,新街1号,学府社区,110.79,inf\n", "inf"),
    "metres": ("households", "a.csv", HOMES + "N1,新街1号,学府社区,480000,3610000\n", "metres"),
    "a point 500 km away": ("households", "a.csv", HOMES + "N1,新街1号,学府社区,116.1,32.62\n", "km"),
    "a column that sorts people": (
        "households", "a.csv", HOMES[:-1] + ",重点人员\n" + GOOD_ROW[:-1] + ",是\n", "重点人员"),
    "a shift that ends before it starts": ("shifts", "s.csv", SHIFTS + "1001,1,16:00,08:00\n", "before"),
    "a shift of an unknown officer": ("shifts", "s.csv", SHIFTS + "9999,1,08:00,16:00\n", "9999"),
    "an officer without a community": ("officers", "o.csv", OFFICERS + "1009,A,,foot\n", "communit"),
    "a patrol outside every shift": (
        "patrols", "p.csv", PATROLS + "P9,夜市,point,110.79,32.62,1,01:00,03:00,30,30,0,A\n", "outside every shift"),
    "a report of tomorrow": (
        "incidents", "i.csv", "incident_id,kind,since,lon,lat\nI9,盗窃,2026-11-21 10:00,110.79,32.62\n", "future"),
    "a self-crossing cell": (
        "cells", "c.geojson", polygon((110.78, 32.61), (110.79, 32.62), (110.79, 32.61), (110.78, 32.62)), "cross"),
    "a cell in metres": (
        "cells", "c.geojson", polygon((480000, 3610000), (480100, 3610000), (480100, 3610100)), "metres"),
    "a VRT that says it is GeoJSON": ("cells", "c.geojson", VRT, "c.geojson"),
}


def state(station):
    """Everything an import could change, but the files of refused rows."""
    with sqlite3.connect(f"file:{station / 'huhu.db'}?mode=ro", uri=True) as db:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table' order by name")]
        rows = {name: db.execute(f'select * from "{name}"').fetchall() for name in tables}
    db.close()
    files = {p.relative_to(station) for p in station.rglob("*") if p.is_file() and ".db" not in p.name}
    return rows, {f for f in files if f.parts[0] != "rejected"}


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.replace(" ", "-"))
def test_a_bad_file_is_refused_in_one_sentence_and_nothing_of_it_stays(case, station, huhu, tmp_path):
    kind, name, content, phrase = BAD[case]
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = state(station)
    crs = [] if kind == "shifts" else ["--crs", "wgs84"]
    answer = huhu("import", kind, file, *crs, "-w", station)
    assert answer.code == 2
    assert phrase.lower() in answer.err.lower()
    assert "Traceback" not in answer.err and "/etc/passwd" not in answer.err
    assert state(station) == before


def test_coordinates_without_a_datum_are_never_guessed(station, huhu, tmp_path):
    (tmp_path / "a.csv").write_text(HOMES + GOOD_ROW, encoding="utf-8")
    answer = huhu("import", "households", tmp_path / "a.csv", "-w", station)
    assert (answer.code, "never guessed" in answer.err, "--crs" in answer.err) == (2, True, True)


def test_refused_rows_can_be_corrected_and_sent_again(station, huhu, tmp_path):
    (tmp_path / "new.csv").write_text(HOMES + GOOD_ROW + "N2,新街2号,学府社区,32.62,110.79\n", encoding="utf-8")
    first = huhu("import", "households", tmp_path / "new.csv", "--crs", "wgs84", "--skip-bad", "--json", "-w", station)
    report = json.loads(first.out)
    assert (first.code, report["taken"], len(report["refused"])) == (1, 1, 1)
    refused = Path(report["refused_file"])
    text = refused.read_text(encoding="utf-8-sig").replace("32.62,110.79", "110.79,32.62")
    (tmp_path / "again.csv").write_text(text, encoding="utf-8")
    second = huhu("import", "households", tmp_path / "again.csv", "--crs", "wgs84", "--json", "-w", station)
    assert (second.code, json.loads(second.out)["new"]) == (0, 1)


@pytest.mark.parametrize(("name", "content"), [
    ("empty.osm.pbf", b""), ("text.osm.pbf", b"these are no streets\n" * 40),
    ("photo.osm.pbf", b"\x89PNG\r\n\x1a\n" + bytes(99)),
])
def test_what_is_no_extract_is_refused_and_the_old_streets_stay(name, content, station, huhu, tmp_path):
    (tmp_path / name).write_bytes(content)
    before = state(station)
    answer = huhu("import", "streets", tmp_path / name, "-w", station)
    assert (answer.code, name in answer.err, "Traceback" in answer.err) == (2, True, False)
    assert state(station) == before


def test_a_truncated_extract_is_refused_and_the_old_streets_stay(station, demo_folder, huhu, tmp_path):
    whole = (demo_folder / "files" / "qinghe.osm.pbf").read_bytes()
    (tmp_path / "cut.osm.pbf").write_bytes(whole[: len(whole) * 2 // 3])
    before = state(station)
    answer = huhu("import", "streets", tmp_path / "cut.osm.pbf", "-w", station)
    assert (answer.code, "cut.osm.pbf" in answer.err) == (2, True)
    assert state(station) == before


def test_an_extract_whose_ways_miss_nodes_is_taken_and_the_report_says_so(huhu, tmp_path):
    if not LAUF.exists():
        pytest.skip("../shared is not here: the extract of Lauf is not part of this repository")
    assert huhu("init", tmp_path / "lauf", "--name", "Lauf").code == 0
    answer = huhu("import", "streets", LAUF, "-w", tmp_path / "lauf", "--json")
    assert answer.code == 0
    assert any("730" in note for note in json.loads(answer.out)["notes"])


def test_a_week_that_is_over_is_not_planned(station, huhu):
    before = state(station)
    answer = huhu("plan", "--week", "2026-W46", "-w", station)
    assert (answer.code, "2026-W46 is over" in answer.err) == (2, True)
    assert state(station) == before


@pytest.mark.parametrize(("args", "phrase"), [
    (["plan", "--week", "soon"], "soon is no ISO week"),
    (["plan", "--week", WEEK, "--engine", "magic"], "magic"),
    (["plan", "--week", WEEK, "--seconds", "5", "--work", "3"], "not both"),
    (["export", "--week", "2026-W50"], "2026-W50 is not planned yet"),
    (["serve", "--host", "0.0.0.0"], "127.0.0.1"),
])
def test_wrong_use_is_told_in_one_sentence(args, phrase, station, huhu):
    answer = huhu(*args, "-w", station)
    assert answer.code == 2
    assert phrase in answer.err


def test_a_plan_without_a_register_names_the_command_that_brings_one(huhu, tmp_path):
    huhu("init", tmp_path / "new")
    answer = huhu("plan", "--week", WEEK, "-w", tmp_path / "new")
    assert (answer.code, "huhu import households FILE" in answer.err) == (2, True)


def test_a_second_init_changes_nothing(station, huhu):
    before = state(station)
    assert huhu("init", station).code == 2
    assert state(station) == before


def test_a_full_disk_leaves_the_old_files_and_says_what_to_do(station, huhu, monkeypatch):
    before = state(station)[1]

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing, "write_routes_gpkg", full)
    answer = huhu("export", "--week", WEEK, "-w", station)
    assert (answer.code, "the disk is full" in answer.err) == (2, True)
    assert state(station)[1] == before


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as a POSIX signal")
def test_ctrl_c_in_the_middle_of_a_plan_leaves_plan_and_files_as_they_were(station):
    before = state(station)
    env = {**os.environ, "HUHU_TODAY": TODAY, "HUHU_LANG": "en", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "api.cli.app", "plan", "--week", WEEK, "--seconds", "60", "-w", str(station)]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stderr:
            if "visits planned" in line:
                break
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        try:
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 130
    assert "interrupted" in err and "Traceback" not in err
    assert state(station) == before
