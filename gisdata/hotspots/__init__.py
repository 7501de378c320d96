"""Where and when incidents pile up: counts by cell, a density surface, the hours of the week.

Everything here is made from incident reports and from nothing else; no visit and no household ever enters.
"""

from gisdata.hotspots.by_cell import CellIncidents, incidents_by_cell, top_cells
from gisdata.hotspots.density import DensityGrid, density_of_incidents, kernel_density
from gisdata.hotspots.hours import hour_of_week
from gisdata.hotspots.small_count import FEW_INCIDENTS, small_count_warning

__all__ = [
    "FEW_INCIDENTS", "CellIncidents", "DensityGrid", "density_of_incidents", "hour_of_week",
    "incidents_by_cell", "kernel_density", "small_count_warning", "top_cells",
]
