from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gisdata.errors import WrongArgument
from gisdata.geodesy import LocalPlane
from gisdata.hotspots import hot_streets, street_density
from tests.hot_scenes import an_incident

M_PER_DEG = float(LocalPlane(lon_deg=0.0, lat_deg=0.0).metres(np.array([1.0]), np.array([0.0]))[0, 0])


@dataclass(eq=False)
class Lines:
    """Streets on the equator, where a degree is as long to the east as to the north."""

    lon_deg: np.ndarray
    lat_deg: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    length_m: np.ndarray


def streets(nodes_m, segments, gates=()):
    nodes = np.array(nodes_m, dtype=float)
    tail, head = np.array(segments).T
    length_m = np.linalg.norm(nodes[tail] - nodes[head], axis=1)
    length_m[list(gates)] = 0
    return Lines(nodes[:, 0] / M_PER_DEG, nodes[:, 1] / M_PER_DEG, tail, head, length_m)


def at(east_m, north_m):
    return replace(an_incident(0, 0), lon_deg=east_m / M_PER_DEG, lat_deg=north_m / M_PER_DEG)


# a street of four pieces of 100 m from west to east, and one of 100 m that runs beside it 40 m to the north, apart
ROW = streets(
    [(0, 0), (100, 0), (200, 0), (300, 0), (400, 0), (0, 40), (100, 40)], [(0, 1), (1, 2), (2, 3), (3, 4), (5, 6)])


def test_weight_falls_off_along_the_street_and_does_not_jump_to_one_beside_it():
    found = street_density([at(50, 5)], ROW, bandwidth_m=200)
    # middles lie 0, 100, 200, 300 m away: kernel 1, (1 - 1/4)² = 0.5625, 0, 0; all pieces are equally long
    total = 1 + 0.5625
    assert found.per_km == pytest.approx([10 / total, 5.625 / total, 0, 0, 0], rel=1e-3)
    assert found.n_far == 0


def test_out_of_reach_of_every_middle_the_weight_stays_on_its_own_piece():
    assert street_density([at(95, 0)], ROW, bandwidth_m=30).per_km == pytest.approx([10, 0, 0, 0, 0])


def test_a_report_far_from_every_street_is_told_and_spreads_nothing():
    near, far = street_density([at(50, -149)], ROW, bandwidth_m=50), street_density([at(50, -151)], ROW, bandwidth_m=50)
    assert (near.n_far, far.n_far) == (0, 1)
    assert not far.per_km.any()


def test_a_gate_is_passed_and_is_no_place():
    gated = streets([(0, 0), (100, 0), (100, 0), (200, 0)], [(0, 1), (1, 2), (2, 3)], gates=(1,))
    found = street_density([at(50, 0)], gated, bandwidth_m=200)
    assert found.per_km[1] == 0
    assert found.per_km[2] == pytest.approx(5.625 / 1.5625, rel=1e-3)


def test_of_two_ways_between_corners_the_shorter_one_is_walked():
    double = streets([(0, 0), (100, 0), (200, 0)], [(0, 1), (0, 1), (1, 2)])
    double.length_m[0] = 500
    found = street_density([at(150, 0)], double, bandwidth_m=200)
    # from 150: own middle 0 m, the short way's middle 100 m, the long way's 50 + 250 m, out of reach
    assert found.per_km == pytest.approx([0, 5.625 / 1.5625, 10 / 1.5625], rel=1e-3)


@given(st.lists(st.tuples(st.floats(-100, 500), st.floats(-100, 140)), max_size=20), st.floats(5, 500))
@settings(max_examples=40, deadline=None)
def test_density_times_length_adds_up_to_the_reports_on_streets(places, bandwidth_m):
    incidents = [at(*place) for place in places]
    found = street_density(incidents, ROW, bandwidth_m=bandwidth_m)
    assert (found.per_km * ROW.length_m / 1000).sum() == pytest.approx(len(places) - found.n_far, abs=1e-6)
    assert (found.per_km >= 0).all()


def test_a_bandwidth_of_nothing_is_refused_and_no_reports_are_no_density():
    assert not street_density([], ROW, bandwidth_m=100).per_km.any()
    with pytest.raises(WrongArgument, match="above 0"):
        street_density([], ROW, bandwidth_m=0)


def test_pieces_of_street_under_a_twenty_fifth_of_the_peak_are_not_shown():
    incidents = [at(50, 0)] * 100 + [at(350, 0)] * 4 + [at(50, 40)] * 3
    # without reach each piece has its own: 1000, 40 and 30 per km
    found = hot_streets(incidents, ROW, bandwidth_m=1)
    assert [round(piece.per_km) for piece in found] == [40, 1000]
    (west, _), (east, _) = found[1].line
    assert (west * M_PER_DEG, east * M_PER_DEG) == pytest.approx((0, 100))
    assert hot_streets([], ROW, bandwidth_m=1) == []
