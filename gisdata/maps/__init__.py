"""Draws the maps by folium: single HTML pages that load nothing from outside and show every text as plain text."""

from gisdata.maps.audit_map import draw_audit_map
from gisdata.maps.beats_map import draw_beats_map
from gisdata.maps.cells_map import draw_cells_map
from gisdata.maps.coverage_map import draw_coverage_map
from gisdata.maps.door_map import Door, DoorPlate, draw_door_map
from gisdata.maps.hotspots_map import IncidentPeriod, draw_hotspots_map
from gisdata.maps.officer_map import draw_officer_map
from gisdata.maps.rooms_map import draw_rooms_map
from gisdata.maps.routes_map import draw_routes_map
from gisdata.maps.sheet import SheetOptions
from gisdata.maps.static_files import Assets, MissingAsset
from gisdata.records.language import LANGUAGES, Language

__all__ = [
    "LANGUAGES", "Assets", "Door", "DoorPlate", "IncidentPeriod", "Language", "MissingAsset", "SheetOptions",
    "draw_audit_map", "draw_beats_map", "draw_cells_map", "draw_coverage_map", "draw_door_map", "draw_hotspots_map",
    "draw_officer_map", "draw_rooms_map", "draw_routes_map",
]
