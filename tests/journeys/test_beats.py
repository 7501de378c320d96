"""A community is split into beats from the command line, and the files serve as cells."""

import csv
import json
from pathlib import Path

import pytest

HOMES = "household_id,address,community,dwelling,lon,lat\n"


@pytest.fixture
def small_station(huhu, tmp_path):
    folder = tmp_path / "s"
    assert huhu("init", folder).code == 0
    places = [(110.79 + i % 6 * 4e-4, 32.62 + i // 6 * 4e-4) for i in range(24)]
    rows = "".join(f"H{i:02d},新街{i}号,东门社区,flat,{lon},{lat}\n" for i, (lon, lat) in enumerate(places))
    homes = tmp_path / "homes.csv"
    homes.write_text(HOMES + rows + "H99,老街9号,东门社区,flat,,\n", encoding="utf-8")
    assert huhu("import", "households", homes, "--crs", "wgs84", "-w", folder).code == 0
    return folder


def test_beats_come_out_even_and_can_be_imported_as_cells(huhu, small_station):
    answer = huhu("cells", "split", "--community", "东门社区", "--beats", 3, "--json", "-w", small_station)
    figures = json.loads(answer.out)
    assert (answer.code, figures["spread"], figures["without_point"]) == (0, [0, 0], 1)
    assert [beat["households"] for beat in figures["beats"]] == [8, 8, 8]
    assert figures["is_stored"]
    coverage = json.loads(huhu("coverage", "--json", "-w", small_station).out)
    assert [(beat["cell_id"], beat["n_registered"]) for beat in coverage["beats"]] == [
        ("东门社区-B1", 8), ("东门社区-B2", 8), ("东门社区-B3", 8), (None, 1)]
    polygons, table, drawn = figures["files"]
    assert "东门社区" in Path(drawn).read_text(encoding="utf-8")
    assert huhu("import", "cells", polygons, "--crs", "wgs84", "-w", small_station).code == 0
    with Path(table).open(encoding="utf-8-sig", newline="") as file:
        beat_of = {row["household_id"]: row["beat"] for row in csv.DictReader(file)}
    assert len(beat_of) == 25 and beat_of["H99"] == ""
    again = json.loads(huhu("locate", "--json", "-w", small_station).out)
    assert again["outside"] == []
    listed = json.loads(huhu("cells", "list", "--json", "-w", small_station).out)
    assert (listed["cells"], listed["beats"]) == ({"imported": 3}, {})
    split = huhu("cells", "split", "--community", "东门社区", "--beats", 3, "-w", small_station)
    assert (split.code, "the beats were not kept" in split.err) == (0, True)


def test_beats_that_cannot_be_even_are_a_finding(huhu, small_station):
    answer = huhu("cells", "split", "--community", "东门社区", "--beats", 5, "-w", small_station)
    assert answer.code == 1
    assert "-17% to +4%" in answer.out and "more than 10 % off the mean" in answer.err


@pytest.mark.parametrize(("community", "beats", "phrase"), [
    ("西门社区", 2, "no household is in community 西门社区; there are: 东门社区"),
    ("东门社区", 25, "24 buildings with households to visit cannot be split into 25 beats"),
])
def test_what_cannot_be_split_is_told_and_nothing_is_written(community, beats, phrase, huhu, small_station):
    answer = huhu("cells", "split", "--community", community, "--beats", beats, "-w", small_station)
    assert (answer.code, phrase in answer.err) == (2, True)
    assert not (small_station / "out").exists()


def test_households_outside_every_cell_are_named_in_the_report(huhu, small_station, tmp_path):
    corner = [[110.7899, 32.6199], [110.7910, 32.6199], [110.7910, 32.63], [110.7899, 32.63], [110.7899, 32.6199]]
    cells = tmp_path / "cells.geojson"
    cell = {"type": "Feature", "properties": {"cell_id": "C1"},
            "geometry": {"type": "Polygon", "coordinates": [corner]}}
    cells.write_text(json.dumps({"type": "FeatureCollection", "features": [cell]}))
    answer = huhu("import", "cells", cells, "--crs", "wgs84", "--json", "-w", small_station)
    notes = json.loads(answer.out)["notes"]
    assert "12 households lie outside every cell: H03, H04, H05, H09, H10, H11, H15, H16, H17, H21 ..." in notes


@pytest.mark.parametrize(("args", "n_cells"), [(("square", "--side", 100), 9), (("h3", "--resolution", 10), 7)])
def test_each_household_lies_in_a_cell_of_a_grid(args, n_cells, huhu, small_station):
    answer = huhu("cells", *args, "--json", "-w", small_station)
    assert (answer.code, json.loads(answer.out)["cells"]) == (0, n_cells)   # 187 m by 133 m of houses
    assert json.loads(huhu("locate", "--json", "-w", small_station).out)["outside"] == []


def test_a_wrong_h3_resolution_is_told_in_one_sentence(huhu, small_station):
    answer = huhu("cells", "h3", "--resolution", 15, "-w", small_station)
    assert (answer.code, "give one between 5 and 12" in answer.err) == (2, True)
