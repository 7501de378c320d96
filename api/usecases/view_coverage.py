"""How far the campaign has come, in one view: levels by area, trend, fairness, and cells nobody has called at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.settings import Campaign
from api.usecases.campaign_frame import campaign_frame
from gisdata.coverage import (
    AreaCoverage,
    CellCoverage,
    CommunityCoverage,
    Coverage,
    Fairness,
    Trend,
    coverage_by_cell,
    coverage_by_community,
    coverage_by_officer,
    coverage_of_station,
    days_since_patrol,
    fairness_of,
    trend_of,
)
from gisdata.store import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """Coverage of the station and its parts; officers' areas in the order of their numbers.

    `uncovered`: cells with households at which nobody called in the campaign, most households first. `patrol_days`:
    days since the last planned patrol by cell; cells without any are absent. `n_forgotten`: attempts of which only
    counts are left. `beats`: of communities that were split; the last row is everybody in no beat.
    """

    station: Coverage
    cells: tuple[CellCoverage, ...]
    communities: tuple[CommunityCoverage, ...]
    areas: tuple[AreaCoverage, ...]
    beats: tuple[CellCoverage, ...]
    trend: Trend
    fairness: Fairness | None
    uncovered: tuple[CellCoverage, ...]
    patrol_days: dict[str, int]
    n_forgotten: int


def view_coverage(reading: Reading, *, today: date, campaign: Campaign) -> CoverageView:
    """Return the coverage of the campaign up to today."""
    frame = campaign_frame(reading, today=today, since=campaign.start)
    station, communities = coverage_of_station(frame), coverage_by_community(frame)
    all_cells = reading.cells()
    cells = coverage_by_cell(frame, all_cells)
    uncovered = [row for row in cells if row.is_uncovered and row.cell_id is not None]
    beats = reading.beats()
    walks = (walk for plan in reading.plans() for walk in plan.walks)
    return CoverageView(
        station=station, cells=tuple(cells), communities=tuple(communities),
        areas=tuple(coverage_by_officer(frame, reading.officers())),
        beats=tuple(coverage_by_cell(frame, beats)) if beats else (),
        trend=trend_of(station, today=today, start=campaign.start, deadline=campaign.deadline),
        fairness=fairness_of(communities),
        uncovered=tuple(sorted(uncovered, key=lambda row: (-row.n_audited, row.cell_id or ""))),
        patrol_days=days_since_patrol(walks, all_cells, today=today),
        n_forgotten=sum(count.n_attempts for count in reading.attempt_counts()),
    )
