"""Real extracts: cut at the edges, missing nodes, whole ways that reach far out."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from gisdata.osm_file import osm_objects
from gisdata.records import TravelMode
from gisdata.streets import EngineName, StreetsReport, build_streets, open_streets

EXTRACTS = Path(__file__).parents[3] / "../shared/data/osm"
SPEEDS_KMH = {TravelMode.FOOT: 4.8, TravelMode.EBIKE: 16.0, TravelMode.CAR: 50.0}

pytestmark = pytest.mark.skipif(not EXTRACTS.is_dir(), reason="the shared extracts are not beside this checkout")

TOWNS = ("lauf", "helsinki_centre", "beijing_haidian")


@pytest.fixture(scope="module", params=TOWNS)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, StreetsReport]:
    """Name, folder and report of each real town."""
    folder = tmp_path_factory.mktemp(request.param)
    return request.param, folder, build_streets(EXTRACTS / f"{request.param}.osm.pbf", folder)


def test_the_counts_are_those_of_the_list_of_sources(town: tuple[str, Path, StreetsReport]) -> None:
    name, _, report = town
    highways = {"lauf": 2931, "helsinki_centre": 2650, "beijing_haidian": 302}[name]
    cut = {"lauf": (119, 730), "helsinki_centre": (191, 828), "beijing_haidian": (0, 0)}[name]
    assert report.n_ways + report.n_closed_ways == highways
    assert (report.n_cut_ways, report.n_missing_nodes) == cut
    foot, ebike, car = report.modes
    assert foot.length_km > ebike.length_km > car.length_km > 20
    assert foot.cut_off_km < foot.length_km / 10


def test_the_file_is_small_and_the_basemap_is_in_it(town: tuple[str, Path, StreetsReport]) -> None:
    _, folder, report = town
    assert (folder / "streets.npz").stat().st_size < 2_000_000
    basemap = open_streets(folder, SPEEDS_KMH).basemap()
    assert basemap is not None
    assert len(basemap.roads) > 0.8 * report.n_ways
    assert len(basemap.buildings) > 200


@pytest.mark.parametrize("mode", list(TravelMode))
def test_both_engines_agree_on_300_points(town: tuple[str, Path, StreetsReport], mode: TravelMode) -> None:
    _, folder, _ = town
    fast, plain = (open_streets(folder, SPEEDS_KMH, engine=name) for name in EngineName)
    basemap = fast.basemap()
    assert basemap is not None
    corners = np.array([area.rings[0][0] for area in basemap.buildings])
    asked = corners[np.random.default_rng(1).permutation(len(corners))[:300]]
    ours, theirs = (s.travel_times(mode, asked[:, 0], asked[:, 1]) for s in (fast, plain))
    np.testing.assert_array_equal(ours.duration_s, theirs.duration_s)
    n_reached = sum(fault is None for fault in ours.faults)
    assert n_reached > 0.5 * len(asked)   # the cut edges of a city centre strand many one-way streets
    reached = ours.duration_s[ours.duration_s > 0]
    assert len(reached) > 0.9 * n_reached * (n_reached - 1)


def test_nearly_every_address_of_a_whole_town_is_reached_on_foot(tmp_path: Path) -> None:
    pbf = EXTRACTS / "lauf.osm.pbf"
    build_streets(pbf, tmp_path)
    asked = np.array([(thing.lon, thing.lat) for thing, _ in osm_objects(pbf, "addr:housenumber")
                      if hasattr(thing, "lon")])
    assert len(asked) == 4778
    table = open_streets(tmp_path, SPEEDS_KMH).travel_times(TravelMode.FOOT, asked[:1500, 0], asked[:1500, 1])
    assert sum(fault is not None for fault in table.faults) <= 3
    # at most an hour and a half across a town of 4.4 x 3.4 km
    assert 3000 < table.duration_s.max() < 5400


def test_threads_may_ask_the_same_streets(town: tuple[str, Path, StreetsReport]) -> None:
    _, folder, _ = town
    streets = open_streets(folder, SPEEDS_KMH)
    basemap = streets.basemap()
    assert basemap is not None
    asked = np.array([area.rings[0][0] for area in basemap.buildings[:80]])
    answers: list[bytes] = []

    def ask() -> None:
        answers.append(streets.travel_times(TravelMode.FOOT, asked[:, 0], asked[:, 1]).duration_s.tobytes())

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert len(set(answers)) == 1
