"""What a workspace knows of its ground, for placing addresses."""

from __future__ import annotations

from api.workspace import Workspace
from gisdata.addresses import Ground
from gisdata.store import Reading


def known_ground(workspace: Workspace, reading: Reading) -> Ground:
    """Return address points, buildings, and the names of all streets of the extract, with and without plates."""
    basemap = workspace.streets().basemap()
    names = {road.name for road in basemap.roads if road.name} if basemap else set()
    return Ground(address_points=tuple(reading.address_points()), buildings=tuple(reading.buildings()),
                  street_names=tuple(sorted(names)))
