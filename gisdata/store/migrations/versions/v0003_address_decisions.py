"""What a person decided about an address is remembered; new ways of being located."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_LOCATED = "located IN ('given', 'doorplate', 'osm_address', 'same_number', 'nowhere')"
_LOCATED_NOW = (
    "located IN ('given', 'decided', 'doorplate', 'osm_address', 'same_number', 'similar_name', 'interpolated', "
    "'building', 'community', 'nowhere')"
)
_NEW = "'decided', 'similar_name', 'interpolated', 'building', 'community'"


def upgrade() -> None:
    _allow(_LOCATED_NOW)
    op.create_table(
        "address_decision",
        sa.Column("decision_key", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("lon_deg", sa.Double(), nullable=True),
        sa.Column("lat_deg", sa.Double(), nullable=True),
        sa.Column("decided_at_utc", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(lon_deg IS NULL) = (lat_deg IS NULL)", name=op.f("ck_address_decision_whole_point")),
        sa.CheckConstraint(
            "lon_deg BETWEEN -180 AND 180 AND lat_deg BETWEEN -90 AND 90",
            name=op.f("ck_address_decision_on_earth"),
        ),
        sa.PrimaryKeyConstraint("decision_key", name=op.f("pk_address_decision")),
    )


def downgrade() -> None:
    op.drop_table("address_decision")
    op.execute(sa.text(f"UPDATE household SET located = 'given' WHERE located IN ({_NEW})"))
    _allow(_LOCATED)


def _allow(rule: str) -> None:
    """Change what `located` may be. SQLite makes the table anew, and drops none that other rows refer to."""
    review = sa.table("review_item", *map(sa.column, ("household_id", "address", "why", "candidates_json")))
    waiting = [dict(row) for row in op.get_bind().execute(sa.select(review)).mappings()]
    op.execute(sa.delete(review))
    with op.batch_alter_table("household") as batch:
        batch.drop_constraint(op.f("ck_household_located"), type_="check")
        batch.create_check_constraint(op.f("ck_household_located"), sa.text(rule))
    op.bulk_insert(review, waiting)
