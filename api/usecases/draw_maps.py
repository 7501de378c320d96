"""All maps of a week as single files: routes, coverage, cells, audit, hot spots, and one per officer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.usecases.audit_register import AnalystAudit, audit_for_analyst
from api.usecases.campaign_frame import campaign_frame
from api.usecases.view_maps import ShownHotspots, hotspots_page
from api.workspace import Workspace
from gisdata.cells import gaps, overlaps
from gisdata.coverage import Frame, coverage_by_cell, reached_by_week
from gisdata.errors import NotFound
from gisdata.maps import (
    SheetOptions,
    draw_audit_map,
    draw_cells_map,
    draw_coverage_map,
    draw_officer_map,
    draw_rooms_map,
    draw_routes_map,
)
from gisdata.records import Cell, Household, Incident, KeyPlace, Officer, RoomStand, RoomWeek, StoredPlan, Walk
from gisdata.records.basemap import Basemap
from gisdata.records.language import Language
from gisdata.store import Reading
from gisdata.streets import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class MapInputs:
    """What the maps of a week are drawn from."""

    week: str
    plans: tuple[StoredPlan, ...]
    officers: tuple[Officer, ...]
    households: tuple[Household, ...]
    cells: tuple[Cell, ...]
    incidents: tuple[Incident, ...]
    places: tuple[KeyPlace, ...]
    basemap: Basemap | None
    frame: Frame
    audit: AnalystAudit | None
    network: Network | None
    zone: str
    credit: str
    rooms: RoomWeek | None = None

    @property
    def stands(self) -> tuple[RoomStand, ...]:
        """The stops of mobile rooms in the week."""
        return self.rooms.stands if self.rooms else ()

    @property
    def walks(self) -> tuple[Walk, ...]:
        """All walks of the week."""
        return tuple(walk for plan in self.plans for walk in plan.walks)


def read_map_inputs(workspace: Workspace, week: str, *, today: date) -> MapInputs:
    """Return what the maps of a week need; raises NotFound when the week was never planned."""
    streets, since = workspace.streets(), workspace.settings.campaign.start
    with workspace.open_store() as store, store.reading() as reading:
        plans = tuple(reading.plans(week))
        if not plans:
            raise NotFound("week {week} is not planned yet; plan it with: huhu plan --week {week}", week=week)
        return MapInputs(
            week=week, plans=plans, officers=tuple(reading.officers()), households=tuple(reading.households()),
            cells=tuple(reading.cells()), incidents=tuple(reading.incidents()),
            places=tuple(reading.key_places()), basemap=streets.basemap(), network=streets.network(),
            frame=campaign_frame(reading, today=today, since=since), audit=_audit(reading, today=today, since=since),
            zone=workspace.settings.station.time_zone.key, credit=workspace.settings.map_credit,
            rooms=reading.rooms(week))


def _audit(reading: Reading, *, today: date, since: date) -> AnalystAudit | None:
    try:
        return audit_for_analyst(reading, today=today, since=since)
    except NotFound:     # neither a register nor a building: nothing to audit, and no map of it
        return None


def map_pages(inputs: MapInputs, *, language: Language) -> Iterator[tuple[str, str]]:
    """Yield (name, HTML) of every map that has something to show, each with everything inside the page."""
    options: SheetOptions = {
        "basemap": inputs.basemap, "attribution": inputs.credit, "language": language, "assets": "inline"}
    if inputs.walks:
        yield "routes", draw_routes_map(inputs.walks, roster=[o.officer_id for o in inputs.officers],
                                        rooms=inputs.stands, **options)
    if inputs.rooms and inputs.stands:
        yield "rooms", draw_rooms_map(inputs.rooms, **options)
    if inputs.cells:
        coverage = coverage_by_cell(inputs.frame, inputs.cells)
        weekly = reached_by_week(inputs.frame, inputs.cells)
        yield "coverage", draw_coverage_map(coverage, inputs.cells, weekly=weekly, **options)
        yield "cells", draw_cells_map(inputs.cells, overlaps=overlaps(inputs.cells), gaps=gaps(inputs.cells), **options)
        if inputs.audit is not None:
            yield "audit", draw_audit_map(inputs.audit.cells, inputs.cells, station=inputs.audit.station, **options)
    if inputs.incidents:
        shown = ShownHotspots(incidents=inputs.incidents, cells=inputs.cells, places=inputs.places)
        yield "hotspots", hotspots_page(shown, inputs.network, options)
    for officer in inputs.officers:
        mine = [walk for walk in inputs.walks if walk.officer_id == officer.officer_id]
        doors = [h for h in inputs.households if h.community in officer.communities]
        if mine or any(door.has_point for door in doors):
            yield f"officer-{officer.officer_id}", draw_officer_map(officer.officer_id, mine, doors, **options)
