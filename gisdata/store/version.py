"""The version of the schema: which one a database has, which one this program needs, and the way between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from gisdata.errors import StoreOutOfDate
from gisdata.store.engine import make_engine, read_transaction, write_transaction

NO_SCHEMA = "none"
"""The version of a database without any table of ours."""


def upgrade_schema(url: str) -> None:
    """Bring the database to the newest schema, in one transaction; makes the file of SQLite when it is missing.

    Nothing happens when it is there already. Raises StoreOutOfDate when the database is newer than this program,
    StoreUnavailable, DiskFull.
    """
    _move(url, command.upgrade, "head")


def downgrade_schema(url: str, revision: str) -> None:
    """Take the database back to an older revision, "base" for none at all, in one transaction.

    Drops tables and columns with all they hold. Raises as `upgrade_schema` does.
    """
    _move(url, command.downgrade, revision)


def require_newest(engine: Engine) -> None:
    """Raise StoreOutOfDate, naming both versions, when the database has not the schema this program needs."""
    with read_transaction(engine) as connection:
        found = current_revision(connection)
    needed = newest_revision()
    if found == needed:
        return
    _require_known(found, needed)
    raise StoreOutOfDate(
        "the database has schema version {found}, this program needs {needed}; bring its tables up to date first",
        found=found, needed=needed,
    )


def current_revision(connection: Connection) -> str:
    """Return the schema version of the database, "none" when it has none."""
    return MigrationContext.configure(connection).get_current_revision() or NO_SCHEMA


def newest_revision() -> str:
    """Return the schema version this program needs. Raises StoreOutOfDate when its migrations were not installed."""
    head = _scripts().get_current_head()
    if head is None:
        raise StoreOutOfDate("this installation has no migrations; install Huhu again")
    return head


def _require_known(found: str, needed: str) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if found not in known | {NO_SCHEMA}:
        raise StoreOutOfDate(
            "the database has schema version {found}, which this program ({needed}) does not know; "
            "install a newer Huhu",
            found=found, needed=needed,
        )


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))  # the option is a template
    return config


def _move(url: str, move: Callable[[Config, str], None], revision: str) -> None:
    engine = make_engine(url, create=True)
    try:
        with write_transaction(engine) as connection:
            _require_known(current_revision(connection), newest_revision())
            config = _config()
            config.attributes["connection"] = connection
            move(config, revision)
    finally:
        engine.dispose()
