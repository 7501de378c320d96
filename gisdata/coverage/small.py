"""Keeps small cells from the analyst, so that no count speaks of a handful of households."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gisdata.coverage.figures import CellCoverage
from gisdata.errors import WrongArgument

K_LEAST = 10
"""The least number of households that a count shown to an analyst may stand for (the rule of the house)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalystCoverage:
    """What an analyst may see: rows of large cells, the ids of the hidden ones, and the hidden ones' total.

    `hidden_registered`, `hidden_reached` are None when they would speak of fewer than k households.
    """

    shown: tuple[CellCoverage, ...]
    hidden: frozenset[str | None]
    hidden_registered: int | None
    hidden_reached: int | None


def merge_small(coverage: Sequence[CellCoverage], k: int = K_LEAST) -> AnalystCoverage:
    """Return the coverage with every cell under `k` households hidden; its figures are taken away, not blanked.

    Whoever knows the station's total can subtract the cells shown. So when the hidden cells together hold
    between 1 and k - 1 households, the next smallest cells are hidden too until that difference is at least
    `k` (complementary suppression; ties by the order of the rows). The hidden ones' total is given only when
    it is at least `k`.

    Raises WrongArgument when `k` is less than 2, because one household is never a count.
    """
    if k < 2:
        raise WrongArgument("counts of {k} households would show single doors; give at least 2", k=k)
    smallest_first = sorted(coverage, key=lambda row: row.n_registered)
    hidden: set[str | None] = set()
    registered = reached = 0
    for row in smallest_first:
        if row.n_registered >= k and not 0 < registered < k:
            break
        hidden.add(row.cell_id)
        registered, reached = registered + row.n_registered, reached + row.n_reached
    enough = registered >= k
    return AnalystCoverage(
        shown=tuple(row for row in coverage if row.cell_id not in hidden),
        hidden=frozenset(hidden),
        hidden_registered=registered if enough else None,
        hidden_reached=reached if enough else None,
    )
