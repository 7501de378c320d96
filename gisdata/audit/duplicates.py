"""Rows of the register that may be one household: found here, merged only by a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gisdata.addresses import normalise
from gisdata.addresses.parts import AddressParts
from gisdata.audit.rooms import door_of
from gisdata.records import Household
from planner.sentence import Sentence, say

SAME_TEXT = say("the same address")
SAME_DOOR = say("the same door, written differently")
SAME_ROOM = say("the same place on the map and the same room, under two addresses")

KeyOf = Callable[[Household, AddressParts], tuple[object, ...] | None]
"""What rows that may be one household have in common; None: nothing can be said of the row."""

PLACE_DIGITS = 5
"""A hundred-thousandth of a degree is a metre: rows geocoded to one plate have the very same point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateGroup:
    """Households that may be one, by id, and what speaks for it."""

    household_ids: tuple[str, ...]
    why: Sentence


def find_duplicates(
    households: Sequence[Household], parts: Sequence[AddressParts], apart: Iterable[tuple[str, str]] = (),
) -> list[DuplicateGroup]:
    """Return the groups of rows that may be one household, surest kind first, then by id; `parts`: parsed addresses.

    Within a community: the same normalised address; the same parts from the street to the room; or the same point,
    unit and room. A pair is told once, by the surest kind. Nothing is decided here. `apart`: pairs of ids, the smaller
    first, that a person has found to be two households; a row that is apart from all others leaves its group.
    """
    told: dict[str, list[set[str]]] = defaultdict(list)
    known_apart = set(apart)
    groups = []
    for why, key_of in ((SAME_TEXT, _text), (SAME_DOOR, _door), (SAME_ROOM, _room)):
        for alike in _alike(households, parts, key_of):
            ids = _together(alike, known_apart)
            if len(ids) < 2 or any(known.issuperset(ids) for known in told[ids[0]]):
                continue
            for household_id in ids:
                told[household_id].append(set(ids))
            groups.append(DuplicateGroup(household_ids=ids, why=why))
    return groups


def _alike(households: Sequence[Household], parts: Sequence[AddressParts], key_of: KeyOf) -> list[tuple[str, ...]]:
    """Return the ids of households of one community and key, where they are several, in order."""
    found: dict[tuple[object, ...], list[Household]] = defaultdict(list)
    for household, part in zip(households, parts, strict=True):
        key = key_of(household, part)
        if key is not None:
            found[(household.community, *key)].append(household)
    several = [rows for rows in found.values() if len(rows) > 1]
    if key_of is _text:   # equal parts are looked at before texts, because making them one spelling takes long
        several = [rows for group in several for rows in _same_spelling(group) if len(rows) > 1]
    return sorted(tuple(sorted(row.household_id for row in rows)) for rows in several)


def _same_spelling(rows: Sequence[Household]) -> list[list[Household]]:
    by_text: dict[str, list[Household]] = defaultdict(list)
    for row in rows:
        by_text[normalise(row.address)].append(row)
    return list(by_text.values())


def _together(ids: tuple[str, ...], apart: set[tuple[str, str]]) -> tuple[str, ...]:
    if not apart:
        return ids
    return tuple(one for one in ids
                 if any((min(one, other), max(one, other)) not in apart for other in ids if other != one))


def _text(_household: Household, part: AddressParts) -> tuple[object, ...] | None:
    """Return all parts; an address that leads to no door is no evidence, because many rows may share it."""
    return (part,) if part.names_a_door else None


def _door(_household: Household, part: AddressParts) -> tuple[object, ...] | None:
    if part.is_unclear or not part.names_a_door or not part.room:
        return None
    return (*door_of(part), part.unit, part.floor, part.room)


def _room(household: Household, part: AddressParts) -> tuple[object, ...] | None:
    if not part.room or household.lon_deg is None or household.lat_deg is None:
        return None
    return (round(household.lon_deg, PLACE_DIGITS), round(household.lat_deg, PLACE_DIGITS), part.building, part.unit,
            part.floor, part.room)
