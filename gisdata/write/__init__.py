"""Writes what leaves Huhu: GeoPackage, route sheets (XLSX, CSV), calendars, the account of due households."""

from gisdata.write.beats_files import beat_code, write_beats_csv, write_beats_geojson
from gisdata.write.calendar import write_calendar
from gisdata.write.due_csv import write_due_csv
from gisdata.write.dues_csv import DueLine, write_dues_csv
from gisdata.write.rooms_csv import write_rooms_csv
from gisdata.write.route_csv import write_route_sheets_csv
from gisdata.write.route_xlsx import write_route_sheets_xlsx
from gisdata.write.routes_gpkg import write_routes_gpkg

__all__ = [
    "DueLine", "beat_code", "write_beats_csv", "write_beats_geojson", "write_calendar", "write_due_csv",
    "write_dues_csv", "write_rooms_csv", "write_route_sheets_csv", "write_route_sheets_xlsx", "write_routes_gpkg",
]
