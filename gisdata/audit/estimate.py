"""The number of households of an area with an interval: what register, reports, rooms and buildings say together."""

from __future__ import annotations

import math
from dataclasses import dataclass

LEAST_GAP = 2
LEAST_SHARE = 0.05
"""Register and estimate disagree when they differ by two households or more and by over 5 %: 95 % listed and right is
the mark that stations are held to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is counted in an area.

    `n_standing`: rows of the register without the demolished and duplicate ones. `n_suspected`: rows more than one in
    groups of possible duplicates. `n_unlisted`: dwellings reported and not registered. `n_rooms`: gaps in the numbers
    of rooms. `unseen`: what rows outside any pattern of rooms would lack if they leak as the patterns do.
    `n_thin_buildings`: buildings with far fewer rows (mostly none) than others of their kind and size; `thin_middle`,
    `thin_high`: dwellings that these would hold beyond their rows. `stock_low`, `stock_high`: dwellings that all
    buildings would hold by their floor area; None without buildings.
    """

    n_registered: int
    n_standing: int
    n_vacant: int
    n_suspected: int
    n_unlisted: int
    n_rooms: int
    unseen: float
    n_thin_buildings: int
    thin_middle: float
    thin_high: float
    stock_low: float | None
    stock_high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """The audit of one area: evidence, and the interval for the true number of households with its likely value.

    `area` is the id of a cell, a community or "" (None: outside every cell).
    """

    area: str | None
    name: str
    evidence: Evidence
    low: int
    likely: int
    high: int

    @property
    def gap(self) -> int:
        """Likely minus registered: positive where the register lacks households."""
        return self.likely - self.evidence.n_registered

    @property
    def disagrees(self) -> bool:
        """True when register and estimate differ by more than chance and slips of counting."""
        return abs(self.gap) >= LEAST_GAP and abs(self.gap) > LEAST_SHARE * self.likely


def audit_row(evidence: Evidence, *, area: str | None, name: str) -> AuditRow:
    """Return the interval of an area.

    low = standing - suspected + unlisted: what somebody has seen.
    likely = standing - suspected / 2 + max(unlisted, rooms + thin_middle): what is reported often is a gap.
    high = standing + unlisted + rooms + thin_high + unseen + 2 sqrt(unseen): every gap is a dwelling, none is one
    reported, and where no pattern shows gaps there may be as many (two standard deviations of a Poisson count more).
    Where the floor area of all buildings speaks for fewer than `low` or more than `high`, the interval is widened to
    reach it. No capture-recapture: register and reports are not independent lists, reporters look where rows lack.
    """
    seen = evidence.n_standing + evidence.n_unlisted
    low = float(seen - evidence.n_suspected)
    gaps = evidence.n_rooms + evidence.thin_middle
    likely = evidence.n_standing - evidence.n_suspected / 2 + max(evidence.n_unlisted, gaps)
    high = seen + evidence.n_rooms + evidence.thin_high + evidence.unseen + 2 * math.sqrt(evidence.unseen)
    if evidence.stock_high is not None and evidence.stock_high < low:
        low = evidence.stock_high
    if evidence.stock_low is not None and evidence.stock_low > high:
        high = evidence.stock_low
    return AuditRow(area=area, name=name, evidence=evidence, low=math.floor(low),
                    likely=round(min(max(likely, low), high)), high=math.ceil(high))


def worst_first(rows: list[AuditRow]) -> list[AuditRow]:
    """Return the rows that disagree, those that lack or have too many households most first; ties by area."""
    return sorted((row for row in rows if row.disagrees), key=lambda row: (-abs(row.gap), row.area or ""))
