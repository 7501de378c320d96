"""Import an OpenStreetMap extract: street graph and basemap, buildings, address points, key places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from api.usecases.datum_notes import notes_on_stored
from api.workspace import Workspace
from gisdata.addresses.register import FEW_PER_BUILDING
from gisdata.read.osm import read_osm
from gisdata.streets import StreetsReport, build_streets
from planner.sentence import Sentence, say


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetsImport:
    """What the extract held."""

    file_name: str
    streets: StreetsReport
    n_buildings: int
    n_addresses: int
    n_places: int
    notes: tuple[Sentence, ...]


def import_streets(
    workspace: Workspace, path: Path, *, on_progress: Callable[[Sentence], None] | None = None,
) -> StreetsImport:
    """Return what was taken from an extract; raises BadFile and keeps the earlier streets when it cannot be read.

    Buildings, address points and key places of an earlier extract are replaced; those from tables stay.
    """
    tell = on_progress or (lambda _: None)
    tell(say("reading buildings, addresses and places from {file}", file=path.name))
    town = read_osm(path)
    tell(say("building the street graph"))
    report = build_streets(path, workspace.streets_folder, on_progress=lambda _, what: tell(what))
    tell(say("saving {buildings} buildings and {addresses} addresses", buildings=len(town.buildings),
             addresses=len(town.address_points)))
    with workspace.open_store() as store, store.writing() as writing:
        writing.replace_osm(town.buildings, town.address_points, town.key_places)
    notes = [*town.notes, *report.notes]
    if len(town.address_points) < len(town.buildings) * FEW_PER_BUILDING:
        notes.append(say("only {addresses} house numbers for {buildings} buildings: this extract cannot place "
                         "addresses; bring the official table with: huhu import doorplates FILE",
                         addresses=len(town.address_points), buildings=len(town.buildings)))
    with workspace.open_store() as store, store.reading() as reading:
        notes += notes_on_stored(workspace, reading)
    return StreetsImport(file_name=path.name, streets=report, n_buildings=len(town.buildings),
                         n_addresses=len(town.address_points), n_places=len(town.key_places), notes=tuple(notes))
