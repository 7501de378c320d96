"""Hours in which a home is better called at than its neighbours (错时), where calls have shown so."""

from __future__ import annotations

from collections.abc import Collection

from gisdata.campaign_input.chances import HomeChances
from gisdata.records import Household
from planner.dues import CallSlot


def better_slots(home: Household, slots: Collection[CallSlot], chances: HomeChances) -> frozenset[CallSlot]:
    """Return the slots in which a home is not surely worse called at than in the best of them, beside its community.

    The hours of a week are filled in any case: what can be chosen is who is called at when. So the chance of the home's
    dwellings (kind and cell) counts beside that of the community in the same slot: where flats are empty by day and
    houses are not, houses are called at by day and flats in the evening, though all are easier met in the evening.
    Surely worse: the interval of one slot lies below the other's.
    """
    beside = {}
    for slot in slots:
        chance, usual = chances.of_home(home, slot), chances.of_community(home.community, slot)
        beside[slot] = chance.low / usual.mean, chance.high / usual.mean
    least = max((low for low, _ in beside.values()), default=0.0)
    return frozenset(slot for slot, (_, high) in beside.items() if high >= least)
