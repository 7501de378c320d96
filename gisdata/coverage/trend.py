"""Where the campaign should be by now, and how evenly it serves the communities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from gisdata.coverage.figures import CommunityCoverage, Coverage
from gisdata.coverage.small import K_LEAST


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Households reached, and how many would be if every day from `start` to `deadline` reached as many."""

    start: date
    deadline: date
    n_audited: int
    n_reached: int
    n_expected: int

    @property
    def n_behind(self) -> int:
        """Expected minus reached, negative when the campaign is ahead."""
        return self.n_expected - self.n_reached


def trend_of(coverage: Coverage, *, today: date, start: date, deadline: date) -> Trend:
    """Return the trend: 0 expected on the first day, all on the deadline and after, in proportion between.

    Rounded down. `deadline` lies after `start`.
    """
    days = min(max((today - start).days, 0), (deadline - start).days)
    expected = coverage.n_audited * days // (deadline - start).days
    return Trend(start=start, deadline=deadline, n_audited=coverage.n_audited, n_reached=coverage.n_reached,
                 n_expected=expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """Shares reached of the communities with ten households or more: the least, the middle one, and the widest gap.

    `n_small` communities are left out, because a share of a handful is chance. Communities, never officers.
    """

    n_communities: int
    n_small: int
    worst_community: str
    worst: float
    median: float
    spread: float


def fairness_of(rows: Sequence[CommunityCoverage], k: int = K_LEAST) -> Fairness | None:
    """Return the fairness between communities; None when fewer than two have `k` households."""
    large = [(row.share, row.community) for row in rows if row.n_audited >= k and row.share is not None]
    if len(large) < 2:
        return None
    shares = [share for share, _ in large]
    worst, name = min(large)
    return Fairness(n_communities=len(large), n_small=len(rows) - len(large), worst_community=name, worst=worst,
                    median=float(median(shares)), spread=max(shares) - worst)
