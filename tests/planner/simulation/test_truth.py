"""The hidden truth is the same for every policy, and says who could be met at all."""

from __future__ import annotations

import numpy as np

from planner.simulation import Truth, draw_truth

START = (0.45, 0.65)


def test_the_same_seed_draws_the_same_town_and_another_seed_another() -> None:
    communities, kinds = ["c1"] * 50 + ["c2"] * 50, ["flat", "house"] * 50
    one, same, other = (draw_truth(communities, kinds, start=START, n_calls=6, seed=s) for s in (1, 1, 2))
    assert np.array_equal(one.chance, same.chance) and np.array_equal(one.draw, same.draw)
    assert not np.array_equal(one.draw, other.draw)


def test_evenings_find_more_people_and_doors_differ() -> None:
    truth = draw_truth(["c1"] * 4000, ["flat"] * 4000, start=START, n_calls=6, seed=3)
    assert truth.chance[:, 1].mean() > truth.chance[:, 0].mean() and truth.chance[:, 0].std() > 0.05


def test_a_door_is_reachable_when_it_answers_one_of_its_calls_whatever_their_slots() -> None:
    truth = Truth(chance=np.array([[0.4, 0.8]] * 3), draw=np.array([[0.9, 0.3], [0.9, 0.5], [0.9, 0.9]]))
    assert truth.reachable([(0, 1)] * 3, n_calls=2).tolist() == [True, False, False]
    assert truth.reachable([(0, 1), (1,), ()], n_calls=2).tolist() == [True, False, False]
    assert truth.reachable([(0, 1)] * 3, n_calls=1).tolist() == [False, False, False]
    assert truth.answers(0, 1, 0) and not truth.answers(0, 0, 1) and not truth.answers(0, 2, 1)
