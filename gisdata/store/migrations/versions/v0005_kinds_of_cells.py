"""Cells say that they are of H3 or the beat of a community."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('imported', 'square')"
_KINDS_NOW = "kind IN ('imported', 'square', 'h3', 'beat')"


def upgrade() -> None:
    _allow(_KINDS_NOW)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM cell WHERE kind = 'beat'"))
    op.execute(sa.text("UPDATE cell SET kind = 'imported' WHERE kind = 'h3'"))
    _allow(_KINDS)


def _allow(rule: str) -> None:
    """Change what `kind` may be. SQLite makes the table anew, so households let go of their cells meanwhile."""
    op.execute(sa.text("CREATE TEMPORARY TABLE kept_cell AS "
                       "SELECT household_id, cell_id FROM household WHERE cell_id IS NOT NULL"))
    op.execute(sa.text("UPDATE household SET cell_id = NULL WHERE cell_id IS NOT NULL"))
    with op.batch_alter_table("cell") as batch:
        batch.drop_constraint(op.f("ck_cell_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_cell_kind"), sa.text(rule))
    op.execute(sa.text("CREATE UNIQUE INDEX kept_cell_household ON kept_cell (household_id)"))
    op.execute(sa.text(
        "UPDATE household SET cell_id = (SELECT k.cell_id FROM kept_cell k "
        "WHERE k.household_id = household.household_id) "
        "WHERE household_id IN (SELECT household_id FROM kept_cell)"))
    op.execute(sa.text("DROP TABLE kept_cell"))
