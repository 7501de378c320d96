"""The chance of finding somebody at home is learned for quarters and slots, never for a door."""

from __future__ import annotations

import pytest

from planner.campaign.chances import Calls, Quarter, learn_chance, learn_chances

START = {"day": 0.45, "evening": 0.65}


def test_without_calls_the_start_value_stands_with_a_wide_interval() -> None:
    chance = learn_chance(0.45, Calls(n_calls=0, n_met=0), of="")
    assert chance.mean == pytest.approx(0.45) and chance.high - chance.low > 0.4 and chance.n_calls == 0


def test_calls_outweigh_the_start_value_and_narrow_the_interval() -> None:
    few, many = (learn_chance(0.45, Calls(n_calls=n, n_met=n // 5), of="c1") for n in (10, 400))
    assert few.mean == pytest.approx((0.45 * 8 + 2) / 18) and many.mean == pytest.approx((3.6 + 80) / 408)
    assert many.high - many.low < (few.high - few.low) / 3


def test_a_small_cell_takes_the_chance_of_its_community() -> None:
    quarters = [Quarter(name="c1", n_households=500), Quarter(name="cell19", n_households=19, part_of="c1"),
                Quarter(name="cell20", n_households=20, part_of="c1")]
    calls = {("cell19", "day"): Calls(n_calls=50, n_met=0), ("cell20", "day"): Calls(n_calls=50, n_met=50)}
    chances = learn_chances(START, quarters, calls)
    assert chances["cell19", "day"] == chances["c1", "day"] and chances["cell19", "day"].of == "c1"
    assert chances["cell20", "day"].of == "cell20" and chances["cell20", "day"].mean > 0.9
    assert chances["c1", "day"].n_calls == 100 and chances["", "day"].n_calls == 100
    assert chances["cell20", "evening"].n_calls == 0


def test_a_cell_starts_from_its_community_and_the_community_from_the_station() -> None:
    quarters = [Quarter(name="c1", n_households=500), Quarter(name="c2", n_households=500)]
    chances = learn_chances(START, quarters, {("c1", "day"): Calls(n_calls=992, n_met=0)})
    assert chances["", "day"].mean == pytest.approx(0.45 * 8 / 1000)
    assert chances["c2", "day"].mean == chances["", "day"].mean
