"""How far the campaign has come: four levels over an audited denominator, by cell, community, area and station."""

from gisdata.coverage.by_area import (
    coverage_by_cell,
    coverage_by_community,
    coverage_by_officer,
    coverage_of_station,
)
from gisdata.coverage.by_week import WeeklyReached, reached_by_week
from gisdata.coverage.facts import DoorFacts, door_facts
from gisdata.coverage.figures import AreaCoverage, CellCoverage, CommunityCoverage, Coverage
from gisdata.coverage.frame import Frame, frame_of
from gisdata.coverage.patrols import days_since_patrol, last_patrol_days
from gisdata.coverage.small import K_LEAST, AnalystCoverage, merge_small
from gisdata.coverage.trend import Fairness, Trend, fairness_of, trend_of

__all__ = [
    "K_LEAST", "AnalystCoverage", "AreaCoverage", "CellCoverage", "CommunityCoverage", "Coverage", "DoorFacts",
    "Fairness", "Frame", "Trend", "WeeklyReached", "coverage_by_cell", "coverage_by_community", "coverage_by_officer",
    "coverage_of_station", "days_since_patrol", "door_facts", "fairness_of", "frame_of", "last_patrol_days",
    "merge_small", "reached_by_week", "trend_of",
]
