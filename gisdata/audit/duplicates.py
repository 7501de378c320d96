"""Rows of the register that may be one household: found here, merged only by a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from gisdata.addresses import normalise
from gisdata.addresses.parts import AddressParts
from gisdata.audit.rooms import door_of
from gisdata.records import Household
from planner.sentence import Sentence, say

SAME_TEXT = say("the same address")
SAME_DOOR = say("the same door, written differently")
SAME_ROOM = say("the same place on the map and the same room, under two addresses")

PLACE_DIGITS = 5
"""A hundred-thousandth of a degree is a metre: rows geocoded to one plate have the very same point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateGroup:
    """Households that may be one, by id, and what speaks for it."""

    household_ids: tuple[str, ...]
    why: Sentence


def find_duplicates(households: Sequence[Household], parts: Sequence[AddressParts]) -> list[DuplicateGroup]:
    """Return the groups of rows that may be one household, surest kind first, then by id; `parts`: parsed addresses.

    Within a community: the same normalised address; the same parts from the street to the room; or the same point,
    unit and room. A pair is told once, by the surest kind. Nothing is decided here.
    """
    told: set[tuple[str, ...]] = set()
    groups = []
    for why, key_of in ((SAME_TEXT, _text), (SAME_DOOR, _door), (SAME_ROOM, _room)):
        found: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for household, part in zip(households, parts, strict=True):
            key = key_of(household, part)
            if key is not None:
                found[(household.community, *key)].append(household.household_id)
        for ids in sorted(tuple(sorted(rows)) for rows in found.values() if len(rows) > 1):
            if not any(set(ids) <= set(known) for known in told):
                told.add(ids)
                groups.append(DuplicateGroup(household_ids=ids, why=why))
    return groups


def _text(household: Household, part: AddressParts) -> tuple[object, ...] | None:
    """Return the whole address; one that leads to no door is no evidence, because many rows may share it."""
    return (normalise(household.address),) if part.names_a_door else None


def _door(_household: Household, part: AddressParts) -> tuple[object, ...] | None:
    if part.is_unclear or not part.names_a_door or not part.room:
        return None
    return (*door_of(part), part.unit, part.floor, part.room)


def _room(household: Household, part: AddressParts) -> tuple[object, ...] | None:
    if not part.room or household.lon_deg is None or household.lat_deg is None:
        return None
    return (round(household.lon_deg, PLACE_DIGITS), round(household.lat_deg, PLACE_DIGITS), part.building, part.unit,
            part.floor, part.room)
