"""The tables, in the words of the records: one column per field, no column for a person.

Points are WGS-84 degrees in `lon_deg`, `lat_deg` with a btree index on (lon_deg, lat_deg), shapes are WKB, closed
lists are text with a CHECK, moments are UTC without a zone in columns that end with `_utc`. Migrations, not this
module, make the tables of a real database; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from gisdata.records import (
    AddressSource,
    CellKind,
    DayPart,
    Dwelling,
    Located,
    PatrolScope,
    PlaceKind,
    Reached,
    ReportKind,
    Slot,
    TravelMode,
)

# Constraints need names, so that an error can say which rule was broken and a migration can drop it again.
_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}

metadata = MetaData(naming_convention=_NAMES)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _one_of(name: str, values: Iterable[str], *, or_null: bool = False) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    empty = f"{name} IS NULL OR " if or_null else ""
    return CheckConstraint(f"{empty}{name} IN ({listed})", name=name)


def _point(*, required: bool = True) -> tuple[Column[float], Column[float]]:
    return Column("lon_deg", Double, nullable=not required), Column("lat_deg", Double, nullable=not required)


def _on_earth(lon: str = "lon_deg", lat: str = "lat_deg") -> CheckConstraint:
    # Also stops NaN: SQLite turns it into NULL, PostgreSQL sorts it above every number.
    return CheckConstraint(f"{lon} BETWEEN -180 AND 180 AND {lat} BETWEEN -90 AND 90", name="on_earth")


def _weekdays_or_day() -> CheckConstraint:
    return CheckConstraint("(weekdays = '') = (day IS NOT NULL)", name="weekdays_or_day")


cell = Table(
    "cell", metadata,
    Column("cell_id", Text, primary_key=True),
    _text("name"), _text("kind"), _text("community"),
    Column("shape", LargeBinary, nullable=False),
    _one_of("kind", CellKind),
)

household = Table(
    "household", metadata,
    Column("household_id", Text, primary_key=True),
    _text("address"), _text("community"), _text("dwelling"),
    *_point(required=False),
    _text("located"), _text("slot"),
    Column("do_not_disturb", Boolean, nullable=False),
    Column("last_contact_on", Date),
    Column("must_visit_by", Date),
    Column("cell_id", Text, ForeignKey("cell.cell_id")),
    _one_of("dwelling", Dwelling), _one_of("located", Located), _one_of("slot", Slot),
    CheckConstraint("(lon_deg IS NULL) = (lat_deg IS NULL)", name="whole_point"),
    CheckConstraint("(located = 'nowhere') = (lon_deg IS NULL)", name="located_has_point"),
    _on_earth(),
    Index(None, "lon_deg", "lat_deg"),
    Index(None, "cell_id"),
)

review_item = Table(
    "review_item", metadata,
    Column("household_id", Text, ForeignKey("household.household_id"), primary_key=True),
    _text("address"), _text("why"), _text("candidates_json"),
    Column("set_aside", Boolean, nullable=False),
)

address_decision = Table(
    "address_decision", metadata,
    Column("decision_key", Text, primary_key=True),
    _text("address"),
    *_point(required=False),
    Column("decided_at_utc", DateTime, nullable=False),
    CheckConstraint("(lon_deg IS NULL) = (lat_deg IS NULL)", name="whole_point"),
    _on_earth(),
)

address_point = Table(
    "address_point", metadata,
    Column("address_id", Text, primary_key=True),
    _text("source"), _text("address"), _text("street"), _text("number"), _text("community"),
    *_point(),
    _one_of("source", AddressSource), _on_earth(),
    Index(None, "lon_deg", "lat_deg"),
)

building = Table(
    "building", metadata,
    Column("building_id", Text, primary_key=True),
    Column("shape", LargeBinary, nullable=False),
    _text("kind"),
    Column("levels", Integer),
    _text("name"),
    Column("flats", Integer),
)

key_place = Table(
    "key_place", metadata,
    Column("place_id", Text, primary_key=True),
    _text("kind"), _text("name"), *_point(), _text("source"),
    _one_of("kind", PlaceKind), _one_of("source", ("osm", "file")), _on_earth(),
    Index(None, "lon_deg", "lat_deg"),
)

incident = Table(
    "incident", metadata,
    Column("incident_id", Text, primary_key=True),
    _text("kind"),
    Column("since", DateTime, nullable=False),
    Column("until", DateTime, nullable=False),
    *_point(),
    CheckConstraint("since <= until", name="since_before_until"), _on_earth(),
    Index(None, "lon_deg", "lat_deg"),
)

officer = Table(
    "officer", metadata,
    Column("officer_id", Text, primary_key=True),
    _text("team"), _text("mode"),
    Column("base_lon_deg", Double),
    Column("base_lat_deg", Double),
    _one_of("mode", TravelMode),
    CheckConstraint("(base_lon_deg IS NULL) = (base_lat_deg IS NULL)", name="whole_base"),
    _on_earth("base_lon_deg", "base_lat_deg"),
)

officer_community = Table(
    "officer_community", metadata,
    Column("officer_id", Text, ForeignKey("officer.officer_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("community"),
)

shift_row = Table(
    "shift_row", metadata,
    Column("shift_row_id", Integer, primary_key=True),
    Column("officer_id", Text, ForeignKey("officer.officer_id"), nullable=False, index=True),
    _text("weekdays"),
    Column("day", Date),
    _count("start_s"), _count("end_s"),
    _count("break_earliest_s"), _count("break_latest_s"), _count("break_s"),
    Column("mode", Text),
    _weekdays_or_day(), _one_of("mode", TravelMode, or_null=True),
    CheckConstraint("start_s <= end_s", name="start_before_end"),
)

patrol_order = Table(
    "patrol_order", metadata,
    Column("patrol_id", Text, primary_key=True),
    _text("label"), _text("scope"), *_point(), _text("weekdays"),
    Column("day", Date),
    _count("window_start_s"), _count("window_end_s"), _count("presence_s"), _count("min_dwell_s"),
    Column("visit_credit", Double, nullable=False),
    _text("team"), _text("officer_id"),
    _one_of("scope", PatrolScope), _weekdays_or_day(), _on_earth(),
    CheckConstraint("window_start_s <= window_end_s", name="window_start_before_end"),
    CheckConstraint("visit_credit BETWEEN 0 AND 1", name="visit_credit"),
    Index(None, "lon_deg", "lat_deg"),
)

import_batch = Table(
    "import_batch", metadata,
    Column("batch_id", Integer, primary_key=True),
    _text("kind"), _text("file_name"), _text("sha256"),
    Column("imported_at_utc", DateTime, nullable=False),
    _count("n_rows"), _count("n_taken"), _count("n_changed"), _count("n_refused"),
    _text("crs"),
)

plan = Table(
    "plan", metadata,
    Column("plan_id", Integer, primary_key=True),
    _text("week"), _text("team"), _count("version"), _text("status"),
    Column("made_at_utc", DateTime, nullable=False),
    _text("engine"),
    Column("seed", BigInteger, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("work", BigInteger, nullable=False),
    Column("prize", BigInteger, nullable=False),
    Column("travel_s", BigInteger, nullable=False),
    Column("estimated", Boolean, nullable=False),
    Column("problem_gz", LargeBinary, nullable=False),
    Column("plan_gz", LargeBinary, nullable=False),
    _text("walks_json"), _text("findings_json"),
    UniqueConstraint("week", "team", "version"),
)

plan_due = Table(
    "plan_due", metadata,
    Column("plan_id", Integer, ForeignKey("plan.plan_id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("household_id"), _text("address"), _text("community"), _text("state"),
    _text("reason"), _text("sentence"), _text("template"), _text("values_json"),
    _one_of("state", ("planned", "left_out")),
    UniqueConstraint("plan_id", "household_id"),  # every due household is accounted for once
)

door_report = Table(
    "door_report", metadata,
    Column("report_id", Text, primary_key=True),
    Column("reported_on", Date, nullable=False),
    _text("kind"), _text("household_id"), _text("same_as"), _text("address"), _text("community"),
    *_point(required=False),
    _count("dwellings"), _text("note"),
    _one_of("kind", ReportKind), _on_earth(),
    CheckConstraint("(lon_deg IS NULL) = (lat_deg IS NULL)", name="whole_point"),
    CheckConstraint("length(note) <= 100", name="short_note"),  # a place needs no more, and a file on people would
    Index(None, "lon_deg", "lat_deg"),
)

# No foreign key: rows of a household that was merged into another keep the number they came with.
visit_attempt = Table(
    "visit_attempt", metadata,
    Column("household_id", Text, primary_key=True),
    Column("visited_on", Date, primary_key=True),
    _text("reached"),
    Column("day_part", Text),
    _one_of("reached", Reached), _one_of("day_part", DayPart, or_null=True),
    Index(None, "reached", "visited_on"),
)

# What is left of attempts after 90 days: counts, no doors.
attempt_count = Table(
    "attempt_count", metadata,
    Column("week", Text, primary_key=True),
    Column("cell_id", Text, primary_key=True),
    _count("n_attempts"),
)

household_merge = Table(
    "household_merge", metadata,
    Column("merge_id", Integer, primary_key=True),
    _text("kept_id"), _text("gone_id"),
    Column("merged_at_utc", DateTime, nullable=False),
    Column("undone_at_utc", DateTime),
    _text("kept_json"), _text("gone_json"),
)

# Two rows that a person has found to be two households; each pair once, the smaller id first.
household_pair = Table(
    "household_pair", metadata,
    Column("one_id", Text, primary_key=True),
    Column("other_id", Text, primary_key=True),
    Column("decided_at_utc", DateTime, nullable=False),
    CheckConstraint("one_id < other_id", name="in_order"),
)

# One row: how many times anything was written; what is made of a reading is good until it grows.
write_count = Table(
    "write_count", metadata,
    Column("row_id", Integer, primary_key=True),
    Column("n", BigInteger, nullable=False),
)

# One week's stops of the mobile rooms; planning it again replaces them.
room_week = Table(
    "room_week", metadata,
    Column("week", Text, primary_key=True),
    Column("made_at_utc", DateTime, nullable=False),
    _count("n_due"), _count("n_sites"),
    Column("at_least_percent", Double, nullable=False),
    Column("estimated", Boolean, nullable=False),
    _text("near_before_json"), _text("near_after_json"), _text("stands_json"),
    CheckConstraint("at_least_percent BETWEEN 0 AND 100", name="percent"),
)
