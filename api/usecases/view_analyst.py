"""What an analyst sees: cells and hours, never a door; small cells are hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.usecases.campaign_frame import campaign_frame
from gisdata.coverage import (
    K_LEAST,
    AnalystCoverage,
    CellCoverage,
    Coverage,
    Trend,
    coverage_by_cell,
    coverage_of_station,
    merge_small,
    trend_of,
)
from gisdata.hotspots import hour_of_week, small_count_warning
from gisdata.store import Reading
from planner.sentence import Sentence

N_GAPS = 50
"""Rows of the table of gaps: more than anybody reads, few enough to scroll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalystView:
    """Everything on the analyst's page. `hours[weekday][hour]` are weights of incidents, Monday first.

    `station` and `trend` are None for a station of fewer than ten households. `gaps` are the shown cells with
    the most households not reached, largest gap first. `warning` says when there are too few incidents to read
    anything from them. Hot spots are in `find_hotspots`, asked for by their own page.
    """

    has_cells: bool
    station: Coverage | None
    trend: Trend | None
    coverage: AnalystCoverage
    gaps: tuple[CellCoverage, ...]
    n_incidents: int
    first_incident: date | None
    last_incident: date | None
    hours: tuple[tuple[float, ...], ...]
    warning: Sentence | None

    @property
    def n_hidden(self) -> int:
        """Cells whose figures are hidden; households outside every cell are no cell."""
        return len(self.coverage.hidden - {None})


def view_analyst(reading: Reading, *, today: date, since: date, deadline: date) -> AnalystView:
    """Return the analyst's page; `since` and `deadline` are the first and the last day of the campaign."""
    cells, incidents = reading.cells(), reading.incidents()
    frame = campaign_frame(reading, today=today, since=since)
    coverage, station = merge_small(coverage_by_cell(frame, cells)), coverage_of_station(frame)
    is_large = min(station.n_registered, station.n_audited) >= K_LEAST
    days = [incident.since.date() for incident in incidents]
    return AnalystView(
        has_cells=bool(cells), station=station if is_large else None,
        trend=trend_of(station, today=today, start=since, deadline=deadline) if is_large else None,
        coverage=coverage, gaps=largest_gaps(coverage),
        n_incidents=len(incidents), first_incident=min(days, default=None), last_incident=max(days, default=None),
        hours=tuple(tuple(float(weight) for weight in row) for row in hour_of_week(incidents)),
        warning=small_count_warning(incidents) if incidents else None,
    )


def largest_gaps(coverage: AnalystCoverage) -> tuple[CellCoverage, ...]:
    """Return the shown cells that have households not reached yet, most of them first; ties by cell id.

    The row of households outside every cell is no cell and is not among them.
    """
    rows = [row for row in coverage.shown if row.cell_id is not None and row.n_reached < row.n_audited]
    rows.sort(key=lambda row: (row.n_reached - row.n_audited, row.cell_id or ""))
    return tuple(rows[:N_GAPS])
