"""What the commander sees of the chances to find somebody at home: of the station, and of quarters that had calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gisdata.campaign_input import HomeChances, quarter_name
from gisdata.records import Dwelling
from planner.campaign.chances import Chance
from planner.dues import CallSlot
from planner.sentence import Sentence, say

SLOT_TITLES = {
    CallSlot.WEEKDAY_MORNING: say("weekday, morning"), CallSlot.WEEKDAY_AFTERNOON: say("weekday, afternoon"),
    CallSlot.WEEKDAY_EVENING: say("weekday, evening"), CallSlot.WEEKEND_MORNING: say("weekend, morning"),
    CallSlot.WEEKEND_AFTERNOON: say("weekend, afternoon"), CallSlot.WEEKEND_EVENING: say("weekend, evening"),
}

KIND_TITLES = {
    "": say("all dwellings"), Dwelling.FLAT.value: say("flats"), Dwelling.HOUSE.value: say("houses"),
    Dwelling.DORMITORY.value: say("dormitories"), Dwelling.UNKNOWN.value: say("kind not known"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceRow:
    """The chance of finding somebody at home in a slot, with its interval; start values have no calls behind them."""

    title: Sentence
    mean: float
    low: float
    high: float
    n_calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterRow:
    """The chances of a community's dwellings, all or those of one kind, one for each slot in the order of CallSlot."""

    community: str
    kind: Sentence
    slots: tuple[ChanceRow, ...]


def station_chances(chances: HomeChances) -> list[ChanceRow]:
    """Return the chances of the whole station, one row a slot."""
    return [_row(slot, chances.by_quarter["", slot]) for slot in CallSlot]


def quarter_chances(chances: HomeChances, communities: Iterable[str]) -> list[QuarterRow]:
    """Return the chances of communities, and of their kinds of dwelling, that have learned from calls of their own.

    Quarters of fewer than 20 households have none: they take those of the wider quarter. A kind that had all the calls
    of its community has no row beside it.
    """
    rows = []
    for community in sorted(communities):
        found = {kind: _own(chances, quarter_name(community, kind)) for kind in KIND_TITLES}
        calls = {kind: sum(row.n_calls for row in own) for kind, own in found.items()}
        rows += [QuarterRow(community=community, kind=title, slots=tuple(found[kind]))
                 for kind, title in KIND_TITLES.items() if calls[kind] and (not kind or calls[kind] < calls[""])]
    return rows


def _own(chances: HomeChances, name: str) -> list[ChanceRow]:
    """Return what a quarter has learned itself, slot by slot; nothing when it takes its wider quarter's chances."""
    found = [(slot, chances.by_quarter.get((name, slot))) for slot in CallSlot]
    own = [_row(slot, chance) for slot, chance in found if chance is not None and chance.of == name]
    return own if len(own) == len(CallSlot) else []


def _row(slot: CallSlot, chance: Chance) -> ChanceRow:
    return ChanceRow(title=SLOT_TITLES[slot], mean=chance.mean, low=chance.low, high=chance.high,
                     n_calls=chance.n_calls)
