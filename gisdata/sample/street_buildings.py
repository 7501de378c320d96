"""Numbered buildings along named streets: shops and flats, old houses in the lanes, workshops, farm houses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count

from numpy.random import Generator

from gisdata.sample.buildings import TownBuilding
from gisdata.sample.rows_of_houses import FARM_ROW, OLD_ROW, SHOP_ROW, Front, RowStyle, row_of
from gisdata.sample.shapes import FreeGround
from gisdata.sample.street_plan import OLD_LANES, Street
from gisdata.sample.village_plan import Village

WORKS_ROW = RowStyle(
    front_m=(34, 60), depth_m=(18, 30), setback_m=(8, 16), step_m=74, kept=0.8, wobble_deg=1, gap_m=10
)
POCKET_ROW = RowStyle(
    front_m=(9, 13), depth_m=(8, 11), setback_m=(2, 8), step_m=40, kept=0.8, wobble_deg=8, gap_m=4
)
"""The quarter beyond the broken bridge: few houses, far apart."""

WORKS_STREETS = frozenset({"工业路", "货场路"})
POCKET_STREETS = frozenset({"河湾路", "河湾巷"})
OLD_STREETS = frozenset(street.name for street in OLD_LANES)
SHOP_STREETS = frozenset({
    "人民路", "解放路", "建设路", "文化路", "学府路", "商业街", "新华街", "新市街", "医院街", "迎宾路", "站前路",
    "春光街", "西关街",
})
"""Streets with shops and flats over them; along the others stand estates, walls and trees."""


class DoorNumbers:
    """Door numbers of each street: odd on the left, even on the right, those of landmarks left out."""

    def __init__(self, taken: Iterable[tuple[str, str]]) -> None:
        self._taken = set(taken)
        self._next: dict[tuple[str, bool], Iterator[int]] = defaultdict(_no_numbers)

    def next_number(self, street: str, *, is_left: bool) -> str:
        """Return the next free number on one side of a street."""
        side = (street, is_left)
        if side not in self._next:
            self._next[side] = count(1 if is_left else 2, 2)
        number = next(str(n) for n in self._next[side] if (street, str(n)) not in self._taken)
        self._taken.add((street, number))
        return number


def _no_numbers() -> Iterator[int]:
    return iter(())


def town_rows(
    streets: Iterable[Street], ground: FreeGround, numbers: DoorNumbers, chance: Generator
) -> Iterator[TownBuilding]:
    """Give the buildings along the named streets of the town."""
    for street in streets:
        style = _style(street.name)
        if style is None:
            continue
        for front in row_of(street, style, ground, chance=chance):
            number = numbers.next_number(street.name, is_left=front.is_left)
            yield _town_building(street.name, number, front, chance)


def _style(street: str) -> RowStyle | None:
    if street in WORKS_STREETS:
        return WORKS_ROW
    if street in POCKET_STREETS:
        return POCKET_ROW
    if street in OLD_STREETS:
        return OLD_ROW
    return SHOP_ROW if street in SHOP_STREETS else None


def _town_building(street: str, number: str, front: Front, chance: Generator) -> TownBuilding:
    address = f"{street}{number}号"
    draw = chance.random()
    if street in OLD_STREETS or street in POCKET_STREETS:
        households = 0 if draw < 0.06 else 1 if draw < 0.55 or street in POCKET_STREETS else 2 if draw < 0.86 else 3
        return TownBuilding(
            shape=front.shape, kind="house", levels=1 if draw < 0.7 else 2, address=address, street=street,
            number=number, houses=households,
        )
    if street in WORKS_STREETS:
        lodging = draw < 0.14
        return TownBuilding(
            shape=front.shape, kind="dormitory" if lodging else "industrial", levels=3 if lodging else 1,
            address=address, street=street, number=number, dormitory=lodging, levels_lived=3 if lodging else 0,
            per_floor=6 if lodging else 0,
        )
    if draw < 0.24:
        levels = int(chance.integers(3, 6))
        return TownBuilding(
            shape=front.shape, kind="apartments", levels=levels, address=address, street=street, number=number,
            levels_lived=levels - 1, per_floor=2,
        )
    kind = "retail" if draw < 0.72 else "commercial"
    return TownBuilding(
        shape=front.shape, kind=kind, levels=int(chance.integers(1, 5)), address=address, street=street,
        number=number,
    )


def village_rows(
    village: Village, streets: Iterable[Street], ground: FreeGround, chance: Generator
) -> Iterator[TownBuilding]:
    """Give the farm houses of a village: group 1 along the road, the others along a lane each."""
    for group, street in enumerate(streets, start=1):
        from_m = village.built_from_m if street.name else 20.0
        for number, front in enumerate(row_of(street, FARM_ROW, ground, chance=chance, from_m=from_m), start=1):
            shared = chance.random() < 0.12
            yield TownBuilding(
                shape=front.shape, kind="house" if chance.random() < 0.9 else "farm",
                levels=int(chance.integers(1, 4)), village=village.name, houses=2 if shared else 1,
                address=f"{village.name}{group}组{number}号", number=str(number),
            )
