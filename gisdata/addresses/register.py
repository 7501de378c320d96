"""A register of households out of address points, for a town that has no other list yet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from gisdata.addresses.normalise import normalise
from gisdata.errors import WrongArgument
from gisdata.records import AddressPoint, AddressSource, Dwelling, Household, Located
from planner.sentence import Sentence, say

AREA_NAME = "片区 {number}"
"""The made-up communities are called areas, numbered from 1, because the map knows no communities."""

FEW_PER_BUILDING = 0.2
"""Fewer address points than one per five buildings cannot stand for the homes of a town."""


def households_from_addresses(points: Iterable[AddressPoint], *, n_areas: int) -> list[Household]:
    """Return one household per address point, in the order of the points, id `h-` + address id.

    Points that repeat street, number and coordinates are taken once (shops at one address). The communities are
    "片区 1" to "片区 n": the town is halved again and again across its longer side, so that each area is compact
    and their households differ by one at most. With fewer addresses than areas there are as many areas as
    addresses. Dwellings are unknown.

    Raises WrongArgument when `n_areas` is below 1.
    """
    if n_areas < 1:
        raise WrongArgument("{n} areas are not possible; give at least 1", n=n_areas)
    kept = _without_repeats(points)
    area_of = balanced_areas([(p.lon_deg, p.lat_deg) for p in kept], n_areas)
    return [
        Household(
            household_id=f"h-{point.address_id}", address=point.address,
            community=AREA_NAME.format(number=area + 1), dwelling=Dwelling.UNKNOWN,
            lon_deg=point.lon_deg, lat_deg=point.lat_deg,
            located=Located.OSM_ADDRESS if point.source is AddressSource.OSM else Located.DOORPLATE,
        )
        for point, area in zip(kept, area_of, strict=True)
    ]


def notes_on_addresses(n_points: int, *, n_buildings: int) -> tuple[Sentence, ...]:
    """Return what must be said of a register made of `n_points` address points in a town of `n_buildings`."""
    notes = [say(
        "the register was made from address points of the map: one household per address, "
        "areas in place of communities; replace it with the station's own register"
    )]
    if n_points < n_buildings * FEW_PER_BUILDING:
        notes.append(say(
            "only {points} address points for {buildings} buildings: this extract has almost no house numbers; "
            "import a table of door plates or of households",
            points=n_points, buildings=n_buildings,
        ))
    return tuple(notes)


def balanced_areas(points: Sequence[tuple[float, float]], n_areas: int) -> list[int]:
    """Return the area of each (lon, lat) point, 0 to n - 1; the sizes of the areas differ by one at most."""
    area_of = [0] * len(points)
    n_areas = max(1, min(n_areas, len(points)))
    small, larger = divmod(len(points), n_areas)
    parts = [(list(range(len(points))), 0, n_areas)]
    while parts:
        members, first, n = parts.pop()
        if n == 1:
            for member in members:
                area_of[member] = first
            continue
        half = n // 2
        n_larger = min(max(larger - first, 0), half)  # the first `larger` areas hold one more
        cut = half * small + n_larger
        ordered = _along_longer_side(members, points)
        parts += [(ordered[:cut], first, half), (ordered[cut:], first + half, n - half)]
    return area_of


def _along_longer_side(members: Sequence[int], points: Sequence[tuple[float, float]]) -> list[int]:
    lon = [points[member][0] for member in members]
    lat = [points[member][1] for member in members]
    shrink = math.cos(math.radians((min(lat) + max(lat)) / 2))
    first, second = (0, 1) if (max(lon) - min(lon)) * shrink >= max(lat) - min(lat) else (1, 0)
    return sorted(members, key=lambda member: (points[member][first], points[member][second], member))


def _without_repeats(points: Iterable[AddressPoint]) -> list[AddressPoint]:
    seen: dict[tuple[str, str, float, float], AddressPoint] = {}
    for point in points:
        name = normalise(point.street or point.address)
        seen.setdefault((name, normalise(point.number), point.lon_deg, point.lat_deg), point)
    return list(seen.values())
