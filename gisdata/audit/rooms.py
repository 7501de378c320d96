"""Rooms that a numbered building should have and the register does not: gaps in the grid of floors and doors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gisdata.addresses.parts import AddressParts
from gisdata.records import Household

ROOM = re.compile(r"(\d{1,2})(\d{2})")
"""Floor, then two digits of the door on it: 501, 1203."""

LEAST_FILLED = 1 / 3
"""A unit that fills less than this share of its grid is not taken for one: its floors may differ."""

LEAST_FLOORS = 2
"""One floor alone shows no pattern."""

Room = tuple[int, int]
Door = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRooms:
    """One unit whose rooms follow a pattern: rooms with a row, rooms without one, and the index of a row in it."""

    row: int
    n_seen: int
    n_empty: int


def rooms_of_units(households: Sequence[Household], parts: Sequence[AddressParts]) -> list[UnitRooms]:
    """Return the units whose rooms follow a pattern; `parts` are the parsed addresses of the households.

    The grid of a unit is every door number seen in it, on every floor between the lowest and the highest seen in the
    building (so shops below the flats are no gap). Assumes that the floors of a unit are alike; a unit that fills less
    than a third of its grid says nothing. Rooms above the highest floor on record are not seen.
    """
    units: dict[tuple[Door, str], dict[Room, int]] = defaultdict(dict)
    floors: dict[Door, set[int]] = defaultdict(set)
    for row, (household, part) in enumerate(zip(households, parts, strict=True)):
        found = ROOM.fullmatch(part.room)
        if found is None or part.is_unclear or not part.names_a_door:
            continue
        building = (household.community, *door_of(part))
        room = (int(found[1]), int(found[2]))
        floors[building].add(room[0])
        units[building, part.unit].setdefault(room, row)
    found_units = []
    for (building, _), rooms in sorted(units.items()):
        storeys = floors[building]
        n_grid = (max(storeys) - min(storeys) + 1) * len({place for _, place in rooms})
        if len(storeys) >= LEAST_FLOORS and len(rooms) >= LEAST_FILLED * n_grid:
            found_units.append(UnitRooms(row=min(rooms.values()), n_seen=len(rooms), n_empty=n_grid - len(rooms)))
    return found_units


def door_of(part: AddressParts) -> Door:
    """Return the parts from the street or estate to the building, whatever county or town is written before."""
    return (part.village, part.group, part.street, part.estate, part.number, part.building)
