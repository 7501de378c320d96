"""Rows as the rest of Huhu sees them: frozen, checked, coordinates WGS-84, no names of persons anywhere."""

from gisdata.records.decisions import AddressDecision
from gisdata.records.doors import (
    AttemptCount,
    DoorReport,
    DoorRest,
    Merge,
    Reached,
    ReportKind,
    VisitAttempt,
)
from gisdata.records.duty import Officer, PatrolOrder, PatrolScope, ShiftRow, TravelMode
from gisdata.records.ground import AddressPoint, AddressSource, Building, Cell, CellKind, Incident, KeyPlace, PlaceKind
from gisdata.records.households import UNSURE, Dwelling, Household, Located, ReviewItem, Slot
from gisdata.records.report import ChangedRow, ReadResult, RefusedRow
from gisdata.records.review import ReviewFilter, ReviewRow, ReviewState
from gisdata.records.rooms import DoorsNear, RoomStand, RoomWeek
from gisdata.records.stored_plan import DueRow, ImportBatch, StoredPlan
from gisdata.records.walk import Walk, WalkStop
from planner.dues.slots import DayPart

__all__ = [
    "UNSURE", "AddressDecision", "AddressPoint", "AddressSource", "AttemptCount", "Building", "Cell", "CellKind",
    "ChangedRow", "DayPart", "DoorReport", "DoorRest", "DoorsNear", "DueRow", "Dwelling", "Household", "ImportBatch",
    "Incident", "KeyPlace", "Located", "Merge", "Officer", "PatrolOrder", "PatrolScope", "PlaceKind", "Reached",
    "ReadResult", "RefusedRow", "ReportKind", "ReviewFilter", "ReviewItem", "ReviewRow", "ReviewState", "RoomStand",
    "RoomWeek", "ShiftRow", "Slot", "StoredPlan", "TravelMode", "VisitAttempt", "Walk", "WalkStop",
]
