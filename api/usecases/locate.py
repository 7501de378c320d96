"""Place households on the map: geocode addresses, put each door into its cell, list what needs a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from api.errors import WrongUse
from api.usecases.address_ground import known_ground
from api.workspace import Workspace
from gisdata.addresses import geocode, households_from_addresses, notes_on_addresses
from gisdata.cells import assign_cells, square_cells
from gisdata.records import Cell, Located
from gisdata.store import Writing
from planner.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class LocateReport:
    """How the households of the register are placed: counts by level, and how many wait in the review list."""

    by_level: dict[str, int]
    n_newly_placed: int
    n_review: int
    n_outside_cells: int
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
        n_outside = put_into_cells(writing)
        levels = Counter(h.located for h in found.households)
    return LocateReport(by_level={level.value: levels[level] for level in Located}, n_newly_placed=len(placed),
                        n_review=len(found.review), n_outside_cells=n_outside, n_not_existing=len(found.not_existing))


def make_square_cells(workspace: Workspace, *, side_m: float) -> tuple[int, int]:
    """Replace all cells by squares of `side_m`; returns (number of cells, households outside all of them)."""
    with workspace.open_store() as store, store.writing() as writing:
        points = [(h.lon_deg, h.lat_deg) for h in writing.households()
                  if h.lon_deg is not None and h.lat_deg is not None]
        points += [(b.shape.centroid.x, b.shape.centroid.y) for b in writing.buildings()]
        if not points:
            raise WrongUse("there is nothing to lay cells over: import streets or households with points first")
        cells = square_cells([p[0] for p in points], [p[1] for p in points], side_m)
        writing.replace_cells(cells)
        n_outside = put_into_cells(writing, cells)
    return len(cells), n_outside


def put_into_cells(writing: Writing, cells: list[Cell] | None = None) -> int:
    """Assign every household with a point to its cell; returns how many lie outside all cells (0 without cells)."""
    cells = writing.cells() if cells is None else cells
    if not cells:
        return 0
    assigned = assign_cells([h for h in writing.households() if h.has_point], cells)
    writing.set_cells(assigned)
    return sum(cell is None for cell in assigned.values())


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
