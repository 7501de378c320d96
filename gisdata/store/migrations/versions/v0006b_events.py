"""Events on which a visit is owed, and the doors they call at."""

import sqlalchemy as sa
from alembic import op

revision = "0006b"
down_revision = "0006"
branch_labels = None
depends_on = None

_KINDS = (
    "kind IN ('festival', 'hardship', 'local_election', 'burglary_wave', 'accident_or_fire', 'group_grievance', "
    "'wedding_or_funeral', 'relative_in_custody', 'neighbour_dispute', 'firm_closing')"
)


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.CheckConstraint(_KINDS, name=op.f("ck_event_kind")),
        sa.CheckConstraint("scope IN ('household', 'building', 'community')", name=op.f("ck_event_scope")),
        sa.CheckConstraint("starts_on <= due_on AND due_on <= expires_on", name=op.f("ck_event_days_in_order")),
        sa.CheckConstraint(
            "scope = 'community' OR kind NOT IN ('group_grievance', 'relative_in_custody')",
            name=op.f("ck_event_no_family_marked"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event")),
    )
    op.create_table(
        "event_visit",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name=op.f("fk_event_visit_event_id")),
        sa.PrimaryKeyConstraint("event_id", "household_id", name=op.f("pk_event_visit")),
    )


def downgrade() -> None:
    op.drop_table("event_visit")
    op.drop_table("event")
