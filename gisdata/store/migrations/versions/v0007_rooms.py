"""The stops of the mobile police rooms, one row for each week."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room_week",
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("made_at_utc", sa.DateTime(), nullable=False),
        sa.Column("n_due", sa.Integer(), nullable=False),
        sa.Column("n_sites", sa.Integer(), nullable=False),
        sa.Column("at_least_percent", sa.Double(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("near_before_json", sa.Text(), nullable=False),
        sa.Column("near_after_json", sa.Text(), nullable=False),
        sa.Column("stands_json", sa.Text(), nullable=False),
        sa.CheckConstraint("at_least_percent BETWEEN 0 AND 100", name=op.f("ck_room_week_percent")),
        sa.PrimaryKeyConstraint("week", name=op.f("pk_room_week")),
    )


def downgrade() -> None:
    op.drop_table("room_week")
