"""The part of the day of a visit, and doors that are left in peace until a day."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("visit_attempt") as batch:
        batch.add_column(sa.Column("day_part", sa.Text(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_visit_attempt_day_part"),
            sa.text("day_part IS NULL OR day_part IN ('morning', 'afternoon', 'evening')"))
    op.create_table(
        "door_rest",
        sa.Column("household_id", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", name=op.f("pk_door_rest")),
    )


def downgrade() -> None:
    op.drop_table("door_rest")
    with op.batch_alter_table("visit_attempt") as batch:
        batch.drop_constraint(op.f("ck_visit_attempt_day_part"), type_="check")
        batch.drop_column("day_part")
