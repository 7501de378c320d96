"""What the officers of the town brought back from the street: reports about doors, and what visits reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from numpy.random import Generator

from gisdata.sample.buildings import TownBuilding
from gisdata.sample.ground import lonlat
from gisdata.sample.households import CAMPAIGN_WEEKS, Dweller
from gisdata.sample.street_buildings import OLD_STREETS

Thing = TypeVar("Thing")

N_DEMOLISHED, N_VACANT, N_UNLISTED = 3, 12, 8
"""Old houses torn down; flats nobody lives in; old houses without a row where somebody does live."""

_VERIFIED = 0.2
_ATTEMPTED = 0.12
_CONTACTED = 0.05
"""Of the households reached in the campaign, those re-checked; of the others, those called at and those met."""

REPORT_COLUMNS = (
    "上报编号", "上报日期", "情况", "户编号", "重复户编号", "地址", "社区", "经度", "纬度", "户数", "备注",
)
VISIT_COLUMNS = ("户编号", "走访日期", "走访结果", "走访时段")


def report_rows(
    households: Sequence[Dweller], buildings: Sequence[TownBuilding], *, same_address: frozenset[str], monday: date,
    chance: Generator,
) -> list[dict[str, str]]:
    """Return the field reports: every household that repeats an address, some houses gone, empty or never listed.

    The household before a repeated one in the register is the one it repeats.
    """
    rows: list[dict[str, str]] = []

    def add(kind: str, **cells: str) -> None:
        day = monday - timedelta(days=int(chance.integers(8, CAMPAIGN_WEEKS * 7)))
        known = {"上报编号": f"SB{len(rows) + 1:04d}", "上报日期": day.isoformat(), "情况": kind, **cells}
        rows.append({name: known.get(name, "") for name in REPORT_COLUMNS})

    for before, household in pairwise(households):
        if household.household_id in same_address:
            add("重复", 户编号=household.household_id, 重复户编号=before.household_id)
    plain = [h for h in households if not h.must_visit_by and h.household_id not in same_address]
    for household in _some([h for h in plain if h.building.street in OLD_STREETS], N_DEMOLISHED, chance):
        add("拆除", 户编号=household.household_id, 备注="旧房已拆")
    for household in _some([h for h in plain if h.building.estate], N_VACANT, chance):
        add("空置", 户编号=household.household_id)
    for building in _some([b for b in buildings if b.street in OLD_STREETS and not b.houses], N_UNLISTED, chance):
        lon_deg, lat_deg = lonlat(building.middle)
        add("漏登", 地址=building.address, 经度=f"{lon_deg:.6f}", 纬度=f"{lat_deg:.6f}")
    return rows


def visit_rows(households: Sequence[Dweller], *, monday: date, chance: Generator) -> list[dict[str, str]]:
    """Return what the visits of the campaign reached, in the order of the register.

    Completed and re-checked ones have the day that the register has, so that taking them in changes no due date.
    """
    return [dict(zip(VISIT_COLUMNS, row, strict=True)) for h in households for row in _visits(h, monday, chance)]


def _visits(household: Dweller, monday: date, chance: Generator) -> Iterator[tuple[str, str, str, str]]:
    draw, ago = chance.random(), int(chance.integers(8, CAMPAIGN_WEEKS * 7))
    start = monday - timedelta(weeks=CAMPAIGN_WEEKS)
    part = ("晚间", "上午", "下午")[ago % 3]
    last = household.last_contact_on
    if last is not None and last >= start:
        yield household.household_id, last.isoformat(), "复核" if draw < _VERIFIED else "完成", part
    elif draw < _ATTEMPTED + _CONTACTED and not household.do_not_disturb:
        day = monday - timedelta(days=ago)
        yield household.household_id, day.isoformat(), "上门" if draw < _ATTEMPTED else "见面", part


def _some(things: Sequence[Thing], n: int, chance: Generator) -> list[Thing]:
    return [things[int(i)] for i in chance.choice(len(things), size=n, replace=False)]
