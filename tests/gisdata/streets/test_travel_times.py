"""Travel times on streets drawn by hand: 1 m/s on foot, 5 m/s by e-bike, 20 km/h by car in a residential street."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from gisdata.records import TravelMode
from tests.osm_files import OsmFile, box, lon_lat

FOOT, EBIKE, CAR = TravelMode.FOOT, TravelMode.EBIKE, TravelMode.CAR
Build = Callable[[OsmFile], Any]


def a_block(side_m: float = 100, **south: str) -> OsmFile:
    """Four streets around a square; `south` tags the one from (0, 0) east to (side, 0)."""
    osm, s = OsmFile(), side_m
    osm.street((0, 0), (s, 0), **south)
    osm.street((s, 0), (s, s))
    osm.street((s, s), (0, s))
    osm.street((0, s), (0, 0))
    return osm


def test_a_way_on_foot_takes_its_length_at_walking_speed(build: Build) -> None:
    town = build(a_block())
    # 50 m to the corner and 30 m up
    assert town.seconds((50, 0), (100, 30)) == 80


def test_a_one_way_street_sends_wheels_around_the_block_and_lets_feet_through(build: Build) -> None:
    town = build(a_block(oneway="yes"))
    # along: 60 m. against: 20 to the corner, three sides of 100, 20 in the one-way street = 340 m
    assert town.seconds((20, 0), (80, 0), EBIKE) == 12
    assert town.seconds((80, 0), (20, 0), EBIKE) == 68
    assert town.seconds((80, 0), (20, 0), FOOT) == 60
    # 60 and 340 m at 20 km/h
    assert town.seconds((20, 0), (80, 0), CAR) == 11
    assert town.seconds((80, 0), (20, 0), CAR) == 61


def test_a_one_way_street_against_its_drawing_is_open_the_other_way(build: Build) -> None:
    town = build(a_block(oneway="-1"))
    assert town.seconds((80, 0), (20, 0), EBIKE) == 12
    assert town.seconds((20, 0), (80, 0), EBIKE) == 68


def test_a_street_that_is_free_for_bicycles_frees_the_ebike_and_not_the_car(build: Build) -> None:
    town = build(a_block(oneway="yes", oneway__bicycle="no"))
    assert town.seconds((80, 0), (20, 0), EBIKE) == 12
    assert town.seconds((80, 0), (20, 0), CAR) == 61


def test_the_corner_at_the_end_of_a_one_way_street_is_reached_from_the_other_streets(build: Build) -> None:
    town = build(a_block(oneway="yes"))
    # (100, 0) is the end of the one-way street and the start of the next: from (100, 50) straight down
    assert town.seconds((100, 50), (100, 0), EBIKE) == 10
    # its start (0, 0) is left by the street to the north without entering the one-way street
    assert town.seconds((0, 0), (0, 50), EBIKE) == 10


def test_a_roundabout_is_driven_in_one_direction_and_walked_in_both(build: Build) -> None:
    osm = OsmFile()
    osm.street(*box(0, 0, 50), junction="roundabout")
    osm.street((0, 0), (-100, 0))
    osm.street((50, 50), (150, 50))
    town = build(osm)
    # 10 m in, two sides of 50 m, 10 m out
    assert town.seconds((-10, 0), (60, 50), EBIKE) == 24
    # the west side is left to right of its corner: three sides from (50, 0) to (0, 0)
    assert town.seconds((50, 0), (0, 0), EBIKE) == 30
    assert town.seconds((50, 0), (0, 0), FOOT) == 50


def test_stairs_take_twice_the_time_on_foot_and_stop_wheels(build: Build) -> None:
    osm = a_block()
    osm.street((100, 100), (200, 100))
    osm.street((0, 0), (0, -60), highway="steps")
    osm.street((0, -60), (100, -60), highway="footway", bicycle="yes")
    osm.street((100, -60), (100, 0), highway="footway", bicycle="yes")
    town = build(osm)
    # on foot: 60 m of stairs at 0.5 m/s = 120 s; around by the footway: 100 + 60 + 100 = 260 s
    assert town.seconds((0, 0), (0, -60), FOOT) == 120
    # e-bike: 100 m of street at 5 m/s = 20 s, 160 m of footway at 5 x 10/16 m/s = 51.2 s
    assert town.seconds((0, 0), (0, -60), EBIKE) == 71


def test_a_private_way_is_closed_and_a_tag_of_its_own_opens_it_for_a_mode(build: Build) -> None:
    osm = a_block()
    osm.street((0, 0), (100, 100), access="private", foot="yes")
    town = build(osm)
    # the diagonal is 141.4 m; around the block it is 200 m
    assert town.seconds((0, 0), (100, 100), FOOT) == 141
    assert town.seconds((0, 0), (100, 100), EBIKE) == 40


def test_a_square_drawn_as_an_area_is_no_street(build: Build) -> None:
    osm = a_block()
    osm.street((0, 0), (100, 100), highway="pedestrian", area="yes")
    assert build(osm).seconds((0, 0), (100, 100)) == 200


def test_the_bridge_is_the_only_way_across(build: Build) -> None:
    osm = a_block()
    osm.street((100, 100), (100, 300), bridge="yes")
    osm.street((100, 300), (0, 300))
    # 100 m along the block, 200 m of bridge, 100 m back west
    assert build(osm).seconds((0, 100), (0, 300)) == 400


def test_a_bollard_stops_the_car_and_nobody_else(build: Build) -> None:
    osm = a_block()
    osm.node((50, 0), barrier="bollard")
    osm.street((0, 0), (50, 0), (100, 0))
    osm.ways.pop(0)   # the south side without the bollard
    town = build(osm)
    assert town.seconds((40, 0), (60, 0), FOOT) == 20
    assert town.seconds((40, 0), (60, 0), EBIKE) == 4
    # 40 + 300 + 40 = 380 m at 20 km/h
    assert town.seconds((40, 0), (60, 0), CAR) == 68


def test_a_gate_that_is_private_stops_everybody_and_an_open_one_nobody(build: Build) -> None:
    osm = a_block()
    osm.street((0, 0), (50, 50), (100, 100))
    osm.node((50, 50), barrier="gate")
    assert build(osm).seconds((0, 0), (100, 100), FOOT) == 141
    osm.node((50, 50), barrier="gate", access="private")
    assert build(osm).seconds((0, 0), (100, 100), FOOT) == 200


def test_of_two_streets_between_the_same_corners_the_quicker_counts(build: Build) -> None:
    osm = a_block()
    osm.street((0, 0), (100, 0), highway="path")
    town = build(osm)
    assert town.seconds((0, 0), (100, 0), EBIKE) == 20


def test_a_door_off_the_street_is_walked_to_whatever_the_mode(build: Build) -> None:
    town = build(a_block())
    # 30 m and 20 m on foot, 60 m along the street
    assert town.seconds((20, -30), (80, -20), FOOT) == 110
    assert town.seconds((20, -30), (80, -20), EBIKE) == 62


def test_two_doors_opposite_each_other_are_a_walk_across_the_street_apart(build: Build) -> None:
    assert build(a_block()).seconds((50, -12), (50, 20)) == 32


def test_equal_points_are_no_way_apart_and_others_at_least_a_second(build: Build) -> None:
    duration_s = build(a_block()).table((50, 0), (50, 0), (50.2, 0)).duration_s
    assert duration_s.tolist() == [[0, 0, 1], [0, 0, 1], [1, 1, 0]]
    assert duration_s.dtype == np.int32


def test_homes_in_one_block_share_a_row(build: Build) -> None:
    duration_s = build(a_block()).table((50, -10), (100, 50), (50, -10)).duration_s
    assert duration_s[0].tolist() == [0, 110, 0]
    assert (duration_s[0] == duration_s[2]).all()
    assert (duration_s[:, 0] == duration_s[:, 2]).all()


def test_a_door_149_m_from_the_street_is_reached_and_one_151_m_away_is_named(build: Build) -> None:
    table = build(a_block()).table((50, 0), (50, -149), (50, -151))
    assert [None if f is None else str(f) for f in table.faults] == [None, None, "no street within 150 m"]
    assert table.duration_s.tolist() == [[0, 149, -1], [149, 0, -1], [-1, -1, 0]]


def test_a_household_across_a_broken_bridge_is_named(build: Build) -> None:
    osm = a_block()
    osm.street((0, 200), (100, 200))   # the far bank, 100 m off: no street leads there
    table = build(osm).table((50, 0), (50, 195))
    assert str(table.faults[1]) == "the street is not connected to the town's streets"
    assert table.duration_s.tolist() == [[0, -1], [-1, 0]]


def test_a_stub_of_path_beside_the_street_does_not_cut_a_household_off(build: Build) -> None:
    osm = a_block()
    osm.street((20, -20), (80, -20), highway="footway")
    town = build(osm)
    near, far = town.table((50, -18), (100, 0)), town.table((50, -31), (100, 0))
    # 18 m from the street and 2 m from the stub: the street. 31 and 11 m: still, but not where the stub is 30 m nearer
    assert near.faults == far.faults == (None, None)
    assert near.duration_s[0, 1] == 68
    assert [str(note) for note in near.notes][-1] == (
        "1 of the points lie beside a path that is not connected to the town's streets;"
        " the street up to 30 m further off was taken"
    )
    osm.street((20, -40), (80, -40), highway="footway")
    assert str(build(osm).table((50, -38), (100, 0)).faults[0]) == "the street is not connected to the town's streets"


def test_the_end_of_a_one_way_dead_end_is_cut_off_for_wheels_only(build: Build) -> None:
    osm = a_block()
    osm.street((100, 100), (300, 100), oneway="yes")
    town = build(osm)
    assert town.table((250, 100), (0, 0), mode=CAR).faults[0] is not None
    assert town.seconds((250, 100), (0, 0), FOOT) == 350


def test_a_point_without_coordinates_is_named(build: Build) -> None:
    lon_deg, lat_deg = np.array([lon_lat(0, 0), lon_lat(50, 0), (np.nan, 32.0), (np.inf, 32.0)]).T
    table = build(a_block()).streets.travel_times(FOOT, lon_deg, lat_deg)
    assert [None if f is None else str(f) for f in table.faults] == [None, None, *["the point has no coordinates"] * 2]
    assert table.duration_s[0].tolist() == [0, 50, -1, -1]


def test_no_points_give_an_empty_table(build: Build) -> None:
    table = build(a_block()).table()
    assert table.duration_s.shape == (0, 0)
    assert table.faults == ()


def test_only_faulty_points_give_a_table_without_ways(build: Build) -> None:
    assert build(a_block()).table((5000, 0), (6000, 0)).duration_s.tolist() == [[0, -1], [-1, 0]]


def test_a_town_without_car_streets_names_every_point_for_the_car(build: Build) -> None:
    osm = OsmFile()
    osm.street(*box(0, 0, 100), highway="footway")
    town = build(osm)
    assert [str(f) for f in town.table((0, 0), (50, 0), mode=CAR).faults] == ["no street within 150 m"] * 2
    assert town.seconds((0, 0), (50, 0), FOOT) == 50


def test_more_places_than_one_block_of_rows_agree_with_single_questions(build: Build) -> None:
    town = build(a_block(side_m=400, oneway="yes"))
    points = [(float(i), 0.0) for i in range(1, 301)]
    duration_s = town.table(*points, mode=EBIKE).duration_s
    # along: at 5 m/s; against: the other way around the block of 1600 m
    assert duration_s[0, 299] == 60
    assert duration_s[299, 0] == round((1600 - 299) / 5)


@pytest.mark.parametrize(("limit", "seconds"), [("", 18), ("30", 15), ("100", 14), ("walk", 18)])
def test_a_car_looks_at_the_speed_limit(build: Build, limit: str, seconds: int) -> None:
    # 100 m at 20 km/h = 18.0 s; limit 30: 24 km/h = 15.0 s; limit 100: at most 1.3 x 20 = 26 km/h = 13.8 s
    assert build(a_block(maxspeed=limit)).seconds((0, 0), (100, 0), CAR) == seconds
