"""The figures of coverage: counts of doors and days, never a list of doors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Households of an area: registered, reached since the campaign began, and how long ago they were contacted.

    `n_never`: households without any contact up to today. `median_days`, `oldest_days`: days from the last
    contact to today, over the households that had one; both None when nobody ever had.
    """

    n_registered: int
    n_reached: int
    n_never: int
    median_days: float | None
    oldest_days: int | None

    @property
    def share(self) -> float | None:
        """Reached / registered, between 0 and 1; None when nobody is registered."""
        return self.n_reached / self.n_registered if self.n_registered else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellCoverage(Coverage):
    """Coverage of one grid cell; `cell_id` None stands for all households outside every cell or without a point."""

    cell_id: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityCoverage(Coverage):
    """Coverage of one community."""

    community: str
