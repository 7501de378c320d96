"""The maps behind the pages: what each role may see, read from the store, then drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.usecases.audit_register import AnalystAudit
from api.usecases.campaign_frame import campaign_frame
from api.usecases.find_hotspots import BANDWIDTH_M
from api.usecases.square_names import named_squares
from api.usecases.view_officer import own_walks
from api.week_name import monday_of, week_of
from api.workspace import Workspace
from gisdata.audit import AuditRow
from gisdata.cells import gaps, overlaps
from gisdata.coverage import CellCoverage, WeeklyReached, coverage_by_cell, reached_by_week
from gisdata.errors import NotFound
from gisdata.hotspots import density_of_incidents, find_hot_spots, hot_streets, hours_around
from gisdata.maps import (
    SheetOptions,
    draw_audit_map,
    draw_cells_map,
    draw_coverage_map,
    draw_hotspots_map,
    draw_officer_map,
    draw_rooms_map,
    draw_routes_map,
)
from gisdata.maps.hotspots_map import IncidentPeriod
from gisdata.records import Cell, Household, Incident, KeyPlace, RoomStand, RoomWeek, Walk
from gisdata.records.basemap import Basemap
from gisdata.records.language import Language
from gisdata.store import Reading
from gisdata.streets import Network

DENSITY_CELL_M = 40.0
"""Fine enough that a street corner shows, coarse enough for a town in a picture of a few hundred KB."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MapGround:
    """What lies under every map: the basemap and the streets (None: plain ground), and whom they are credited to."""

    basemap: Basemap | None
    network: Network | None
    credit: str


def map_ground(workspace: Workspace) -> MapGround:
    """Return the ground of a workspace's maps."""
    streets = workspace.streets()
    return MapGround(basemap=streets.basemap(), network=streets.network(), credit=workspace.settings.map_credit)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRoutes:
    """Walks to draw, the version they are of, and all officers: an officer keeps one colour on every map."""

    walks: tuple[Walk, ...]
    roster: tuple[str, ...]
    version: tuple[tuple[str, str, int], ...]
    rooms: tuple[RoomStand, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOwn:
    """One officer's walks of a day and the households of the own communities."""

    officer_id: str
    day: date
    walks: tuple[Walk, ...]
    households: tuple[Household, ...]
    version: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCoverage:
    """Coverage by cell, now and week by week; the drawing itself hides the small cells."""

    coverage: tuple[CellCoverage, ...]
    weekly: WeeklyReached
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAudit:
    """The audit of the station (None: too small to show) and of the cells that an analyst may see, and all cells."""

    station: AuditRow | None
    audit: tuple[AuditRow, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHotspots:
    """Incidents, and the cells and public places that squares are named after."""

    incidents: tuple[Incident, ...]
    cells: tuple[Cell, ...]
    places: tuple[KeyPlace, ...]


def read_routes(reading: Reading, *, week: str, officer_id: str = "", day: date | None = None) -> ShownRoutes:
    """Return the walks of a week, of one officer if named, of one day if given.

    Raises WrongUse when `week` is no ISO week, NotFound when there is no such walk.
    """
    plans = reading.plans(week_of(monday_of(week)))
    walks = tuple(
        walk for plan in plans for walk in plan.walks
        if officer_id in ("", walk.officer_id) and day in (None, walk.day)
    )
    if not walks:
        raise NotFound("there is no route of week {week} to draw", week=week)
    rooms = reading.rooms(week_of(monday_of(week)))
    stands = () if rooms is None or officer_id or day else rooms.stands
    return ShownRoutes(walks=walks, rooms=stands, roster=tuple(o.officer_id for o in reading.officers()),
                       version=tuple((p.week, p.team, p.version) for p in plans))


def read_own(reading: Reading, *, officer_id: str, day: date) -> ShownOwn:
    """Return what an officer's map shows: the own walks of the day, the own communities' households, nothing else.

    Raises NotFound when there is no such officer.
    """
    officer = next((o for o in reading.officers() if o.officer_id == officer_id), None)
    if officer is None:
        raise NotFound("there is no officer {officer}", officer=officer_id)
    plans = reading.plans(week_of(day))
    return ShownOwn(
        officer_id=officer_id, day=day, walks=tuple(w for w in own_walks(plans, officer_id) if w.day == day),
        households=tuple(h for h in reading.households() if h.community in officer.communities),
        version=tuple((p.week, p.team, p.version) for p in plans),
    )


def read_coverage(reading: Reading, *, today: date, since: date) -> ShownCoverage:
    """Return the coverage of all cells; raises NotFound when there are none."""
    cells = reading.cells()
    if not cells:
        raise NotFound("there are no cells to draw")
    frame = campaign_frame(reading, today=today, since=since)
    return ShownCoverage(coverage=tuple(coverage_by_cell(frame, cells)), weekly=reached_by_week(frame, cells),
                         cells=tuple(cells))


def read_hotspots(reading: Reading) -> ShownHotspots:
    """Return the incidents and cells; raises NotFound when there is no incident."""
    incidents = reading.incidents()
    if not incidents:
        raise NotFound("there are no incidents to draw")
    return ShownHotspots(incidents=tuple(incidents), cells=tuple(reading.cells()), places=tuple(reading.key_places()))


def read_audit(reading: Reading, audit: AnalystAudit | None) -> ShownAudit:
    """Return the audit with its cells; raises NotFound when there are no cells, or nothing to audit (None)."""
    cells = reading.cells()
    if not cells:
        raise NotFound("there are no cells to draw")
    if audit is None:
        raise NotFound("there is nothing to audit yet; import households and streets first")
    return ShownAudit(station=audit.station, audit=audit.cells, cells=tuple(cells))


def read_grid(reading: Reading) -> tuple[Cell, ...]:
    """Return all cells; raises NotFound when there are none."""
    cells = tuple(reading.cells())
    if not cells:
        raise NotFound("there are no cells to draw")
    return cells


def _options(ground: MapGround, language: Language) -> SheetOptions:
    return {"basemap": ground.basemap, "attribution": ground.credit, "language": language, "assets": "linked"}


def draw_routes(shown: ShownRoutes, ground: MapGround, language: Language) -> str:
    """Return the page of the routes."""
    return draw_routes_map(shown.walks, roster=shown.roster, rooms=shown.rooms, **_options(ground, language))


def draw_rooms(shown: RoomWeek, ground: MapGround, language: Language) -> str:
    """Return the page of the mobile rooms; there must be a stop."""
    return draw_rooms_map(shown, **_options(ground, language))


def draw_own(shown: ShownOwn, ground: MapGround, language: Language) -> str:
    """Return the page of an officer's own route."""
    return draw_officer_map(
        shown.officer_id, shown.walks, shown.households, day=shown.day,
        **_options(ground, language),
    )


def draw_coverage(shown: ShownCoverage, ground: MapGround, language: Language) -> str:
    """Return the page of the coverage."""
    return draw_coverage_map(shown.coverage, shown.cells, weekly=shown.weekly, **_options(ground, language))


def draw_audit(shown: ShownAudit, ground: MapGround, language: Language) -> str:
    """Return the page of the audit."""
    return draw_audit_map(shown.audit, shown.cells, station=shown.station, **_options(ground, language))


def draw_grid(cells: tuple[Cell, ...], ground: MapGround, language: Language) -> str:
    """Return the page of the cells, their overlaps and gaps."""
    return draw_cells_map(cells, overlaps=overlaps(cells), gaps=gaps(cells), **_options(ground, language))


def draw_hotspots(shown: ShownHotspots, ground: MapGround, language: Language) -> str:
    """Return the page of the hot spots."""
    return hotspots_page(shown, ground.network, _options(ground, language))


def hotspots_page(shown: ShownHotspots, network: Network | None, options: SheetOptions) -> str:
    """Return the page of the hot spots on any sheet, with density along streets where there are any.

    There must be an incident.
    """
    density = density_of_incidents(shown.incidents, cell_m=DENSITY_CELL_M, bandwidth_m=BANDWIDTH_M)
    days = [incident.since.date() for incident in shown.incidents]
    squares = named_squares(shown.incidents, shown.cells, shown.places)
    spots = find_hot_spots(shown.incidents, squares)
    return draw_hotspots_map(
        density, [score.counted for score in spots.cells], cells=squares,
        hot={score.cell_id: score for score in spots.cells}, by_hour=hours_around(shown.incidents, spots),
        streets=() if network is None else hot_streets(shown.incidents, network, bandwidth_m=BANDWIDTH_M),
        period=IncidentPeriod(n_incidents=len(days), since=min(days), until=max(days)), **options,
    )
