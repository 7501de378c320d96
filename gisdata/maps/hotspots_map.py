"""Hot spots: a smooth density of public incident reports, their significance and count per square."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Unpack

import folium
import numpy as np
import numpy.typing as npt
from scipy import ndimage

from gisdata.hotspots import CellIncidents, DensityGrid, HotCell, HotStreet
from gisdata.layers.classes import COUNT_COLORS, PEAK_SHARES, count_edges
from gisdata.maps.cells_layer import ABSENT, CellLayer, ColorClass, cells_bounds
from gisdata.maps.cells_packing import pack_cells, scripts_of
from gisdata.maps.hotspot_hours import HOURS, hours_layer
from gisdata.maps.hotspot_squares import (
    count_layer,
    short_number,
    significance_layer,
    square_marks,
)
from gisdata.maps.hotspot_streets import street_layer, street_marks
from gisdata.maps.offline import DataLayer, OfflineMap
from gisdata.maps.palette import rgb
from gisdata.maps.sheet import Sheet, SheetOptions, page_of
from gisdata.records import Cell

DENSITY_ALPHA = 0.45
"""Streets and labels stay readable below and above the surface."""

FAINT_SHARE = 0.04
"""Below this share of the peak the surface is not painted: nearly nothing would look like something."""

FINE_PIXELS = 1200
"""Pixels along the longer side: smooth at street zoom, some 100 kB as PNG."""

NO_SCORES: Mapping[str, HotCell] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPeriod:
    """What the incident reports are: how many, from which day to which, both included."""

    n_incidents: int
    since: date
    until: date


def draw_hotspots_map(
    density: DensityGrid | None, counts_by_cell: Sequence[CellIncidents], *, cells: Sequence[Cell],
    period: IncidentPeriod, hot: Mapping[str, HotCell] = NO_SCORES, streets: Sequence[HotStreet] = (),
    by_hour: npt.NDArray[np.float64] | None = None, **options: Unpack[SheetOptions],
) -> str:
    """Return an HTML page with layers to choose from: kernel density, streets, significance, incidents per cell, hours.

    `density` None (no incident): cells only. `hot`: the score of each cell by its id; `streets`: pieces of street
    with their density; `by_hour`: incidents around each cell in each hour of the week (`hours_around`), in the order
    of `cells`, shown with a slider; without them their layers are left out. No single incident enters the page, and
    nothing of any household.

    Raises WrongArgument when there are neither cells nor a density.
    """
    return page_of(build_hotspots_map(density, counts_by_cell, cells=cells, period=period, hot=hot,
                                      streets=streets, by_hour=by_hour, **options))


def build_hotspots_map(
    density: DensityGrid | None, counts_by_cell: Sequence[CellIncidents], *, cells: Sequence[Cell],
    period: IncidentPeriod, hot: Mapping[str, HotCell] = NO_SCORES, streets: Sequence[HotStreet] = (),
    by_hour: npt.NDArray[np.float64] | None = None, **options: Unpack[SheetOptions],
) -> OfflineMap:
    """Return the same map as a folium map."""
    sheet = Sheet(**options)
    words = sheet.words
    bounds = density.bounds if density is not None and not cells else cells_bounds(cells)
    told = {"n": period.n_incidents, "since": period.since.isoformat(), "until": period.until.isoformat()}
    subtitle, source = words["hotspots_sub"].format(**told), words["incidents_source"].format(**told)
    notes = [] if density is None else [words["bandwidth_note"].format(bandwidth=round(density.bandwidth_m))]
    paper = sheet.paper(words["hotspots_title"], bounds, subtitle=subtitle, notes=tuple(notes))
    drawn = sheet.start_map(paper, bounds)
    picture = None if density is None else density_picture(density)
    if picture is not None:
        picture.add_to(drawn)
    edges = count_edges([row.n_incidents for row in counts_by_cell])
    of_squares = [significance_layer(words, source)] if hot else []
    of_squares += [count_layer(edges, words, source)] if cells else []
    layers = [] if density is None else [_density_layer(density, words, source)]
    layers += [*([street_layer(streets, words, source)] if streets else []), *of_squares]
    marks = square_marks(counts_by_cell, cells, hot=hot, edges=edges, words=words, absent_first=bool(streets))
    pieces = street_marks(streets, words, n_other_layers=len(of_squares))
    hours = None if by_hour is None else hours_layer(by_hour, words, source)
    frames = {}
    if hours is not None:
        layers.append(hours[0])
        frames[HOURS] = np.pad(hours[1], ((0, 0), (0, len(pieces))), constant_values=ABSENT)
    data = pack_cells(layers, (*marks, *pieces), words, frames=frames)
    call = "huhu.addCells(map, data, huhu.sheet, other);"
    DataLayer("cells", data, scripts=scripts_of(data), call=call, other=picture).add_to(drawn)
    return drawn


def density_picture(density: DensityGrid) -> folium.raster_layers.ImageOverlay:
    """Return the surface as a picture in steps of a fifth of its peak, transparent where there is next to nothing.

    Rows are equal in degrees while the map is mercator: over 50 km from north to south the middle lies some
    30 m off, far less than any bandwidth.
    """
    west, south, east, north = density.bounds
    return folium.raster_layers.ImageOverlay(
        density_pixels(density.per_km2), bounds=[[south, west], [north, east]], mercator_project=False,
        pixelated=False, name="density",
    )


def density_pixels(per_km2: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    """Return the surface as RGBA, shape (rows, columns, 4), row 0 the northern one; smoothed between cells."""
    finer = max(1, min(8, FINE_PIXELS // max(per_km2.shape)))
    smooth = ndimage.zoom(per_km2, finer, order=1, mode="nearest", grid_mode=True)
    peak = float(smooth.max())
    colors = np.array([[*rgb(color), round(255 * DENSITY_ALPHA)] for color in COUNT_COLORS], dtype=np.uint8)
    if peak <= 0:
        return np.zeros((*smooth.shape, 4), dtype=np.uint8)
    pixels: npt.NDArray[np.uint8] = colors[np.digitize(smooth / peak, PEAK_SHARES[:-1])]
    pixels[smooth < FAINT_SHARE * peak] = 0
    return pixels


def _density_layer(density: DensityGrid, words: dict[str, str], source: str) -> CellLayer:
    peak = float(density.per_km2.max())
    steps = [f"≤{short_number(peak * share)}" for share in PEAK_SHARES]
    return CellLayer(
        key="density", name=words["density_layer"], picture=True, source=source,
        legend=words["density_legend_year" if density.per_year else "density_legend"],
        classes=tuple(ColorClass(color=c, label=text) for c, text in zip(COUNT_COLORS, steps, strict=True)),
    )
