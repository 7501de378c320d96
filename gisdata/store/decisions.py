"""What persons decided about addresses."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, delete

from gisdata.errors import NotFound
from gisdata.records import AddressDecision
from gisdata.store import tables
from gisdata.store.moments import from_utc_column, to_utc_column
from gisdata.store.shelf import Row, Shelf


def take_back(connection: Connection, decision_key: str) -> AddressDecision:
    """Forget a decision and return it. Raises NotFound when there is none."""
    found = DECISIONS.read_some(connection, [decision_key]).get(decision_key)
    if found is None:
        raise NotFound("nothing is decided about the address {address}", address=decision_key)
    table = tables.address_decision
    connection.execute(delete(table).where(table.c.decision_key == decision_key))
    return found


def _row(record: AddressDecision) -> Row:
    return {"decision_key": record.decision_key, "address": record.address, "lon_deg": record.lon_deg,
            "lat_deg": record.lat_deg, "decided_at_utc": to_utc_column(record.decided_at)}


def _decision(row: RowMapping) -> AddressDecision:
    return AddressDecision(
        decision_key=row["decision_key"], address=row["address"], lon_deg=row["lon_deg"], lat_deg=row["lat_deg"],
        decided_at=from_utc_column(row["decided_at_utc"]))


DECISIONS = Shelf(table=tables.address_decision, key="decision_key", to_row=_row, from_row=_decision)
