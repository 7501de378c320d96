"""Getis-Ord Gi*: where many incidents lie side by side, beyond what chance would do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.stats import false_discovery_control, norm

from gisdata.errors import WrongArgument

LEVEL = 0.05
"""Of the cells called hot, the share expected to be false: the usual one in twenty."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GiStar:
    """Per cell: standard score, its two-sided p, and that p after the false discovery control; read-only arrays."""

    z: Floats
    p: Floats
    adjusted_p: Floats

    def __post_init__(self) -> None:
        for values in (self.z, self.p, self.adjusted_p):
            values.setflags(write=False)

    @property
    def is_hot(self) -> npt.NDArray[np.bool_]:
        """True where the score is positive and the adjusted p at most 0.05; cold spots are not hot spots."""
        hot: npt.NDArray[np.bool_] = (self.z > 0) & (self.adjusted_p <= LEVEL)
        return hot


def gi_star(values: npt.ArrayLike, neighbours: sparse.csr_array) -> GiStar:
    """Return Gi* of each cell under binary weights, with the analytic two-sided p and its false discovery control.

    `neighbours`: binary, diagonal 0 (see `touching`); the star adds each cell to its own neighbours. Where nothing
    can be told (all values equal, or every cell a neighbour) the score is 0 and p is 1. The p rests on a normal
    approximation that is poor where the cell and its neighbours hold few incidents: see `FEW_AROUND`.

    Raises WrongArgument when values and neighbours differ in number, or a value is not a number.

    Source: J. K. Ord and A. Getis, Local spatial autocorrelation statistics, Geographical Analysis 27 (1995)
    286-306, equation 14; Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, Journal of the Royal
    Statistical Society B 57 (1995) 289-300.
    """
    counts = np.asarray(values, dtype=np.float64)
    n = counts.size
    if neighbours.shape != (n, n) or not np.isfinite(counts).all():
        raise WrongArgument("hot spots need one number for each of {n} cells, got {given}",
                            n=neighbours.shape[0], given=n)
    if not n:
        return GiStar(z=np.zeros(0), p=np.zeros(0), adjusted_p=np.zeros(0))
    star = sparse.csr_array(neighbours + sparse.eye_array(n, format="csr"))
    size = np.asarray(star.sum(axis=1)).ravel()      # binary, so that the sum of weights is that of their squares
    spread2 = counts.var() * (n * size - size**2) / max(n - 1, 1)
    told = spread2 > np.finfo(float).eps * float(np.abs(counts).max()) ** 2
    excess = star @ counts - counts.mean() * size
    z = np.divide(excess, np.sqrt(spread2, where=told, out=np.ones(n)), where=told, out=np.zeros(n))
    p = 2 * norm.sf(np.abs(z))
    return GiStar(z=z, p=p, adjusted_p=np.asarray(false_discovery_control(p)))
