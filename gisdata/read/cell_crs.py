"""From the CRS a file of cells names to WGS-84 degrees."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from gisdata.coordinates import Datum, is_shifted, to_wgs84
from gisdata.errors import BadFile
from planner.sentence import Sentence, say

Vertices = NDArray[np.float64]
ToDegrees = Callable[[Vertices], Vertices]
"""Takes and returns x and y in an array of shape (n, 2)."""

CGCS2000_DATUMS = (4490, 4480, 4479)
"""EPSG codes of China's CGCS2000 in degrees; it equals WGS-84 within centimetres, though PROJ knows no path."""

WGS84_EPSG = 4326


def degrees_of(epsg: int, crs: Datum | None, file: str) -> tuple[ToDegrees, bool, tuple[Sentence, ...]]:
    """Return how vertices become WGS-84 degrees, whether the file's own are degrees, and notes on the way taken.

    `crs` says what map service degrees come from; a projected file was never made by one, and of geographic ones only
    EPSG:4326 may hold such degrees, because programs write it whatever the file holds. Raises BadFile when the CRS is
    unknown, contradicts `crs`, or has no exact path to WGS-84.
    """
    source = _known(epsg, file)
    if crs is not None and is_shifted(crs):
        if not source.is_geographic:
            raise BadFile("{file} is in the projected CRS EPSG:{epsg}, so it cannot be {crs}; leave out --crs",
                          file=file, epsg=epsg, crs=crs.value)
        if epsg != WGS84_EPSG:
            raise _contradicts(file, epsg, crs)
        note = say("the cells were converted from {crs} to WGS-84", crs=crs.value)
        return lambda xy: np.column_stack(to_wgs84(xy[:, 0], xy[:, 1], crs)), True, (note,)
    if crs is not None and _geodetic(source) not in (WGS84_EPSG, *CGCS2000_DATUMS):
        raise _contradicts(file, epsg, crs)
    if epsg in (WGS84_EPSG, *CGCS2000_DATUMS):
        return lambda xy: xy, True, ()
    path = _path(source, epsg, file)
    note = say("the cells were converted from {crs} to WGS-84", crs=f"EPSG:{epsg}")
    return lambda xy: np.column_stack(path.transform(xy[:, 0], xy[:, 1])), source.is_geographic, (note,)


def _known(epsg: int, file: str) -> CRS:
    try:
        source = CRS.from_epsg(epsg)
    except CRSError as error:
        raise BadFile("{file} has the unknown CRS EPSG:{epsg}; save it in WGS-84 (EPSG:4326)", file=file, epsg=epsg
                      ) from error
    if not (source.is_geographic or source.is_projected):
        raise BadFile("{file} has the CRS EPSG:{epsg}, which is not one of maps; save it in WGS-84 (EPSG:4326)",
                      file=file, epsg=epsg)
    return source


def _path(source: CRS, epsg: int, file: str) -> Transformer:
    """Return the path to WGS-84; CGCS2000 grids are only unrolled, others need a known change of datum."""
    datum = _geodetic(source)
    target = datum if datum in CGCS2000_DATUMS else WGS84_EPSG
    try:
        return Transformer.from_crs(source, target, always_xy=True, allow_ballpark=False)
    except ProjError as error:
        raise BadFile("{file} has the CRS EPSG:{epsg}, from which no exact way to WGS-84 is known; save it in WGS-84 "
                      "(EPSG:4326)", file=file, epsg=epsg) from error


def _geodetic(source: CRS) -> int | None:
    return source.geodetic_crs.to_epsg() if source.geodetic_crs is not None else None


def _contradicts(file: str, epsg: int, crs: Datum) -> BadFile:
    return BadFile("{file} says it is in EPSG:{epsg}, the import was told --crs {crs}; correct one of them", file=file,
                   epsg=epsg, crs=crs.value)
