"""GeoPackages by the standard library's sqlite3, read-only: no trigger, view or extension of the file ever runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gisdata.errors import BadFile
from gisdata.read.faults import CellFault
from gisdata.read.geopackage_blob import polygons_of
from gisdata.read.input_file import HEAD_BYTES, opened, seems_to_be
from gisdata.read.raw_cells import MAX_CELLS, RawCell, RawCells

MAX_BYTES = 200_000_000
_MAGIC = b"SQLite format 3\x00"

MAX_STEPS = 50_000_000
"""Steps of SQLite's machine for one reading; 20,000 cells take one million. What needs more was made to stall us."""

_STEPS_PER_LOOK = 100_000
_MAX_VALUE_BYTES = 32_000_000
"""A cell of 100,000 vertices with four dimensions takes 3.2 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """A table of features, its geometry column and its CRS."""

    table: str
    geometry: str
    srs_id: int


def read_geopackage(path: Path) -> RawCells:
    """Return the features of a GeoPackage's one layer of cells; single features may carry a fault instead.

    Raises BadFile when it is no whole GeoPackage, has no or several layers of features, or names no EPSG CRS.
    """
    with opened(path, max_bytes=MAX_BYTES) as stream:
        head = stream.read(HEAD_BYTES)
    if not head.startswith(_MAGIC):
        what = seems_to_be(head) or "another format"
        raise BadFile("{file} should be a GeoPackage but seems to be {what}", file=path.name, what=what)
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        raise BadFile("{file} is open in another program, which has not written all of it yet; close it there",
                      file=path.name)
    with _faults_told(path.name), closing(_open(path)) as database:
        layer = _layer(database, path.name)
        epsg = _epsg(database, layer, path.name)
        cells = tuple(_cells(database, layer, path.name))
    if not cells:
        raise BadFile("{file} has no cells in it", file=path.name)
    return RawCells(file=path.name, cells=cells, epsg=epsg)


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA cell_size_check = ON")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE_BYTES)
    looks_left = iter(range(MAX_STEPS // _STEPS_PER_LOOK))
    database.set_progress_handler(lambda: next(looks_left, None) is None, _STEPS_PER_LOOK)
    return database


@contextmanager
def _faults_told(file: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError, OverflowError, MemoryError) as error:
        raise BadFile("{file} is truncated or damaged: it is no whole GeoPackage; save it again", file=file) from error


def _layer(database: sqlite3.Connection, file: str) -> _Layer:
    """Return the only layer of features; views and virtual tables would run what the file says: they do not count."""
    tables = dict(database.execute(
        "SELECT lower(name), sql FROM sqlite_master WHERE type = 'table' LIMIT 10000").fetchall())
    if "gpkg_contents" not in tables or "gpkg_geometry_columns" not in tables:
        raise BadFile("{file} is a SQLite database but no GeoPackage", file=file)
    rows = database.execute(
        "SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_geometry_columns g JOIN gpkg_contents c "
        "ON c.table_name = g.table_name WHERE c.data_type = 'features' ORDER BY g.table_name LIMIT 100"
    ).fetchall()
    layers = [
        _Layer(table=table, geometry=geometry, srs_id=srs_id) for table, geometry, srs_id in rows
        if isinstance(table, str) and isinstance(geometry, str) and isinstance(srs_id, int)
        and _is_plain_table(tables.get(table.lower()))
    ]
    if not layers:
        raise BadFile("{file} has no layer of features", file=file)
    if len(layers) > 1:
        raise BadFile("{file} has several layers: {layers}; save the layer of cells alone", file=file,
                      layers=", ".join(layer.table[:40] for layer in layers[:10]))
    return layers[0]


def _is_plain_table(sql: object) -> bool:
    return isinstance(sql, str) and not sql.lstrip().upper().startswith("CREATE VIRTUAL")


def _epsg(database: sqlite3.Connection, layer: _Layer, file: str) -> int:
    if layer.srs_id in (-1, 0):
        raise BadFile("{file} has no CRS; set it in the program that made it, or save it in WGS-84 (EPSG:4326)",
                      file=file)
    row = database.execute(
        "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?", (layer.srs_id,)
    ).fetchone()
    organization, code = row if row is not None else ("", None)
    if str(organization).upper() != "EPSG" or not isinstance(code, int):
        raise BadFile("{file} has the CRS {crs}, which is not an EPSG code; save it in WGS-84 (EPSG:4326)", file=file,
                      crs=layer.srs_id)
    return code


def _cells(database: sqlite3.Connection, layer: _Layer, file: str) -> Iterator[RawCell]:
    rows = database.execute(f"SELECT * FROM {_quoted(layer.table)} LIMIT {MAX_CELLS + 1}")
    columns = [str(column[0]) for column in rows.description]
    if layer.geometry not in columns:
        raise BadFile("{file} has no layer of features", file=file)
    at = columns.index(layer.geometry)
    for number, row in enumerate(rows, start=1):
        if number > MAX_CELLS:
            raise BadFile("{file} has more than {limit} cells", file=file, limit=MAX_CELLS)
        properties = {name: value for i, (name, value) in enumerate(zip(columns, row, strict=True)) if i != at}
        try:
            polygons, n_dimensions = polygons_of(row[at])
        except CellFault as fault:
            yield RawCell(number=number, properties=properties, polygons=fault)
        else:
            yield RawCell(number=number, properties=properties, polygons=polygons, n_dimensions=n_dimensions)


def _quoted(name: str) -> str:
    """Return a table name as SQL wants it; names come from the file and may hold anything."""
    return '"' + name.replace('"', '""') + '"'
