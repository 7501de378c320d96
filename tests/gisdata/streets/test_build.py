"""Streets are built whole, once per file, and tell what they left out."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gisdata.errors import BadFile, DiskFull, NotFound, WrongArgument
from gisdata.records import TravelMode
from gisdata.streets import build_streets, open_streets
from tests.osm_files import OsmFile, box, lon_lat

SPEEDS_KMH = {TravelMode.FOOT: 3.6, TravelMode.EBIKE: 18.0, TravelMode.CAR: 50.0}


def a_town() -> OsmFile:
    """A block of 4 x 100 m for everybody, a footway of 141 m across it, and what does not count."""
    osm = OsmFile()
    osm.street(*box(0, 0, 100), name="环城路")
    osm.street((0, 0), (100, 100), highway="footway")
    osm.street((0, 0), (-50, 0), access="private")
    osm.street((300, 0), (400, 0))
    osm.street(*box(20, 20, 20), highway="pedestrian", area="yes")
    osm.street((0, 100), (0, 200), highway="construction")
    return osm


def test_the_report_counts_the_streets_of_each_mode(tmp_path: Path) -> None:
    report = build_streets(a_town().write(tmp_path / "t.osm.pbf"), tmp_path / "s")
    foot, ebike, car = report.modes
    assert (foot.n_nodes, foot.n_arcs, foot.length_km, foot.cut_off_km) == (4, 10, 0.541, 0.1)
    assert (car.n_nodes, car.n_arcs, car.length_km, car.cut_off_km) == (4, 8, 0.4, 0.1)
    assert ebike.length_km == 0.4
    assert (report.n_ways, report.n_closed_ways, report.n_missing_nodes, report.notes) == (3, 3, 0, ())


def test_a_missing_node_breaks_a_street_and_is_counted(tmp_path: Path) -> None:
    osm = a_town()
    osm.street((100, 0), (150, 0), 999, (250, 0), (300, 0))
    report = build_streets(osm.write(tmp_path / "t.osm.pbf"), tmp_path / "s")
    assert (report.n_missing_nodes, report.n_cut_ways) == (1, 1)
    assert [str(note) for note in report.notes] == [
        "1 streets reach beyond the extract: 1 of their points are missing, and they end there",
    ]
    streets = open_streets(tmp_path / "s", SPEEDS_KMH)
    lon_deg, lat_deg = np.array([lon_lat(140, 0), lon_lat(260, 0)]).T
    table = streets.travel_times(TravelMode.FOOT, lon_deg, lat_deg)
    # no line jumps over the gap: the far piece is not connected
    assert [str(f) for f in table.faults] == ["None", "the street is not connected to the town's streets"]


def test_the_same_file_is_not_built_twice(tmp_path: Path) -> None:
    pbf = a_town().write(tmp_path / "t.osm.pbf")
    first = build_streets(pbf, tmp_path / "s")
    written = (tmp_path / "s" / "streets.npz").stat().st_mtime_ns
    second = build_streets(pbf, tmp_path / "s")
    assert not first.unchanged
    assert second.unchanged
    assert second.modes == first.modes
    assert (tmp_path / "s" / "streets.npz").stat().st_mtime_ns == written


def test_another_file_replaces_the_streets(tmp_path: Path) -> None:
    build_streets(a_town().write(tmp_path / "t.osm.pbf"), tmp_path / "s")
    osm = a_town()
    osm.street((100, 0), (300, 0))
    report = build_streets(osm.write(tmp_path / "t2.osm.pbf"), tmp_path / "s")
    assert not report.unchanged
    assert report.modes[0].cut_off_km == 0


def test_progress_runs_from_nothing_to_all(tmp_path: Path) -> None:
    told: list[tuple[float, str]] = []
    pbf = a_town().write(tmp_path / "t.osm.pbf")
    build_streets(pbf, tmp_path / "s", lambda done, what: told.append((done, str(what))))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[0] == (0.0, "reading streets")
    assert told[-1] == (1.0, "streets are ready")


BAD_FILES = {
    "missing": (None, "does not exist"),
    "empty": (b"", "the file bad.osm.pbf is empty"),
    "text": ("户编号,地址\n1,清河路1号\n".encode(), "not an OpenStreetMap PBF"),
    "few bytes": (b"\x00\x00\x00\x0d", "cut off in the middle"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_gets_one_sentence_and_the_old_streets_stay(tmp_path: Path, kind: str) -> None:
    build_streets(a_town().write(tmp_path / "t.osm.pbf"), tmp_path / "s")
    before = (tmp_path / "s" / "streets.npz").read_bytes()
    content, sentence = BAD_FILES[kind]
    if content is not None:
        (tmp_path / "bad.osm.pbf").write_bytes(content)
    with pytest.raises(BadFile, match=sentence):
        build_streets(tmp_path / "bad.osm.pbf", tmp_path / "s")
    assert [p.name for p in (tmp_path / "s").iterdir()] == ["streets.npz"]
    assert (tmp_path / "s" / "streets.npz").read_bytes() == before


def test_a_truncated_extract_is_refused(tmp_path: Path) -> None:
    whole = a_town().write(tmp_path / "t.osm.pbf").read_bytes()
    (tmp_path / "cut.osm.pbf").write_bytes(whole[:-20])
    with pytest.raises(BadFile, match=r"the file cut\.osm\.pbf is cut off in the middle"):
        build_streets(tmp_path / "cut.osm.pbf", tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_a_folder_is_no_extract(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is not a file"):
        build_streets(tmp_path, tmp_path / "s")


def test_an_extract_without_streets_is_refused(tmp_path: Path) -> None:
    osm = OsmFile()
    osm.way(box(0, 0, 10), building="yes")
    with pytest.raises(BadFile, match="holds no street"):
        build_streets(osm.write(tmp_path / "t.osm.pbf"), tmp_path / "s")


def test_an_extract_whose_streets_have_no_points_is_refused(tmp_path: Path) -> None:
    osm = OsmFile()
    osm.street(901, 902)
    with pytest.raises(BadFile, match="holds 1 streets, but none that is open and has its points"):
        build_streets(osm.write(tmp_path / "t.osm.pbf"), tmp_path / "s")


def test_a_full_disk_leaves_the_old_streets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pbf = a_town().write(tmp_path / "t.osm.pbf")
    build_streets(pbf, tmp_path / "s")
    osm = a_town()
    osm.street((100, 0), (300, 0))
    other = osm.write(tmp_path / "t2.osm.pbf")

    def full(*_args: object, **_arrays: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(np, "savez_compressed", full)
    with pytest.raises(DiskFull):
        build_streets(other, tmp_path / "s")
    assert build_streets(pbf, tmp_path / "s").unchanged


DAMAGE = {
    "cut off": lambda whole: whole[:500],
    "empty": lambda _: b"",
    "text": lambda _: b"streets",
    "bytes turned over": lambda whole: whole[:2000] + bytes(255 - byte for byte in whole[2000:2200]) + whole[2200:],
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damaged_streets_are_told_when_opened_and_cured_by_the_same_file(tmp_path: Path, kind: str) -> None:
    pbf = a_town().write(tmp_path / "t.osm.pbf")
    build_streets(pbf, tmp_path / "s")
    stored = tmp_path / "s" / "streets.npz"
    stored.write_bytes(DAMAGE[kind](stored.read_bytes()))
    with pytest.raises(BadFile, match=r"streets\.npz is damaged: import the street map again"):
        open_streets(tmp_path / "s", SPEEDS_KMH)
    assert not build_streets(pbf, tmp_path / "s").unchanged
    assert open_streets(tmp_path / "s", SPEEDS_KMH).engine == "routingkit-cch"


def test_half_the_speed_takes_twice_the_time(tmp_path: Path) -> None:
    build_streets(a_town().write(tmp_path / "t.osm.pbf"), tmp_path / "s")
    lon_deg, lat_deg = np.array([lon_lat(0, 0), lon_lat(100, 0)]).T
    for kmh, seconds in ((3.6, 100), (1.8, 200), (7.2, 50)):
        streets = open_streets(tmp_path / "s", {TravelMode.FOOT: kmh})
        assert streets.travel_times(TravelMode.FOOT, lon_deg, lat_deg).duration_s[0, 1] == seconds


@pytest.mark.parametrize("kmh", [0.0, -5.0, float("nan")])
def test_a_speed_that_is_not_above_nothing_is_refused(tmp_path: Path, kmh: float) -> None:
    build_streets(a_town().write(tmp_path / "t.osm.pbf"), tmp_path / "s")
    streets = open_streets(tmp_path / "s", {TravelMode.FOOT: kmh})
    with pytest.raises(WrongArgument, match="the speed by foot must be above 0 km/h"):
        streets.travel_times(TravelMode.FOOT, np.array([110.8]), np.array([32.6]))


def test_a_mode_without_a_speed_is_named(tmp_path: Path) -> None:
    build_streets(a_town().write(tmp_path / "t.osm.pbf"), tmp_path / "s")
    with pytest.raises(NotFound, match="no speed is set for going by car"):
        open_streets(tmp_path / "s", {TravelMode.FOOT: 4.8}).line(TravelMode.CAR, lon_lat(0, 0), lon_lat(100, 0))


WITHOUT_CCH = """
import sys
sys.modules["routingkit_cch"] = None   # as if it were not installed
from pathlib import Path
import numpy as np
from gisdata.records import TravelMode
from gisdata.streets import build_streets, open_streets
pbf, folder = map(Path, sys.argv[1:])
print([str(note) for note in build_streets(pbf, folder).notes])
streets = open_streets(folder, {TravelMode.FOOT: 3.6})
table = streets.travel_times(TravelMode.FOOT, np.array([110.8]), np.array([32.6]))
print(streets.engine, [str(note) for note in table.notes])
"""


def test_without_the_fast_engine_scipy_steps_in_and_says_so(tmp_path: Path) -> None:
    pbf = a_town().write(tmp_path / "t.osm.pbf")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_CCH, str(pbf), str(tmp_path / "s")],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3],
    )
    told, asked = done.stdout.splitlines()
    sentence = "the fast street engine routingkit-cch is not installed: scipy computes the same travel times"
    assert sentence in told
    assert asked.startswith("scipy ['the fast street engine")
    # with the engine back, the streets that were built without it still serve, and the same file is prepared anew
    assert open_streets(tmp_path / "s", SPEEDS_KMH).line(TravelMode.FOOT, lon_lat(0, 0), lon_lat(100, 0))
    assert not build_streets(pbf, tmp_path / "s").unchanged
