"""Firms and key places that are called at: doors of the community that the nearest households belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np
import shapely

from gisdata.cells import cell_of_points
from gisdata.errors import Conflict
from gisdata.records import Cell, Household, KeyPlace, Located, PlaceKind
from planner.dues import DueRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """A firm or key place as a door to call at: `door.address` is its public name.

    `is_routine` False: its kind has no interval, so only an event asks for a call.
    """

    kind: PlaceKind
    door: Household
    is_routine: bool = True


def premises_to_call_at(
    places: Iterable[KeyPlace], *, households: Sequence[Household], cells: Sequence[Cell], rules: DueRules,
    of_events: Collection[str] = (),
) -> list[Premises]:
    """Return the key places whose kind has an interval, and those `of_events`, by id; none while no door has a point.

    Raises Conflict when one has the number of a household.
    """
    wanted = sorted((p for p in places if p.place_id in of_events or rules.interval_days.get(p.kind.value)),
                    key=lambda p: p.place_id)
    placed = [household for household in households if household.has_point]
    if not wanted or not placed:
        return []
    known = {household.household_id for household in households}
    for place in wanted:
        if place.place_id in known:
            raise Conflict("key place {place} has the number of a household; give one of the two another number",
                           place=place.place_id)
    near = _nearest(wanted, placed)
    in_cells = cell_of_points([p.lon_deg for p in wanted], [p.lat_deg for p in wanted], cells)
    return [
        Premises(kind=place.kind, is_routine=bool(rules.interval_days.get(place.kind.value)), door=Household(
            household_id=place.place_id, address=place.name or place.place_id, community=home.community,
            lon_deg=place.lon_deg, lat_deg=place.lat_deg, located=Located.GIVEN, cell_id=cell_id))
        for place, home, cell_id in zip(wanted, near, in_cells, strict=True)
    ]


def _nearest(places: Sequence[KeyPlace], placed: Sequence[Household]) -> list[Household]:
    """Return the nearest household of each place."""
    shrink = cos(radians(places[0].lat_deg))   # one town: a degree of longitude is as long everywhere in it
    tree = shapely.STRtree([shapely.Point(_required(h.lon_deg) * shrink, _required(h.lat_deg)) for h in placed])
    points = np.array([shapely.Point(p.lon_deg * shrink, p.lat_deg) for p in places], dtype=object)
    return [placed[int(index)] for index in np.atleast_1d(tree.nearest(points))]


def _required(degrees: float | None) -> float:
    return float("nan") if degrees is None else degrees   # only households with a point come here
