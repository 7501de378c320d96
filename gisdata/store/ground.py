"""The ground: address points, buildings, key places, cells and incidents; what the map says and what files say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import shapely
from shapely import MultiPolygon, Polygon
from sqlalchemy import Connection, RowMapping, delete, select, update

from gisdata.errors import Conflict, RefusedRows
from gisdata.records import AddressPoint, AddressSource, Building, Cell, CellKind, Incident, KeyPlace, PlaceKind
from gisdata.store import tables
from gisdata.store.shelf import Row, SaveCounts, Shelf, chunks

Sourced = TypeVar("Sourced", AddressPoint, KeyPlace)

# The source of a key place is plain text in its record; this is the word of `AddressSource` for it too.
FROM_MAP = AddressSource.OSM.value


def save_sourced(connection: Connection, shelf: Shelf[Sourced], records: Iterable[Sourced]) -> SaveCounts:
    """Upsert by id. Raises Conflict when an id is taken by a row of another source, which must not be overwritten."""
    wanted = shelf.by_id(records)
    for id_, old in shelf.read_some(connection, wanted).items():
        if old.source != wanted[id_].source:
            raise Conflict("id {id} in {table} is taken by a row from {source}; give it another id",
                           id=id_, table=shelf.table.name, source=str(old.source))
    return shelf.save(connection, wanted.values())


def replace_sourced(connection: Connection, shelf: Shelf[Sourced], records: Iterable[Sourced]) -> None:
    """Replace all rows that came from the map by `records`; rows of files stay.

    Raises Conflict when a record is not from the map or a file's row has its id.
    """
    wanted = shelf.by_id(records)
    for id_, record in wanted.items():
        if record.source != FROM_MAP:
            raise Conflict("id {id} in {table} comes from {source}, not from the map",
                           id=id_, table=shelf.table.name, source=str(record.source))
    connection.execute(delete(shelf.table).where(shelf.table.c.source == FROM_MAP))
    save_sourced(connection, shelf, wanted.values())


def read_address_points_in(connection: Connection, box_deg: tuple[float, float, float, float]) -> list[AddressPoint]:
    """Return the address points in a box (west, south, east, north; WGS-84 degrees), by id."""
    west, south, east, north = box_deg
    table = tables.address_point
    inside = select(table).where(table.c.lon_deg.between(west, east), table.c.lat_deg.between(south, north))
    return sorted(map(_address_point, connection.execute(inside).mappings()), key=ADDRESS_POINTS.id_of)


def replace_buildings(connection: Connection, buildings: Iterable[Building]) -> None:
    """Make `buildings` the buildings; all of them come from the map."""
    connection.execute(delete(tables.building))
    BUILDINGS.add(connection, buildings)


def replace_cells(connection: Connection, cells: Iterable[Cell]) -> None:
    """Make `cells` the cells; no household has a cell afterwards, because the old ones mean nothing any more.

    Beats stay, but for those whose codes the new cells take: a file of beats that is imported makes cells of them.
    Raises Conflict when a beat is among them, which is no cell.
    """
    wanted = CELLS.by_id(cells)
    if beat := next((cell for cell in wanted.values() if cell.kind == CellKind.BEAT), None):
        raise Conflict("{cell} is a beat and no cell", cell=beat.cell_id)
    connection.execute(update(tables.household).where(tables.household.c.cell_id.is_not(None)).values(cell_id=None))
    connection.execute(delete(tables.cell).where(tables.cell.c.kind != CellKind.BEAT.value))
    for chunk in chunks(wanted):
        connection.execute(delete(tables.cell).where(tables.cell.c.cell_id.in_(chunk)))
    CELLS.add(connection, wanted.values())


def replace_beats(connection: Connection, community: str, beats: Iterable[Cell]) -> None:
    """Make `beats` the beats of a community. Raises Conflict when one is no beat of it or has the code of a cell."""
    wanted = CELLS.by_id(beats)
    for beat in wanted.values():
        if beat.kind != CellKind.BEAT or beat.community != community:
            raise Conflict("{cell} is no beat of {community}", cell=beat.cell_id, community=community)
    connection.execute(delete(tables.cell).where(tables.cell.c.kind == CellKind.BEAT.value,
                                                 tables.cell.c.community == community))
    if taken := next(iter(CELLS.read_some(connection, wanted)), None):
        raise Conflict("code {cell} is taken by a cell; import other cells, or name the community otherwise",
                       cell=taken)
    CELLS.add(connection, wanted.values())


def read_cells(connection: Connection) -> list[Cell]:
    """Return the cells by id, without the beats."""
    return [cell for cell in CELLS.read_all(connection) if cell.kind != CellKind.BEAT]


def read_beats(connection: Connection) -> list[Cell]:
    """Return the beats of all communities by id."""
    return [cell for cell in CELLS.read_all(connection) if cell.kind == CellKind.BEAT]


def _address_row(record: AddressPoint) -> Row:
    return {
        "address_id": record.address_id,
        "source": record.source.value,
        "address": record.address,
        "street": record.street,
        "number": record.number,
        "community": record.community,
        "lon_deg": record.lon_deg,
        "lat_deg": record.lat_deg,
    }


def _address_point(row: RowMapping) -> AddressPoint:
    return AddressPoint(**{**row, "source": AddressSource(row["source"])})


def _shape(wkb: bytes) -> Polygon | MultiPolygon:
    shape = shapely.from_wkb(wkb)
    if not isinstance(shape, Polygon | MultiPolygon):
        raise Conflict("the store holds a shape that is no polygon: {kind}", kind=shape.geom_type)
    return shape


def _building_row(record: Building) -> Row:
    return {
        "building_id": record.building_id,
        "shape": shapely.to_wkb(record.shape),
        "kind": record.kind,
        "levels": record.levels,
        "name": record.name,
        "flats": record.flats,
    }


def _building(row: RowMapping) -> Building:
    return Building(**{**row, "shape": _shape(row["shape"])})


def _place_row(record: KeyPlace) -> Row:
    return {
        "place_id": record.place_id,
        "kind": record.kind.value,
        "name": record.name,
        "lon_deg": record.lon_deg,
        "lat_deg": record.lat_deg,
        "source": record.source,
    }


def _key_place(row: RowMapping) -> KeyPlace:
    return KeyPlace(**{**row, "kind": PlaceKind(row["kind"])})


def _cell_row(record: Cell) -> Row:
    return {
        "cell_id": record.cell_id,
        "name": record.name,
        "kind": record.kind,
        "community": record.community,
        "shape": shapely.to_wkb(record.shape),
    }


def _cell(row: RowMapping) -> Cell:
    return Cell(**{**row, "shape": _shape(row["shape"])})


def _incident_row(record: Incident) -> Row:
    for moment in (record.since, record.until):
        if moment.tzinfo is not None:
            raise RefusedRows("incident {incident}: {moment} has a zone; times of incidents are the station's own",
                              incident=record.incident_id, moment=moment.isoformat())
    return {
        "incident_id": record.incident_id,
        "kind": record.kind,
        "since": record.since,
        "until": record.until,
        "lon_deg": record.lon_deg,
        "lat_deg": record.lat_deg,
    }


def _incident(row: RowMapping) -> Incident:
    return Incident(**row)


ADDRESS_POINTS = Shelf(
    table=tables.address_point, key="address_id", to_row=_address_row, from_row=_address_point
)
BUILDINGS = Shelf(table=tables.building, key="building_id", to_row=_building_row, from_row=_building)
KEY_PLACES = Shelf(table=tables.key_place, key="place_id", to_row=_place_row, from_row=_key_place)
CELLS = Shelf(table=tables.cell, key="cell_id", to_row=_cell_row, from_row=_cell)
INCIDENTS = Shelf(table=tables.incident, key="incident_id", to_row=_incident_row, from_row=_incident)
