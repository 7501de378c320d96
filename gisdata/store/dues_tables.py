"""The tables of what is owed: doors in peace, events and their visits, hand-overs and who stands in for whom."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, Table, Text

from gisdata.records.events import SENSITIVE_KINDS, EventKind, EventScope
from gisdata.store.tables import metadata


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


# A day and nothing else: who asks why a door is left in peace asks too much. No foreign key: the row of a
# household that was merged into another keeps its number.
door_rest = Table(
    "door_rest", metadata,
    Column("household_id", Text, primary_key=True),
    Column("until", Date, nullable=False),
)

# What a person may create beside the register: dated, owned, and gone after its last day. The kinds that would mark a
# family are of a community by rule of the schema, so no row can tie one to a door.
event = Table(
    "event", metadata,
    Column("event_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("community", Text, nullable=False),
    Column("officer_id", Text, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("expires_on", Date, nullable=False),
    CheckConstraint(f"kind IN ({_listed(EventKind)})", name="kind"),
    CheckConstraint(f"scope IN ({_listed(EventScope)})", name="scope"),
    CheckConstraint("starts_on <= due_on AND due_on <= expires_on", name="days_in_order"),
    CheckConstraint(
        f"scope = 'community' OR kind NOT IN ({_listed(sorted(SENSITIVE_KINDS))})",
        name="no_family_marked"),
)

event_visit = Table(
    "event_visit", metadata,
    Column("event_id", Text, ForeignKey("event.event_id"), primary_key=True),
    Column("household_id", Text, primary_key=True),
)

hand_over = Table(
    "hand_over", metadata,
    Column("hand_over_id", Integer, primary_key=True),
    Column("community", Text, nullable=False),
    Column("from_officer_id", Text, nullable=False),
    Column("to_officer_id", Text, nullable=False),
    Column("on_day", Date, nullable=False),
    CheckConstraint("from_officer_id <> to_officer_id", name="two_officers"),
)

stand_in = Table(
    "stand_in", metadata,
    Column("officer_id", Text, primary_key=True),
    Column("first_on", Date, primary_key=True),
    Column("last_on", Date, nullable=False),
    Column("substitute_id", Text, nullable=False),
    CheckConstraint("first_on <= last_on", name="days_in_order"),
    CheckConstraint("officer_id <> substitute_id", name="two_officers"),
)

contact_point = Table(
    "contact_point", metadata,
    Column("community", Text, primary_key=True),
    Column("officer_id", Text, nullable=False),
)
