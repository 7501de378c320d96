"""Grid cells (网格) out of GeoJSON and GeoPackage files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from gisdata.cells import Seam, gaps, overlaps
from gisdata.coordinates import Datum, inside_china, is_shifted
from gisdata.errors import BadFile
from gisdata.read.cell_crs import degrees_of
from gisdata.read.cell_shapes import Shape, looks_like_metres, shape_of
from gisdata.read.cell_texts import COLUMNS, CellTexts
from gisdata.read.faults import CellFault
from gisdata.read.geojson_cells import read_geojson
from gisdata.read.geopackage_cells import read_geopackage
from gisdata.read.points import FAR_KM, SWAPPED, Bounds, degrees_text, distance_km, far_fault, middle
from gisdata.read.raw_cells import RawCells
from gisdata.records import Cell, CellKind, ReadResult, RefusedRow
from planner.sentence import Sentence, say

MOST_TOLD_SEAMS, MOST_TOLD_CELLS = 5, 4
"""A sentence names the largest five overlaps or gaps, and four of the cells around one."""


def read_cells(path: Path, *, crs: Datum | None = None, near: Bounds | None = None) -> ReadResult[Cell]:
    """Return the cells of a .geojson, .json or .gpkg file as valid WGS-84 polygons, in file order.

    `crs` gcj02 or bd09: the file's degrees come from a map service. A cell over 100 km from `near`, or from the middle
    cell of the file, is refused. `row` of a refused cell is its number in the file, from 1. Heights are left out.
    Raises BadFile when the file as a whole cannot be taken.
    """
    raw = _read(path)
    texts = CellTexts(raw)
    to_degrees, is_degrees, notes = degrees_of(raw.epsg, crs, raw.file)
    if is_degrees:
        _require_not_all_metres(raw)
    drafts: dict[int, Cell] = {}
    refused: list[RefusedRow] = []
    for cell in raw.cells:
        try:
            code, name, community = texts.texts(cell)
            if isinstance(cell.polygons, CellFault):
                raise cell.polygons
            shape = shape_of(cell.polygons, to_degrees, is_degrees=is_degrees)
        except CellFault as fault:
            refused.append(texts.refused(cell, fault))
        else:
            drafts[cell.number] = Cell(cell_id=code, name=name, kind=CellKind.IMPORTED, community=community,
                                       shape=shape)
    for number, far in _far_cells(drafts, near):
        refused.append(texts.refused(raw.cells[number - 1], far))
        del drafts[number]
    refused.sort(key=lambda row: row.row)
    records = tuple(drafts.values())
    return ReadResult(
        records=records,
        n_rows=len(raw.cells),
        changed=tuple(change for change in texts.changed if change.row in drafts),
        refused=tuple(refused),
        notes=(*raw.notes, *notes, *_outside_notes(records, crs), *texts.notes, *_height_notes(raw),
               *_seam_notes(records)),
        columns=COLUMNS,
    )


def _read(path: Path) -> RawCells:
    ending = path.suffix.lower()
    if ending in (".geojson", ".json"):
        return read_geojson(path)
    if ending == ".gpkg":
        return read_geopackage(path)
    raise BadFile("{file} is not a file of cells; they come as .geojson or .gpkg", file=path.name)


def _require_not_all_metres(raw: RawCells) -> None:
    drawn = [cell.polygons for cell in raw.cells if not isinstance(cell.polygons, CellFault)]
    if drawn and all(looks_like_metres(polygons[0][0]) for polygons in drawn):
        raise BadFile("{file} has coordinates in metres but names no projected CRS; save it in WGS-84 (EPSG:4326)",
                      file=raw.file)


def _far_cells(drafts: dict[int, Cell], near: Bounds | None) -> list[tuple[int, CellFault]]:
    """Return number and fault of each cell whose centre lies far out, or would not with its axes swapped."""
    if not drafts:
        return []
    centres = np.array([_centre(cell.shape) for cell in drafts.values()])
    lon, lat = centres[:, 0], centres[:, 1]
    here = near if near is not None else middle(lon, lat)
    away_km, swapped_km = distance_km(lon, lat, here), distance_km(lat, lon, here)
    faults = []
    for i, number in enumerate(drafts):
        if away_km[i] <= FAR_KM:
            continue
        if swapped_km[i] <= FAR_KM:
            fault = CellFault(SWAPPED.template, lon=degrees_text(lon[i]), lat=degrees_text(lat[i]))
        else:
            fault = far_fault(lon[i], lat[i], away_km[i], is_town=near is not None)
        faults.append((number, fault))
    return faults


def _centre(shape: Shape) -> tuple[float, float]:
    point = shape.centroid
    return point.x, point.y


def _outside_notes(cells: Sequence[Cell], crs: Datum | None) -> Iterator[Sentence]:
    if crs is None or not is_shifted(crs):
        return
    centres = np.array([_centre(cell.shape) for cell in cells]).reshape(-1, 2)
    n_outside = int((~inside_china(centres[:, 0], centres[:, 1])).sum())
    if n_outside:
        yield say("{n} cells lie outside China, where nothing is {crs}: they were left as they are; check --crs",
                  n=n_outside, crs=crs.value)


def _height_notes(raw: RawCells) -> Iterator[Sentence]:
    n_high = sum(cell.n_dimensions > 2 for cell in raw.cells)
    if n_high:
        yield say("heights or measures of {n} cells were left out", n=n_high)


def _seam_notes(cells: Sequence[Cell]) -> Iterator[Sentence]:
    """Say what overlaps and what lies between cells; slivers of less than 20 m² or 1 m width are nobody's concern."""
    found = overlaps(cells)
    if found:
        yield say("{n} pairs of cells overlap, {area} m² in all (a household there goes to the smaller cell code); the "
                  "largest: {places}", n=len(found), area=_area(found), places=_largest(found))
    found = gaps(cells)
    if found:
        yield say("{n} gaps lie between cells or in one, {area} m² in all (a household there is in no cell); the "
                  "largest: {places}", n=len(found), area=_area(found), places=_largest(found))


def _area(seams: Sequence[Seam]) -> str:
    return f"{sum(seam.area_m2 for seam in seams):,.0f}"


def _largest(seams: Sequence[Seam]) -> str:
    """Return the cells and square metres of the largest few; of many cells around one gap the first four."""
    return "; ".join(
        f"{' + '.join(seam.cell_ids[:MOST_TOLD_CELLS])}{' ...' if len(seam.cell_ids) > MOST_TOLD_CELLS else ''}: "
        f"{seam.area_m2:,.0f} m²" for seam in seams[:MOST_TOLD_SEAMS])
