"""Field reports about doors: rows and records."""

from __future__ import annotations

from sqlalchemy import RowMapping

from gisdata.records import DoorReport, ReportKind
from gisdata.store import tables
from gisdata.store.shelf import Row, Shelf


def _report_row(record: DoorReport) -> Row:
    return {
        "report_id": record.report_id,
        "reported_on": record.reported_on,
        "kind": record.kind.value,
        "household_id": record.household_id,
        "same_as": record.same_as,
        "address": record.address,
        "community": record.community,
        "lon_deg": record.lon_deg,
        "lat_deg": record.lat_deg,
        "dwellings": record.dwellings,
        "note": record.note,
    }


def _report(row: RowMapping) -> DoorReport:
    return DoorReport(**{**row, "kind": ReportKind(row["kind"])})


DOOR_REPORTS = Shelf(table=tables.door_report, key="report_id", to_row=_report_row, from_row=_report)
