"""What holds for every town: rows agree with single questions, detours never help, both engines agree."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gisdata.records import TravelMode
from gisdata.streets import EngineName, Streets, TravelTable, build_streets, open_streets
from tests.osm_files import OsmFile, lon_lat

SPEEDS_KMH = {TravelMode.FOOT: 4.8, TravelMode.EBIKE: 16.0, TravelMode.CAR: 50.0}
SIDE_M = 80
CLASSES = ("residential", "service", "footway", "steps", "tertiary")

street = st.tuples(st.sampled_from(CLASSES), st.sampled_from(("", "yes", "-1")), st.booleans())
points = st.lists(
    st.tuples(st.integers(-30, 4 * SIDE_M), st.integers(-30, 4 * SIDE_M)), min_size=2, max_size=12
)
modes = st.sampled_from(list(TravelMode))


@st.composite
def towns(draw: st.DrawFn) -> OsmFile:
    """A grid of 4 x 4 corners with streets of any class and direction, some of them missing."""
    osm = OsmFile()
    osm.street((0, 0), (SIDE_M, 0))   # no town is without a street
    for column in range(4):
        for row in range(4):
            here = (column * SIDE_M, row * SIDE_M)
            for there in ((here[0] + SIDE_M, here[1]), (here[0], here[1] + SIDE_M)):
                road_class, oneway, is_there = draw(street)
                if is_there and max(there) <= 3 * SIDE_M:
                    osm.street(here, there, highway=road_class, oneway=oneway)
    return osm


def opened(osm: OsmFile) -> tuple[Streets, Streets]:
    with tempfile.TemporaryDirectory() as folder:
        build_streets(osm.write(Path(folder) / "t.osm.pbf"), Path(folder) / "s")
        fast, plain = (open_streets(Path(folder) / "s", SPEEDS_KMH, engine=name) for name in EngineName)
        return fast, plain


def table(streets: Streets, mode: TravelMode, asked: list[tuple[int, int]]) -> TravelTable:
    lon_deg, lat_deg = np.array([lon_lat(*p) for p in asked]).T
    return streets.travel_times(mode, lon_deg, lat_deg)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(osm=towns(), asked=points, mode=modes)
def test_a_table_holds_what_single_questions_answer(
    osm: OsmFile, asked: list[tuple[int, int]], mode: TravelMode,
) -> None:
    fast, plain = opened(osm)
    whole = table(fast, mode, asked)
    np.testing.assert_array_equal(whole.duration_s, table(plain, mode, asked).duration_s)
    assert whole.faults == table(plain, mode, asked).faults
    for i, start in enumerate(asked):
        for j, end in enumerate(asked):
            if i == j:   # the diagonal is 0, for a point with a fault too
                assert whole.duration_s[i, j] == 0
                continue
            assert whole.duration_s[i, j] == table(fast, mode, [start, end]).duration_s[0, 1]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(osm=towns(), asked=points, mode=modes)
def test_a_detour_never_helps_and_a_fault_cuts_both_ways(
    osm: OsmFile, asked: list[tuple[int, int]], mode: TravelMode,
) -> None:
    found = table(opened(osm)[0], mode, asked)
    duration_s = found.duration_s.astype(float)
    good = [i for i, fault in enumerate(found.faults) if fault is None]
    assert (duration_s[np.ix_(good, good)] >= 0).all()   # all of the main part is reached from all of it
    for i, fault in enumerate(found.faults):
        if fault is not None:
            others = [j for j in range(len(asked)) if j != i]
            assert (duration_s[i, others] == -1).all()
            assert (duration_s[others, i] == -1).all()
    for via in good:
        # every time is rounded to the nearest second, so a detour may look shorter by one and a half, that is by 1
        detour_s = duration_s[good, via][:, None] + duration_s[via, good][None, :]
        assert (duration_s[np.ix_(good, good)] <= detour_s + 1).all()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(osm=towns(), asked=points, mode=modes, share=st.floats(0, 1))
def test_a_table_from_the_first_points_is_the_upper_part_of_the_whole(
    osm: OsmFile, asked: list[tuple[int, int]], mode: TravelMode, share: float,
) -> None:
    n_origins = 1 + int(share * (len(asked) - 1))
    lon_deg, lat_deg = np.array([lon_lat(*p) for p in asked]).T
    for streets in opened(osm):
        part = streets.travel_times(mode, lon_deg, lat_deg, n_origins=n_origins)
        whole = table(streets, mode, asked)
        assert part.duration_s.tolist() == whole.duration_s[:n_origins].tolist()
        assert part.faults == whole.faults
