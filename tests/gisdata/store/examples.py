"""One record of each kind, valid by default; a test overrides what matters to it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from shapely import MultiPolygon, Polygon, box

from gisdata.records import (
    AddressPoint,
    AddressSource,
    Building,
    Cell,
    DueRow,
    Dwelling,
    Household,
    ImportBatch,
    Incident,
    KeyPlace,
    Located,
    Officer,
    PatrolOrder,
    PatrolScope,
    PlaceKind,
    ReviewItem,
    ShiftRow,
    Slot,
    StoredPlan,
    TravelMode,
    Walk,
    WalkStop,
)
from planner.sentence import say

SHANGHAI = ZoneInfo("Asia/Shanghai")
RING = Polygon([(116.1, 40.0), (116.2, 40.0), (116.2, 40.1), (116.1, 40.1)],
               holes=[[(116.14, 40.04), (116.16, 40.04), (116.15, 40.06)]])
ISLANDS = MultiPolygon([box(116.3, 40.0, 116.31, 40.01), box(116.4, 40.0, 116.41, 40.01)])


def a_household(household_id: str = "h1", **changes: Any) -> Household:
    return Household(**{"household_id": household_id, "address": "清河路12号3单元501", "community": "东社区",
                        **changes})


def a_placed_household(household_id: str = "h1", **changes: Any) -> Household:
    placed = {"lon_deg": 116.123456789, "lat_deg": 40.1, "located": Located.DOORPLATE}
    return a_household(household_id, **{**placed, **changes})


def a_full_household(household_id: str = "h9", **changes: Any) -> Household:
    full = {
        "dwelling": Dwelling.DORMITORY, "slot": Slot.EVENING, "do_not_disturb": True,
        "last_contact_on": date(2026, 3, 1), "must_visit_by": date(2026, 11, 29),
    }
    return a_placed_household(household_id, **{**full, **changes})


def an_address_point(address_id: str = "d1", **changes: Any) -> AddressPoint:
    return AddressPoint(**{
        "address_id": address_id, "source": AddressSource.DOORPLATE, "address": "清河路12号", "street": "清河路",
        "number": "12号", "community": "", "lon_deg": 116.1, "lat_deg": 40.1, **changes,
    })


def a_building(building_id: str = "w1", **changes: Any) -> Building:
    return Building(**{"building_id": building_id, "shape": RING, "kind": "apartments", "levels": 6, "name": "",
                       **changes})


def a_key_place(place_id: str = "p1", **changes: Any) -> KeyPlace:
    return KeyPlace(**{"place_id": place_id, "kind": PlaceKind.SCHOOL, "name": "清河小学", "lon_deg": 116.1,
                       "lat_deg": 40.1, "source": "file", **changes})


def a_cell(cell_id: str = "c1", **changes: Any) -> Cell:
    return Cell(**{"cell_id": cell_id, "name": "一格", "kind": "imported", "community": "东社区", "shape": RING,
                   **changes})


def an_incident(incident_id: str = "i1", **changes: Any) -> Incident:
    return Incident(**{
        "incident_id": incident_id, "kind": "盗窃", "since": datetime.fromisoformat("2026-05-01T22:00:00"),
        "until": datetime.fromisoformat("2026-05-02T06:30:15.000250"), "lon_deg": 116.1, "lat_deg": 40.1, **changes,
    })


def an_officer(officer_id: str = "o1", **changes: Any) -> Officer:
    return Officer(**{"officer_id": officer_id, "team": "A", "communities": ("西社区", "东社区"),
                      "mode": TravelMode.EBIKE, **changes})


def a_shift(officer_id: str = "o1", **changes: Any) -> ShiftRow:
    return ShiftRow(**{
        "officer_id": officer_id, "weekdays": (1, 2, 3), "day": None, "start_s": 28_800, "end_s": 61_200,
        "break_earliest_s": 41_400, "break_latest_s": 46_800, "break_s": 1_800, **changes,
    })


def a_patrol(patrol_id: str = "x1", **changes: Any) -> PatrolOrder:
    return PatrolOrder(**{
        "patrol_id": patrol_id, "label": "小学门口", "scope": PatrolScope.POINT, "lon_deg": 116.1, "lat_deg": 40.1,
        "weekdays": (1, 5), "day": None, "window_start_s": 25_200, "window_end_s": 28_800, "presence_s": 1_800,
        "min_dwell_s": 600, "visit_credit": 0.5, "team": "A", "officer_id": "", **changes,
    })


def a_review_item(household_id: str = "h1", **changes: Any) -> ReviewItem:
    return ReviewItem(**{"household_id": household_id, "address": "清河路12", "why": "two doorplates fit",
                         "candidates": (("d1", "清河路12号"), ("d2", "清河路12号院")), **changes})


def a_batch(**changes: Any) -> ImportBatch:
    return ImportBatch(**{
        "kind": "households", "file_name": "户.csv", "sha256": "ab" * 32,
        "imported_at": datetime(2026, 11, 20, 1, 2, 3, 4, tzinfo=UTC), "n_rows": 10, "n_taken": 9, "n_changed": 2,
        "n_refused": 1, "crs": "gcj02", **changes,
    })


def a_due_row(household_id: str = "h1", **changes: Any) -> DueRow:
    return DueRow(**{
        "household_id": household_id, "address": "清河路12号", "community": "东社区", "state": "left_out",
        "reason": "no_time", "sentence": "no shift has 10 min left", "template": "no shift has {min} min left",
        "values_json": '{"min": 10}', **changes,
    })


def a_stop(number: int = 1, **changes: Any) -> WalkStop:
    return WalkStop(**{
        "number": number, "task": "v-h1", "kind": "visit", "what": "清河路12号3单元501 \"后门\" 🚪", "lon_deg": 116.1,
        "lat_deg": 40.1, "cell_id": "c1", "arrive": datetime(2026, 11, 23, 8, 10, tzinfo=SHANGHAI),
        "start": datetime(2026, 11, 23, 8, 15, tzinfo=SHANGHAI), "end": datetime(2026, 11, 23, 8, 25, tzinfo=SHANGHAI),
        "must": True, **changes,
    })


def a_walk(**changes: Any) -> Walk:
    return Walk(**{
        "week": "2026-W48", "team": "A", "officer_id": "o1", "shift_id": "o1-mon", "mode": "foot",
        "day": date(2026, 11, 23), "leave": datetime(2026, 11, 23, 8, 0, tzinfo=SHANGHAI),
        "back": datetime(2026, 11, 23, 17, 0, tzinfo=SHANGHAI), "travel_s": 1_234, "stops": (a_stop(1), a_stop(2)),
        "line": ((116.1, 40.1), (116.123456789012, 40.2)), "estimated": True, **changes,
    })


def a_plan(week: str = "2026-W48", team: str = "A", **changes: Any) -> StoredPlan:
    return StoredPlan(**{
        "week": week, "team": team, "version": 1, "status": "feasible",
        "made_at": datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC), "engine": "ortools", "seed": 2**40, "seconds": 2.5,
        "work": 12_345, "prize": 678, "travel_s": 9_876, "estimated": False, "problem_gz": b"\x1f\x8b\x00problem",
        "plan_gz": b"\x1f\x8b\x00plan", "walks": (a_walk(), a_walk(shift_id="o1-tue")),
        "due": (a_due_row("h2", state="planned"), a_due_row("h1")),
        "findings": (say("patrol {patrol}: {n} of {share} shifts cover it", patrol="校门", n=0, share=0.5),),
        **changes,
    })
