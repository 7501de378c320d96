"""Place households on the map: geocode addresses, put each door into its cell, list what needs a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from api.errors import WrongUse
from api.usecases.address_ground import known_ground
from api.workspace import Workspace
from gisdata.addresses import geocode, households_from_addresses, notes_on_addresses
from gisdata.cells import assign_cells
from gisdata.coordinates import Degrees
from gisdata.records import Cell, Household, Located
from gisdata.store import Writing
from planner.sentence import Sentence, say

MOST_NAMED = 10
"""Households outside every cell that a sentence names; `huhu locate --json` lists them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocateReport:
    """How the households of the register are placed: counts by level, how many wait in the review list.

    `outside_cells`: ids of the households with a point that no cell covers.
    """

    by_level: dict[str, int]
    n_newly_placed: int
    n_review: int
    outside_cells: tuple[str, ...]
    n_not_existing: int = 0
    notes: tuple[Sentence, ...] = ()


def locate_households(workspace: Workspace) -> LocateReport:
    """Return how the register is placed after geocoding what had no point; unsure addresses go to the review list."""
    with workspace.open_store() as store, store.writing() as writing:
        households = writing.households()
        found = geocode(households, known_ground(workspace, writing), writing.address_decisions())
        before = {h.household_id for h in households if h.has_point}
        placed = [h for h in found.households if h.has_point and h.household_id not in before]
        writing.place_households(placed)
        writing.replace_review_items(found.review)
        outside = put_into_cells(writing)
        levels = Counter(h.located for h in found.households)
    return LocateReport(by_level={level.value: levels[level] for level in Located}, n_newly_placed=len(placed),
                        n_review=len(found.review), outside_cells=outside, n_not_existing=len(found.not_existing))


def make_cells(workspace: Workspace, lay: Callable[[Degrees, Degrees], list[Cell]]) -> int:
    """Replace all cells by those that `lay` makes of the points of households and buildings; returns their number.

    Each household with a point lies in one. Raises WrongUse when there is no point.
    """
    with workspace.open_store() as store, store.writing() as writing:
        points = [(h.lon_deg, h.lat_deg) for h in writing.households() if h.has_point]
        points += [(b.shape.centroid.x, b.shape.centroid.y) for b in writing.buildings()]
        if not points:
            raise WrongUse("there is nothing to lay cells over: import streets or households with points first")
        at = np.array(points, dtype=np.float64)
        cells = lay(at[:, 0], at[:, 1])
        writing.replace_cells(cells)
        put_into_cells(writing, cells)
    return len(cells)


def put_into_cells(
    writing: Writing, cells: list[Cell] | None = None, households: Iterable[Household] | None = None,
) -> tuple[str, ...]:
    """Assign the households with a point to their cells (default: all of the register); return ids outside all cells.

    None are outside when there are no cells at all.
    """
    cells = writing.cells() if cells is None else cells
    if not cells:
        return ()
    households = writing.households() if households is None else households
    assigned = assign_cells([h for h in households if h.has_point], cells)
    writing.set_cells(assigned)
    return tuple(household_id for household_id, cell in assigned.items() if cell is None)


def notes_on_outside(household_ids: Sequence[str]) -> tuple[Sentence, ...]:
    """Return a note that names households outside every cell, the first ten of them; none when there is none."""
    if not household_ids:
        return ()
    more = " ..." if len(household_ids) > MOST_NAMED else ""
    return (say("{n} households lie outside every cell: {households}", n=len(household_ids),
                households=", ".join(household_ids[:MOST_NAMED]) + more),)


def register_from_addresses(workspace: Workspace, *, n_areas: int) -> tuple[int, tuple[Sentence, ...]]:
    """Build a register out of the extract's address points; returns (households, notes).

    Raises WrongUse when the workspace has a register already, or the extract has no address points.
    """
    with workspace.open_store() as store, store.writing() as writing:
        if writing.households():
            raise WrongUse("this workspace has a register already; a register from map addresses is only for an empty "
                           "one")
        points = [p for p in writing.address_points() if p.source == "osm"]
        if not points:
            raise WrongUse("the extract has no address points; bring a register with: huhu import households FILE")
        households = households_from_addresses(points, n_areas=n_areas)
        writing.save_households(households)
        put_into_cells(writing)
        notes = notes_on_addresses(len(points), n_buildings=len(writing.buildings()))
    return len(households), notes
