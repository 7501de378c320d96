"""A smooth surface of incidents per square kilometre: quartic kernel density."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gisdata.errors import WrongArgument
from gisdata.records import Incident

MOST_CELLS = 4_000_000
"""A larger surface (over 32 MB of numbers) is a sign of a point far away or of a cell side that is too small."""

CHUNK_WEIGHTS = 2_000_000
"""Weights worked out at once: keeps the memory of a year of incidents under 100 MB."""

EQUATOR_M = 6_378_137.0
ECCENTRICITY2 = 0.006_694_379_990_14
"""WGS-84: half the longer axis in metres, and the square of the eccentricity of its meridians."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DensityGrid:
    """A surface: `per_km2[row, column]`, float64, read-only; row 0 is the NORTHERN row, column 0 the western.

    `bounds`: (west, south, east, north) of the outer edges in WGS-84 degrees. All cells are equal in degrees and
    `cell_m` metres on a side at the middle latitude. `per_year` tells whether the values are per km² and year.
    """

    per_km2: Floats
    bounds: tuple[float, float, float, float]
    cell_m: float
    bandwidth_m: float
    n_incidents: int
    per_year: bool = False

    def __post_init__(self) -> None:
        self.per_km2.setflags(write=False)


def density_of_incidents(
    incidents: Sequence[Incident], *, cell_m: float, bandwidth_m: float, years: float | None = None
) -> DensityGrid:
    """Return the density of incident reports; see `kernel_density`."""
    lon = [incident.lon_deg for incident in incidents]
    lat = [incident.lat_deg for incident in incidents]
    return kernel_density(lon, lat, cell_m=cell_m, bandwidth_m=bandwidth_m, years=years)


def kernel_density(
    lon: npt.ArrayLike, lat: npt.ArrayLike, *, cell_m: float, bandwidth_m: float, years: float | None = None
) -> DensityGrid:
    """Return the quartic kernel density of incident points (WGS-84 degrees) in incidents per km².

    Each incident spreads weight 1 over the cell middles nearer than `bandwidth_m`, by (1 - d²/h²)²; its weights
    are scaled to add up to exactly 1, so the surface adds up to the number of incidents even where cells are
    coarse. With no cell middle in reach, the whole weight goes to the incident's own cell. The grid reaches one
    bandwidth beyond the outermost points. `years` divides the values, for densities per km² and year.

    Distances are taken in metres per degree at the middle latitude: over a town 30 km from north to south they
    are off by less than 0.5 % up to latitude 60.

    Raises WrongArgument when there is no point, a side or bandwidth or `years` is not above 0, or the grid would
    have more than four million cells.

    Source: B. W. Silverman, Density estimation for statistics and data analysis (1986), equation 4.5, K2.
    """
    lon_deg, lat_deg = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    _require_possible(lon_deg, lat_deg, {"cell side": cell_m, "bandwidth": bandwidth_m, "years": years})
    middle_lat = (float(lat_deg.min()) + float(lat_deg.max())) / 2
    per_lon_deg_m, per_lat_deg_m = _metres_per_degree(middle_lat)
    west, north = float(lon_deg.min()), float(lat_deg.max())
    east_m = (lon_deg - west) * per_lon_deg_m + bandwidth_m
    south_m = (north - lat_deg) * per_lat_deg_m + bandwidth_m
    n_columns = math.ceil((float(east_m.max()) + bandwidth_m) / cell_m)
    n_rows = math.ceil((float(south_m.max()) + bandwidth_m) / cell_m)
    if n_columns * n_rows > MOST_CELLS:
        raise WrongArgument(
            "a surface of {rows} x {columns} cells is too large; give a longer cell side than {cell} m, "
            "or remove points that lie far away",
            rows=n_rows, columns=n_columns, cell=cell_m,
        )
    weight = _spread_all(
        east_m / cell_m, south_m / cell_m, reach=bandwidth_m / cell_m, shape=(n_rows, n_columns)
    )
    left_deg, top_deg = west - bandwidth_m / per_lon_deg_m, north + bandwidth_m / per_lat_deg_m
    return DensityGrid(
        per_km2=weight * (1e6 / cell_m**2 / (years or 1.0)),
        bounds=(
            left_deg, top_deg - n_rows * cell_m / per_lat_deg_m,
            left_deg + n_columns * cell_m / per_lon_deg_m, top_deg,
        ),
        cell_m=cell_m, bandwidth_m=bandwidth_m, n_incidents=len(lon_deg), per_year=years is not None,
    )


def _require_possible(lon_deg: Floats, lat_deg: Floats, above_zero: dict[str, float | None]) -> None:
    if not lon_deg.size:
        raise WrongArgument("there is no incident to draw a density of; import incidents first")
    if not (np.isfinite(lon_deg).all() and np.isfinite(lat_deg).all()):
        raise WrongArgument("an incident has coordinates that are not numbers; correct or remove it")
    for name, value in above_zero.items():
        if value is not None and not (math.isfinite(value) and value > 0):
            raise WrongArgument("the {name} of a density must be above 0, not {value}", name=name, value=value)


def _metres_per_degree(lat_deg: float) -> tuple[float, float]:
    """Return metres per degree of longitude and of latitude at a latitude, on the WGS-84 ellipsoid."""
    sine2 = math.sin(math.radians(lat_deg)) ** 2
    across_m = EQUATOR_M / math.sqrt(1 - ECCENTRICITY2 * sine2)
    along_m = across_m * (1 - ECCENTRICITY2) / (1 - ECCENTRICITY2 * sine2)
    return math.radians(across_m * math.cos(math.radians(lat_deg))), math.radians(along_m)


def _spread_all(column: Floats, row: Floats, *, reach: float, shape: tuple[int, int]) -> Floats:
    """Return the summed weights per cell; positions and reach in cell sides from the north-west corner."""
    ring = math.ceil(reach) + 1
    steps = np.arange(-ring, ring + 1)
    step_row, step_column = (part.ravel() for part in np.meshgrid(steps, steps, indexing="ij"))
    surface = np.zeros(shape[0] * shape[1])
    chunk = max(1, CHUNK_WEIGHTS // step_row.size)
    for start in range(0, column.size, chunk):
        here = slice(start, start + chunk)
        _spread_some(surface, (column[here], row[here]), (step_column, step_row), (reach, shape))
    return surface.reshape(shape)


def _spread_some(
    surface: Floats, points: tuple[Floats, Floats], steps: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]],
    grid: tuple[float, tuple[int, int]],
) -> None:
    reach, (n_rows, n_columns) = grid
    columns, rows = (np.floor(part).astype(np.int64)[:, None] + step for part, step in zip(points, steps, strict=True))
    away2 = (columns + 0.5 - points[0][:, None]) ** 2 + (rows + 0.5 - points[1][:, None]) ** 2
    inside = (columns >= 0) & (columns < n_columns) & (rows >= 0) & (rows < n_rows)
    weight = np.where(inside, np.clip(1 - away2 / reach**2, 0, None) ** 2, 0.0)
    total = weight.sum(axis=1)
    own = (steps[0] == 0) & (steps[1] == 0)
    weight[np.ix_(total == 0, own)] = 1.0
    total[total == 0] = 1.0
    weight /= total[:, None]
    kept = weight > 0
    surface += np.bincount(
        rows[kept] * n_columns + columns[kept], weights=weight[kept], minlength=surface.size
    )
