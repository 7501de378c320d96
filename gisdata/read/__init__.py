"""Readers of the files users bring: tables, cells and extracts in, checked records and refused rows out."""

from gisdata.read.cells import read_cells
from gisdata.read.contracts import columns_of
from gisdata.read.doors import read_reports, read_visits
from gisdata.read.duty import read_officers, read_patrols, read_shifts
from gisdata.read.ground import read_doorplates, read_incidents, read_places
from gisdata.read.households import read_households
from gisdata.read.points import FAR_KM, Bounds, distance_km, middle
from gisdata.read.refused_file import write_refused

__all__ = [
    "FAR_KM", "Bounds", "columns_of", "distance_km", "middle", "read_cells", "read_doorplates", "read_households",
    "read_incidents", "read_officers", "read_patrols",
    "read_places", "read_reports", "read_shifts", "read_visits", "write_refused",
]
