"""Streets of an extract as a network for each mode: travel times between points, lines along streets, a basemap."""

from gisdata.streets.build import ModeReport, StreetsReport, build_streets
from gisdata.streets.engine_choice import EngineName
from gisdata.streets.network import Network
from gisdata.streets.standing import corners_for_cars
from gisdata.streets.streets import Streets, open_streets
from gisdata.streets.travel_table import TravelTable

__all__ = [
    "EngineName", "ModeReport", "Network", "Streets", "StreetsReport", "TravelTable", "build_streets",
    "corners_for_cars", "open_streets",
]
