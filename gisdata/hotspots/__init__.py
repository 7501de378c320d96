"""Where and when incidents pile up: counts, significance, density, hours of the week, trend, near repeats.

Everything here is made from incident reports and from nothing else; no visit and no household ever enters.
"""

from gisdata.hotspots.by_cell import CellIncidents, count_by_cell
from gisdata.hotspots.by_hour import hours_around
from gisdata.hotspots.candidates import CandidatePatrol, candidate_patrols
from gisdata.hotspots.density import DensityGrid, density_of_incidents, kernel_density
from gisdata.hotspots.density_at import density_at
from gisdata.hotspots.gi_star import GiStar, gi_star
from gisdata.hotspots.hot_cells import HotCell, HotSpots, find_hot_spots
from gisdata.hotspots.hot_streets import HotStreet, hot_streets
from gisdata.hotspots.hours import aoristic_weights, hour_of_week
from gisdata.hotspots.judging import Judged, Judgement, judge_hot_spots
from gisdata.hotspots.near_repeat import NearRepeat, knox_table, near_repeats
from gisdata.hotspots.neighbours import touching
from gisdata.hotspots.quality import Quality, judge_choice
from gisdata.hotspots.small_count import FEW_INCIDENTS, small_count_warning
from gisdata.hotspots.squares import hot_squares
from gisdata.hotspots.street_density import StreetDensity, street_density
from gisdata.hotspots.trend import Trend, trend_of_counts

__all__ = [
    "FEW_INCIDENTS", "CandidatePatrol", "CellIncidents", "DensityGrid", "GiStar", "HotCell", "HotSpots", "HotStreet",
    "Judged", "Judgement", "NearRepeat", "Quality", "StreetDensity", "Trend", "aoristic_weights", "candidate_patrols",
    "count_by_cell", "density_at", "density_of_incidents", "find_hot_spots", "gi_star", "hot_squares", "hot_streets",
    "hour_of_week", "hours_around", "judge_choice", "judge_hot_spots", "kernel_density", "knox_table", "near_repeats",
    "small_count_warning", "street_density", "touching", "trend_of_counts",
]
