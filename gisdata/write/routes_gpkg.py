"""Routes and stops as a GeoPackage for QGIS and other GIS programs, WGS-84, styles included."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import LineString, Point

from gisdata.records import Walk
from gisdata.write.gpkg_file import GpkgLayer, write_gpkg
from gisdata.write.layer_frame import CRS
from gisdata.write.order import in_order
from gisdata.write.qgis_styles import ROUTES_QML, stops_qml


def write_routes_gpkg(walks: Sequence[Walk], path: Path) -> None:
    """Write layers `routes` (LineString, one row per walk) and `stops` (Point, one row per stop), WGS-84.

    Days and times are ISO 8601 texts, times with the zone's offset. A walk whose line has a single point becomes
    a line of no length, one without any point has no geometry. Without walks the layers are there and empty. Equal
    walks give equal bytes. Raises DiskFull.
    """
    ordered = in_order(walks)
    write_gpkg([
        GpkgLayer(name="routes", frame=_routes(ordered), shape="LineString", qml=ROUTES_QML),
        GpkgLayer(name="stops", frame=_stops(ordered), shape="Point", qml=stops_qml()),
    ], path)


def _routes(walks: Sequence[Walk]) -> gpd.GeoDataFrame:
    """Columns: see the keys below; geometry from base to base."""
    columns: dict[str, list[object]] = {
        "week": [w.week for w in walks],
        "team": [w.team for w in walks],
        "officer_id": [w.officer_id for w in walks],
        "shift_id": [w.shift_id for w in walks],
        "mode": [w.mode for w in walks],
        "day": [w.day.isoformat() for w in walks],
        "leave": [w.leave.isoformat() for w in walks],
        "back": [w.back.isoformat() for w in walks],
        "travel_min": [round(w.travel_s / 60, 1) for w in walks],
        "n_visits": [sum(s.kind == "visit" for s in w.stops) for w in walks],
        "n_patrols": [sum(s.kind == "patrol" for s in w.stops) for w in walks],
        "estimated": [w.estimated for w in walks],
    }
    texts = {"week", "team", "officer_id", "shift_id", "mode", "day", "leave", "back"}
    return _layer(columns, [_line(walk) for walk in walks], texts)


def _stops(walks: Sequence[Walk]) -> gpd.GeoDataFrame:
    pairs = [(walk, stop) for walk in walks for stop in walk.stops]
    columns: dict[str, list[object]] = {
        "week": [w.week for w, _ in pairs],
        "team": [w.team for w, _ in pairs],
        "officer_id": [w.officer_id for w, _ in pairs],
        "shift_id": [w.shift_id for w, _ in pairs],
        "day": [w.day.isoformat() for w, _ in pairs],
        "number": [s.number for _, s in pairs],
        "kind": [s.kind for _, s in pairs],
        "task": [s.task for _, s in pairs],
        "what": [s.what for _, s in pairs],
        "cell_id": [s.cell_id for _, s in pairs],
        "arrive": [s.arrive.isoformat() for _, s in pairs],
        "start": [s.start.isoformat() for _, s in pairs],
        "end": [s.end.isoformat() for _, s in pairs],
        "must": [s.must for _, s in pairs],
        "estimated": [w.estimated for w, _ in pairs],
    }
    texts = set(columns) - {"number", "must", "estimated"}
    return _layer(columns, [Point(s.lon_deg, s.lat_deg) for _, s in pairs], texts)


def _layer(
    columns: dict[str, list[object]], shapes: Sequence[LineString | Point | None], texts: set[str]
) -> gpd.GeoDataFrame:
    """Return a layer; the kinds of columns are told, because an empty list does not tell them."""
    table = pd.DataFrame(columns)
    table = table.astype({name: "str" if name in texts else _number_kind(name) for name in table.columns})
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(np.array(shapes, dtype=object), crs=CRS))


def _number_kind(name: str) -> str:
    if name in ("must", "estimated"):
        return "bool"
    return "float64" if name == "travel_min" else "int32"


def _line(walk: Walk) -> LineString | None:
    if not walk.line:
        return None
    return LineString(walk.line if len(walk.line) > 1 else [*walk.line, *walk.line])

