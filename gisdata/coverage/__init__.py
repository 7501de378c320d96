"""How far the campaign has come, by cell, community and station: households reached of households registered."""

from gisdata.coverage.by_area import coverage_by_cell, coverage_by_community, coverage_of_station
from gisdata.coverage.figures import CellCoverage, CommunityCoverage, Coverage
from gisdata.coverage.small import K_LEAST, AnalystCoverage, merge_small

__all__ = [
    "K_LEAST", "AnalystCoverage", "CellCoverage", "CommunityCoverage", "Coverage", "coverage_by_cell",
    "coverage_by_community", "coverage_of_station", "merge_small",
]
