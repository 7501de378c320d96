"""Hand-overs of communities, who stands in for whom, leaders' contact points."""

import sqlalchemy as sa
from alembic import op

revision = "0006c"
down_revision = "0006b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hand_over",
        sa.Column("hand_over_id", sa.Integer(), nullable=False),
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("from_officer_id", sa.Text(), nullable=False),
        sa.Column("to_officer_id", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.CheckConstraint("from_officer_id <> to_officer_id", name=op.f("ck_hand_over_two_officers")),
        sa.PrimaryKeyConstraint("hand_over_id", name=op.f("pk_hand_over")),
    )
    op.create_table(
        "stand_in",
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("substitute_id", sa.Text(), nullable=False),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_stand_in_days_in_order")),
        sa.CheckConstraint("officer_id <> substitute_id", name=op.f("ck_stand_in_two_officers")),
        sa.PrimaryKeyConstraint("officer_id", "first_on", name=op.f("pk_stand_in")),
    )
    op.create_table(
        "contact_point",
        sa.Column("community", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_contact_point")),
    )


def downgrade() -> None:
    for name in ("contact_point", "stand_in", "hand_over"):
        op.drop_table(name)
