"""The figures of hot spots as `huhu hotspots --json` prints them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from api.usecases.find_hotspots import HotspotReport
from gisdata.hotspots import CandidatePatrol, NearRepeat
from gisdata.hotspots.squares import SIDE_M


def hotspot_figures(report: HotspotReport, repeats: list[NearRepeat]) -> dict[str, Any]:
    """Return all figures of a report, ready for JSON; windows are in seconds since 00:00 of their day."""
    return {
        "incidents": report.n_incidents, "squares": report.n_squares, "side_m": SIDE_M, "first": report.first,
        "last": report.last, "later_from": report.later_from,
        "warning": None if report.warning is None else str(report.warning),
        "hot": [{
            "square": cell.cell_id, "name": cell.counted.name, "incidents": cell.n_incidents,
            "per_km2": cell.counted.per_km2, "z": cell.z, "p": cell.p, "adjusted_p": cell.adjusted_p,
            "trend": cell.trend} for cell in report.hot],
        "hours": report.hours,
        "near_repeats": [{**asdict(row), "ratio": row.ratio} for row in repeats],
        "candidates": [_candidate_figures(one) for one in report.candidates],
        "off_duty": [_candidate_figures(one) for one in report.off_duty],
        "unpatrolled": [{"square": gap.cell.cell_id, "last_patrol": gap.last_patrol} for gap in report.unpatrolled],
        "unvisited": [asdict(gap) for gap in report.unvisited],
    }


def _candidate_figures(one: CandidatePatrol) -> dict[str, Any]:
    return {**asdict(one.order), "square": one.cell.cell_id, "weight": one.weight, "n_incidents": one.n_incidents,
            "own_hours": one.own_hours}
