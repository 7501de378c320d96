"""The register of the town: one row per dwelling. Doors and dates, no people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from numpy.random import Generator

from gisdata.sample.buildings import TownBuilding

CAMPAIGN_WEEKS = 8
"""The campaign began this many weeks before the planned week."""

_REACHED_SINCE = 0.25
_REACHED_BEFORE = 0.5
"""Shares of households met since the campaign began, and in the two years before it; the rest never."""

_LAST_ENTRY_DAYS = 8
"""The newest entry lies this many days before the planned Monday: the plan is made in the week before."""

_SLOTS = (("evening", 0.10), ("weekend", 0.16), ("daytime", 0.22))
"""Upper ends of the shares of households that asked for a time of the week; the rest take any."""

_DO_NOT_DISTURB = 0.008


@dataclass(frozen=True, slots=True, kw_only=True)
class Dweller:
    """One row of the register, and the truth about its building that the files do not tell.

    `true_address` is the address without the flaws that were written into `address`.
    """

    household_id: str
    address: str
    true_address: str
    community: str
    dwelling: str
    building: TownBuilding
    slot: str = "any"
    do_not_disturb: bool = False
    last_contact_on: date | None = None
    must_visit_by: date | None = None


def register(
    buildings: Sequence[TownBuilding], community_of: Callable[[TownBuilding], str], *, monday: date, chance: Generator
) -> list[Dweller]:
    """Return every household of the town, without flaws."""
    households: list[Dweller] = []
    for building in buildings:
        community = community_of(building)
        for address in _addresses(building):
            bare = Dweller(
                household_id=f"H{len(households) + 1:06d}", address=address, true_address=address,
                community=community, dwelling=_dwelling(building), building=building,
            )
            households.append(_with_dates(bare, monday, chance))
    return households


def _addresses(building: TownBuilding) -> Iterator[str]:
    """Give the address of each dwelling in a building."""
    plate = building.address
    if building.houses == 1:
        yield plate
    elif building.village:
        yield from (f"{plate.removesuffix('号')}-{door}号" for door in range(1, building.houses + 1))
    else:
        yield from (f"{plate}1{door:02d}室" for door in range(1, building.houses + 1))
    units = [f"{unit}单元" for unit in range(1, building.units + 1)] or [""]
    first_lived = 1 if building.units or building.dormitory else 2  # above the shops on the ground floor
    levels = range(first_lived, first_lived + building.levels_lived)
    flats = range(1, building.per_floor + 1)
    yield from (f"{plate}{unit}{level}{flat:02d}室" for unit in units for level in levels for flat in flats)


def _dwelling(building: TownBuilding) -> str:
    if building.dormitory:
        return "dormitory"
    return "house" if building.houses else "flat"


def _with_dates(household: Dweller, monday: date, chance: Generator) -> Dweller:
    """Return the household with a time of the week, a wish, and the day of the last contact."""
    asked, met, days, wish = chance.random(4)
    slot = next((name for name, upto in _SLOTS if asked < upto), "any")
    newest = monday - timedelta(days=_LAST_ENTRY_DAYS)
    campaign_days = CAMPAIGN_WEEKS * 7 - _LAST_ENTRY_DAYS
    last: date | None = None
    if met < _REACHED_SINCE:
        last = newest - timedelta(days=int(days * campaign_days))
    elif met < _REACHED_SINCE + _REACHED_BEFORE:
        last = newest - timedelta(days=campaign_days + 1 + int(days * 650))
    return replace(household, slot=slot, last_contact_on=last, do_not_disturb=bool(wish < _DO_NOT_DISTURB))


URGENT_DAYS = (1, 4, 6, 3, 3, 2, 4, 5, 6, 4, 3, 2, 5, 4, 6)
"""Visits owed in the planned week: the day each is owed by (0 = Monday)."""


def with_urgent_visits(
    households: Sequence[Dweller], *, monday: date, out_of_reach: Sequence[TownBuilding], chance: Generator
) -> list[Dweller]:
    """Return the register with owed visits (`URGENT_DAYS`) on households that can be reached all week."""
    closed = {id(building) for building in out_of_reach}
    free = [
        i for i, h in enumerate(households)
        if h.slot == "any" and not h.do_not_disturb and id(h.building) not in closed
    ]
    chosen = [free[int(i)] for i in chance.choice(len(free), size=len(URGENT_DAYS), replace=False)]
    marked = list(households)
    for i, day in zip(chosen, URGENT_DAYS, strict=True):
        marked[i] = replace(marked[i], must_visit_by=monday + timedelta(days=day))
    return marked
