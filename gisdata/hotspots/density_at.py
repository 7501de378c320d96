"""Kernel density at chosen points, such as the middles of cells."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from gisdata.errors import WrongArgument
from gisdata.geodesy import LocalPlane

Floats = npt.NDArray[np.float64]

CHUNK = 5_000
"""Points asked at once: with some thousand incidents in reach of each, under 100 MB."""


def density_at(
    at_lonlat: npt.ArrayLike, incidents_lonlat: npt.ArrayLike, *, bandwidth_m: float
) -> Floats:
    """Return the quartic kernel density at points in incidents per km²; both arrays are (n, 2) WGS-84 degrees.

    The kernel is that of `kernel_density`, without its correction for coarse cells. No incident: zeros.

    Raises WrongArgument when the bandwidth is not above 0.

    Source: B. W. Silverman, Density estimation for statistics and data analysis (1986), equation 4.5, K2.
    """
    if not (np.isfinite(bandwidth_m) and bandwidth_m > 0):
        raise WrongArgument("the {name} of a density must be above 0, not {value}", name="bandwidth", value=bandwidth_m)
    places = np.asarray(at_lonlat, dtype=float).reshape(-1, 2)
    points = np.asarray(incidents_lonlat, dtype=float).reshape(-1, 2)
    density = np.zeros(len(places))
    if not len(points) or not len(places):
        return density
    plane = LocalPlane(lon_deg=float(np.median(points[:, 0])), lat_deg=float(np.median(points[:, 1])))
    tree = cKDTree(plane.metres(points[:, 0], points[:, 1]))
    places_m = plane.metres(places[:, 0], places[:, 1])
    for first in range(0, len(places), CHUNK):
        near = cKDTree(places_m[first:first + CHUNK]).sparse_distance_matrix(
            tree, bandwidth_m, output_type="coo_matrix")
        weight = (1 - (near.data / bandwidth_m) ** 2) ** 2
        density[first:first + CHUNK] = np.bincount(near.row, weights=weight, minlength=near.shape[0])
    return density * (3e6 / (np.pi * bandwidth_m**2))
