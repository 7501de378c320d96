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

    `hidden_registered`, `hidden_audited`, `hidden_reached` are None when they would speak of fewer than k households.
    """

    shown: tuple[CellCoverage, ...]
    hidden: frozenset[str | None]
    hidden_registered: int | None
    hidden_audited: int | None
    hidden_reached: int | None


def merge_small(coverage: Sequence[CellCoverage], k: int = K_LEAST) -> AnalystCoverage:
    """Return the coverage with every cell under `k` households hidden; its figures are taken away, not blanked.

    A cell is as small as the smaller of its two denominators. Whoever knows the station's totals can subtract the
    cells shown. So when the hidden cells together hold between 1 and k - 1 households, registered or audited, the
    next smallest cells are hidden too until both differences are 0 or at least `k` (complementary suppression; ties by
    the order of the rows). The hidden ones' totals are given only when they are at least `k`.

    Raises WrongArgument when `k` is less than 2, because one household is never a count.
    """
    if k < 2:
        raise WrongArgument("counts of {k} households would show single doors; give at least 2", k=k)
    smallest_first = sorted(coverage, key=lambda row: min(row.n_registered, row.n_audited))
    hidden: set[str | None] = set()
    registered = audited = reached = 0
    for row in smallest_first:
        if min(row.n_registered, row.n_audited) >= k and not (0 < registered < k or 0 < audited < k):
            break
        hidden.add(row.cell_id)
        registered, audited = registered + row.n_registered, audited + row.n_audited
        reached += row.n_reached
    enough = min(registered, audited) >= k
    return AnalystCoverage(
        shown=tuple(row for row in coverage if row.cell_id not in hidden),
        hidden=frozenset(hidden),
        hidden_registered=registered if enough else None,
        hidden_audited=audited if enough else None,
        hidden_reached=reached if enough else None,
    )
