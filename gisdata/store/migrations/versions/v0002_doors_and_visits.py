"""Field reports, visit attempts, households merged by decision; flats of buildings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("building") as building:
        building.add_column(sa.Column("flats", sa.Integer(), nullable=True))
    _make_reports()
    _make_visits()
    op.create_table(
        "household_merge",
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Text(), nullable=False),
        sa.Column("gone_id", sa.Text(), nullable=False),
        sa.Column("merged_at_utc", sa.DateTime(), nullable=False),
        sa.Column("undone_at_utc", sa.DateTime(), nullable=True),
        sa.Column("kept_json", sa.Text(), nullable=False),
        sa.Column("gone_json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("merge_id", name=op.f("pk_household_merge")),
    )


def downgrade() -> None:
    for name in ("household_merge", "attempt_count", "visit_attempt", "door_report"):
        op.drop_table(name)
    with op.batch_alter_table("building") as building:
        building.drop_column("flats")


def _make_reports() -> None:
    op.create_table(
        "door_report",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("same_as", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("lon_deg", sa.Double(), nullable=True),
        sa.Column("lat_deg", sa.Double(), nullable=True),
        sa.Column("dwellings", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('unlisted', 'vacant', 'demolished', 'duplicate', 'standing')",
            name=op.f("ck_door_report_kind"),
        ),
        sa.CheckConstraint(
            "lon_deg BETWEEN -180 AND 180 AND lat_deg BETWEEN -90 AND 90",
            name=op.f("ck_door_report_on_earth"),
        ),
        sa.CheckConstraint("(lon_deg IS NULL) = (lat_deg IS NULL)", name=op.f("ck_door_report_whole_point")),
        sa.CheckConstraint("length(note) <= 100", name=op.f("ck_door_report_short_note")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_door_report")),
    )
    op.create_index(op.f("ix_door_report_lon_deg_lat_deg"), "door_report", ["lon_deg", "lat_deg"])


def _make_visits() -> None:
    op.create_table(
        "visit_attempt",
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("reached", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "reached IN ('attempted', 'contacted', 'completed', 'verified')",
            name=op.f("ck_visit_attempt_reached"),
        ),
        sa.PrimaryKeyConstraint("household_id", "visited_on", name=op.f("pk_visit_attempt")),
    )
    op.create_index(op.f("ix_visit_attempt_reached_visited_on"), "visit_attempt", ["reached", "visited_on"])
    op.create_table(
        "attempt_count",
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("cell_id", sa.Text(), nullable=False),
        sa.Column("n_attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", "cell_id", name=op.f("pk_attempt_count")),
    )
