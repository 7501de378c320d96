"""The parts that an address is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressParts:
    """An address taken apart, in normalised spelling; "" where the address does not say.

    `street` holds road and lanes as one name (幸福路3巷); `estate` a housing estate, compound or any other named
    place; `group` the villagers' group (组). `number` is the house number without 号, a sub-number kept
    (12附3, 12-3); `building`, `unit`, `floor`, `room` are bare numbers or letters. `rest` is a word left over
    that says nothing of numbers; `is_unclear` tells that digits or letters are left over that no part explains.
    `door_level` is the text down to the door plate: without unit, floor and room.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    town: str = ""
    community: str = ""
    village: str = ""
    group: str = ""
    street: str = ""
    estate: str = ""
    number: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""
    rest: str = ""
    is_unclear: bool = False
    door_level: str = ""

    @property
    def names_a_door(self) -> bool:
        """True when there is a house number or a building, so that one door can be meant."""
        return bool(self.number or self.building)
