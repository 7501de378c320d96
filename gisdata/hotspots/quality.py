"""How good a choice of cells was, judged on incidents that came later: PAI, RRI, PEI*."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gisdata.errors import WrongArgument

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """A choice of `n_cells` cells and what it caught; a figure is None where it would divide by 0.

    `hits`: later incidents in the chosen cells (a mean, where cells tie), `hit_share` of all later ones in the cells.

    `pai`: share of later incidents caught / share of the ground chosen; 1 is no better than chance.
    Source: S. Chainey, L. Tompson, S. Uhlig, The utility of hotspot mapping for predicting spatial patterns of crime,
    Security Journal 21 (2008) 4-28.

    `rri`: share of later incidents caught / share of the earlier ones in the same cells; below 1 the cells cooled
    down, as they must when they were chosen for what was partly luck. Source: N. Levine, The "hottest" part of a
    hotspot, Security Journal 21 (2008) 295-302.

    `pei_star`: later incidents caught / the most that any choice of as many cells could have caught, 0 to 1.
    Source: V. M. White, J. Hunt, B. Green, A discussion of current crime forecasting indices and an improvement to
    the prediction efficiency index for applications, Security Journal (2023).
    """

    n_cells: int
    hits: float
    hit_share: float | None
    pai: float | None
    rri: float | None
    pei_star: float | None


def judge_choice(
    score: npt.ArrayLike, *, earlier: npt.ArrayLike, later: npt.ArrayLike, area: npt.ArrayLike, n_cells: int
) -> Quality:
    """Return the quality of choosing the `n_cells` cells with the highest score; all arrays have one value per cell.

    Where cells tie for the last places each of them counts by its chance of being drawn, so that the order of the
    cells never decides.

    Raises WrongArgument when `n_cells` is not between 1 and the number of cells.
    """
    scores = np.asarray(score, dtype=float)
    before, after, ground = (np.asarray(values, dtype=float) for values in (earlier, later, area))
    if not 1 <= n_cells <= scores.size:
        raise WrongArgument("{n} cells cannot be chosen out of {all}", n=n_cells, all=scores.size)
    chosen = _chance_of_choice(scores, n_cells)
    hits = float(chosen @ after)
    hit_share, ground_share = _share(hits, after.sum()), _share(float(chosen @ ground), ground.sum())
    return Quality(
        n_cells=n_cells, hits=hits, hit_share=hit_share, pai=_share(hit_share, ground_share),
        rri=_share(hit_share, _share(float(chosen @ before), before.sum())),
        pei_star=_share(hits, np.sort(after)[-n_cells:].sum()),
    )


def _chance_of_choice(score: Floats, n_cells: int) -> Floats:
    last = np.partition(score, -n_cells)[-n_cells]
    above, tied = score > last, score == last
    chance: Floats = above + tied * ((n_cells - above.sum()) / tied.sum())
    return chance


def _share(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else float(part / whole)
