"""The figures of coverage: counts of doors and days, never a list of doors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Households of an area over two denominators, and how far visits came since the campaign began.

    `n_registered`: rows of the register. `n_audited`: those without the demolished and the duplicate ones, plus the
    `n_unlisted` dwellings reported from the street; vacant dwellings stand and stay in it. The four levels contain
    each other (attempted >= contacted >= reached >= verified) and count audited households; reached means a visit
    was completed. `n_never`: audited rows of the register nobody was ever contacted at, up to today. `median_days`,
    `oldest_days`: days from the last contact to today, over those with one; both None when there was none.
    """

    n_registered: int
    n_audited: int
    n_unlisted: int
    n_demolished: int
    n_duplicate: int
    n_vacant: int
    n_attempted: int
    n_contacted: int
    n_reached: int
    n_verified: int
    n_never: int
    median_days: float | None
    oldest_days: int | None

    @property
    def share(self) -> float | None:
        """Reached / audited, between 0 and 1; None when there is no household."""
        return self.n_reached / self.n_audited if self.n_audited else None

    @property
    def share_of_register(self) -> float | None:
        """Reached / registered, what a campaign without an audit would report; None when nobody is registered."""
        return self.n_reached / self.n_registered if self.n_registered else None

    @property
    def is_uncovered(self) -> bool:
        """True when there are households and nobody has called at any of them since the campaign began."""
        return self.n_audited > 0 and self.n_attempted == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CellCoverage(Coverage):
    """Coverage of one grid cell; `cell_id` None stands for all households outside every cell or without a point."""

    cell_id: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityCoverage(Coverage):
    """Coverage of one community; "" holds reports that name none."""

    community: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCoverage(Coverage):
    """Coverage of the communities an officer owns (包联): how the area fares, not the officer.

    A community with two owners is in both areas, so areas do not add up to the station.
    """

    officer_id: str
    communities: tuple[str, ...]
