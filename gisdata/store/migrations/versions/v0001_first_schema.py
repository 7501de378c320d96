"""The first schema: ground, register, duty, plans."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "cell", "building", "address_point", "key_place", "household", "review_item", "incident", "officer",
    "officer_community", "shift_row", "patrol_order", "import_batch", "plan", "plan_due",
)


def upgrade() -> None:
    _make_cells_and_buildings()
    _make_points()
    _make_register()
    _make_incidents()
    _make_officers()
    _make_duty()
    _make_batches()
    _make_plans()


def downgrade() -> None:
    for name in reversed(_TABLES):
        op.drop_table(name)


def _make_cells_and_buildings() -> None:
    op.create_table(
        "cell",
        sa.Column("cell_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("shape", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("kind IN ('imported', 'square')", name=op.f("ck_cell_kind")),
        sa.PrimaryKeyConstraint("cell_id", name=op.f("pk_cell")),
    )
    op.create_table(
        "building",
        sa.Column("building_id", sa.Text(), nullable=False),
        sa.Column("shape", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("levels", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("building_id", name=op.f("pk_building")),
    )


def _make_points() -> None:
    op.create_table(
        "address_point",
        sa.Column("address_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("lon_deg", sa.Double(), nullable=False),
        sa.Column("lat_deg", sa.Double(), nullable=False),
        sa.CheckConstraint("source IN ('doorplate', 'osm')", name=op.f("ck_address_point_source")),
        sa.CheckConstraint(
            "lon_deg BETWEEN -180 AND 180 AND lat_deg BETWEEN -90 AND 90",
            name=op.f("ck_address_point_on_earth"),
        ),
        sa.PrimaryKeyConstraint("address_id", name=op.f("pk_address_point")),
    )
    op.create_index(op.f("ix_address_point_lon_deg_lat_deg"), "address_point", ["lon_deg", "lat_deg"])
    op.create_table(
        "key_place",
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lon_deg", sa.Double(), nullable=False),
        sa.Column("lat_deg", sa.Double(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('police', 'school', 'kindergarten', 'station', 'mall', 'market', 'bank', "
            "'hospital', 'firm', 'other')",
            name=op.f("ck_key_place_kind"),
        ),
        sa.CheckConstraint("source IN ('osm', 'file')", name=op.f("ck_key_place_source")),
        sa.CheckConstraint(
            "lon_deg BETWEEN -180 AND 180 AND lat_deg BETWEEN -90 AND 90",
            name=op.f("ck_key_place_on_earth"),
        ),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_key_place")),
    )
    op.create_index(op.f("ix_key_place_lon_deg_lat_deg"), "key_place", ["lon_deg", "lat_deg"])


def _make_register() -> None:
    op.create_table(
        "household",
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("dwelling", sa.Text(), nullable=False),
        sa.Column("lon_deg", sa.Double(), nullable=True),
        sa.Column("lat_deg", sa.Double(), nullable=True),
        sa.Column("located", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("do_not_disturb", sa.Boolean(), nullable=False),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("must_visit_by", sa.Date(), nullable=True),
        sa.Column("cell_id", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(located = 'nowhere') = (lon_deg IS NULL)",
            name=op.f("ck_household_located_has_point"),
        ),
        sa.CheckConstraint(
            "dwelling IN ('flat', 'house', 'dormitory', 'unknown')",
            name=op.f("ck_household_dwelling"),
        ),
        sa.CheckConstraint(
            "located IN ('given', 'doorplate', 'osm_address', 'same_number', 'nowhere')",
            name=op.f("ck_household_located"),
        ),
        sa.CheckConstraint(
            "slot IN ('any', 'daytime', 'evening', 'weekend')",
            name=op.f("ck_household_slot"),
        ),
        sa.CheckConstraint("(lon_deg IS NULL) = (lat_deg IS NULL)", name=op.f("ck_household_whole_point")),
        sa.CheckConstraint(
            "lon_deg BETWEEN -180 AND 180 AND lat_deg BETWEEN -90 AND 90",
            name=op.f("ck_household_on_earth"),
        ),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.cell_id"], name=op.f("fk_household_cell_id")),
        sa.PrimaryKeyConstraint("household_id", name=op.f("pk_household")),
    )
    op.create_index(op.f("ix_household_cell_id"), "household", ["cell_id"])
    op.create_index(op.f("ix_household_lon_deg_lat_deg"), "household", ["lon_deg", "lat_deg"])
    op.create_table(
        "review_item",
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("candidates_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.household_id"], name=op.f("fk_review_item_household_id")),
        sa.PrimaryKeyConstraint("household_id", name=op.f("pk_review_item")),
    )


def _make_incidents() -> None:
    op.create_table(
        "incident",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("lon_deg", sa.Double(), nullable=False),
        sa.Column("lat_deg", sa.Double(), nullable=False),
        sa.CheckConstraint(
            "lon_deg BETWEEN -180 AND 180 AND lat_deg BETWEEN -90 AND 90",
            name=op.f("ck_incident_on_earth"),
        ),
        sa.CheckConstraint("since <= until", name=op.f("ck_incident_since_before_until")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_lon_deg_lat_deg"), "incident", ["lon_deg", "lat_deg"])


def _make_officers() -> None:
    op.create_table(
        "officer",
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("base_lon_deg", sa.Double(), nullable=True),
        sa.Column("base_lat_deg", sa.Double(), nullable=True),
        sa.CheckConstraint("mode IN ('foot', 'ebike', 'car')", name=op.f("ck_officer_mode")),
        sa.CheckConstraint(
            "(base_lon_deg IS NULL) = (base_lat_deg IS NULL)",
            name=op.f("ck_officer_whole_base"),
        ),
        sa.CheckConstraint(
            "base_lon_deg BETWEEN -180 AND 180 AND base_lat_deg BETWEEN -90 AND 90",
            name=op.f("ck_officer_on_earth"),
        ),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_officer")),
    )
    op.create_table(
        "officer_community",
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.officer_id"], name=op.f("fk_officer_community_officer_id")),
        sa.PrimaryKeyConstraint("officer_id", "position", name=op.f("pk_officer_community")),
    )


def _make_duty() -> None:
    op.create_table(
        "shift_row",
        sa.Column("shift_row_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("start_s", sa.Integer(), nullable=False),
        sa.Column("end_s", sa.Integer(), nullable=False),
        sa.Column("break_earliest_s", sa.Integer(), nullable=False),
        sa.Column("break_latest_s", sa.Integer(), nullable=False),
        sa.Column("break_s", sa.Integer(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(weekdays = '') = (day IS NOT NULL)",
            name=op.f("ck_shift_row_weekdays_or_day"),
        ),
        sa.CheckConstraint(
            "mode IS NULL OR mode IN ('foot', 'ebike', 'car')",
            name=op.f("ck_shift_row_mode"),
        ),
        sa.CheckConstraint("start_s <= end_s", name=op.f("ck_shift_row_start_before_end")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.officer_id"], name=op.f("fk_shift_row_officer_id")),
        sa.PrimaryKeyConstraint("shift_row_id", name=op.f("pk_shift_row")),
    )
    op.create_index(op.f("ix_shift_row_officer_id"), "shift_row", ["officer_id"])
    op.create_table(
        "patrol_order",
        sa.Column("patrol_id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("lon_deg", sa.Double(), nullable=False),
        sa.Column("lat_deg", sa.Double(), nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("window_start_s", sa.Integer(), nullable=False),
        sa.Column("window_end_s", sa.Integer(), nullable=False),
        sa.Column("presence_s", sa.Integer(), nullable=False),
        sa.Column("min_dwell_s", sa.Integer(), nullable=False),
        sa.Column("visit_credit", sa.Double(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(weekdays = '') = (day IS NOT NULL)",
            name=op.f("ck_patrol_order_weekdays_or_day"),
        ),
        sa.CheckConstraint("scope IN ('cell', 'point')", name=op.f("ck_patrol_order_scope")),
        sa.CheckConstraint(
            "lon_deg BETWEEN -180 AND 180 AND lat_deg BETWEEN -90 AND 90",
            name=op.f("ck_patrol_order_on_earth"),
        ),
        sa.CheckConstraint("visit_credit BETWEEN 0 AND 1", name=op.f("ck_patrol_order_visit_credit")),
        sa.CheckConstraint(
            "window_start_s <= window_end_s",
            name=op.f("ck_patrol_order_window_start_before_end"),
        ),
        sa.PrimaryKeyConstraint("patrol_id", name=op.f("pk_patrol_order")),
    )
    op.create_index(op.f("ix_patrol_order_lon_deg_lat_deg"), "patrol_order", ["lon_deg", "lat_deg"])


def _make_batches() -> None:
    op.create_table(
        "import_batch",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("imported_at_utc", sa.DateTime(), nullable=False),
        sa.Column("n_rows", sa.Integer(), nullable=False),
        sa.Column("n_taken", sa.Integer(), nullable=False),
        sa.Column("n_changed", sa.Integer(), nullable=False),
        sa.Column("n_refused", sa.Integer(), nullable=False),
        sa.Column("crs", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_import_batch")),
    )


def _make_plans() -> None:
    op.create_table(
        "plan",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("made_at_utc", sa.DateTime(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("work", sa.BigInteger(), nullable=False),
        sa.Column("prize", sa.BigInteger(), nullable=False),
        sa.Column("travel_s", sa.BigInteger(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("problem_gz", sa.LargeBinary(), nullable=False),
        sa.Column("plan_gz", sa.LargeBinary(), nullable=False),
        sa.Column("walks_json", sa.Text(), nullable=False),
        sa.Column("findings_json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_plan")),
        sa.UniqueConstraint("week", "team", "version", name=op.f("uq_plan_week_team_version")),
    )
    op.create_table(
        "plan_due",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("values_json", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('planned', 'left_out')", name=op.f("ck_plan_due_state")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.plan_id"], name=op.f("fk_plan_due_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", "position", name=op.f("pk_plan_due")),
        sa.UniqueConstraint("plan_id", "household_id", name=op.f("uq_plan_due_plan_id_household_id")),
    )
