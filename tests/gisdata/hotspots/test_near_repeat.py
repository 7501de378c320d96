import numpy as np
import pytest
from scipy.stats import kstest

from gisdata.errors import WrongArgument
from gisdata.hotspots import knox_table, near_repeat, near_repeats
from tests.hot_scenes import an_incident


def test_pairs_are_counted_once_in_the_band_they_lie_in():
    points = np.array([[0, 0], [60, 0], [0, 150], [5000, 0]], dtype=float)
    days = np.array([0, 7, 10, 0], dtype=float)
    # pairs: 0-1 60 m, 7 days; 0-2 150 m, 10 days; 1-2 161.6 m, 3 days; the last is far from all
    table = {(row.to_m, row.to_days): row.n_pairs for row in knox_table(points, days, seed=1, permutations=9)}
    assert table == {(100, 7): 1, (100, 14): 0, (200, 7): 1, (200, 14): 1, (400, 7): 0, (400, 14): 0}


def test_a_pair_on_the_edge_of_a_band_is_in_it_and_just_beyond_is_in_the_next():
    for apart_m, band in ((100.0, 100.0), (100.1, 200.0)):
        table = knox_table(np.array([[0, 0], [apart_m, 0]]), np.array([0.0, 7.0]), seed=1, permutations=1)
        assert [row.to_m for row in table if row.n_pairs] == [band]
    later = knox_table(np.array([[0.0, 0], [1, 0]]), np.array([0.0, 14.1]), seed=1, permutations=1)
    assert not any(row.n_pairs for row in later)


def test_same_seed_same_table_and_every_pair_is_dealt_out():
    chance = np.random.default_rng(3)
    points, days = chance.uniform(0, 800, (60, 2)), chance.uniform(0, 100, 60)
    assert knox_table(points, days, seed=4, permutations=49) == knox_table(points, days, seed=4, permutations=49)
    assert knox_table(points, days, seed=4, permutations=49) != knox_table(points, days, seed=5, permutations=49)


def test_incidents_that_follow_each_other_are_found():
    chance = np.random.default_rng(7)
    first, day = chance.uniform(0, 5000, (80, 2)), chance.uniform(0, 300, 80)
    points, days = np.vstack([first, first + 20]), np.concatenate([day, day + 3])
    nearest = knox_table(points, days, seed=1, permutations=199)[0]
    assert nearest.n_pairs >= 80
    assert nearest.ratio > 5
    assert nearest.p == 1 / 200                       # the least that 199 permutations can tell


def test_by_chance_alone_p_is_as_often_small_as_large():
    chance = np.random.default_rng(11)
    p = [knox_table(chance.uniform(0, 1000, (70, 2)), chance.uniform(0, 100, 70), seed=run, permutations=59)[3].p
         for run in range(80)]
    assert kstest(p, "uniform").pvalue > 0.01
    assert 0.3 < np.mean(p) < 0.7


def test_no_incident_or_one_gives_a_table_of_nothing():
    for incidents in ([], [an_incident(0, 0)]):
        table = near_repeats(incidents, seed=1, permutations=9)
        assert [(row.n_pairs, row.ratio, row.p) for row in table] == [(0, None, 1.0)] * 6


def test_places_and_moments_of_reports_are_used():
    # 0.0025 degrees of longitude at 32 N are 236 m; the middle of the second interval is 2 days later
    pair = [an_incident(0, 0, after_h=0), an_incident(0, 1, after_h=24, length_h=48)]
    assert [(row.to_m, row.to_days) for row in near_repeats(pair, seed=1, permutations=1) if row.n_pairs] == [(400, 7)]


def test_one_point_for_a_whole_town_is_refused(monkeypatch):
    monkeypatch.setattr(near_repeat, "MOST_PAIRS", 45)
    assert knox_table(np.zeros((10, 2)), np.zeros(10), seed=1, permutations=1)[0].n_pairs == 45
    with pytest.raises(WrongArgument, match="more than 45 pairs"):
        knox_table(np.zeros((11, 2)), np.zeros(11), seed=1, permutations=1)
