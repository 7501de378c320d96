"""Addresses set aside, pairs of rows that a person has found to be two households, and how often was written."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("review_item") as item:
        item.add_column(sa.Column("set_aside", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("review_item") as item:
        item.alter_column("set_aside", server_default=None)
    op.create_table(
        "household_pair",
        sa.Column("one_id", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Text(), nullable=False),
        sa.Column("decided_at_utc", sa.DateTime(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_household_pair_in_order")),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_household_pair")),
    )
    count = op.create_table(
        "write_count",
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_write_count")),
    )
    op.bulk_insert(count, [{"row_id": 1, "n": 0}])


def downgrade() -> None:
    op.drop_table("write_count")
    op.drop_table("household_pair")
    with op.batch_alter_table("review_item") as item:
        item.drop_column("set_aside")
