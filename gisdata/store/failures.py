"""What a database says in codes, said in one sentence: full, busy, unreachable, or a rule of the schema broken."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

from gisdata.errors import Conflict, DiskFull, GisDataError, RefusedRows, StoreUnavailable

# First matching prefix counts. SQLite gives names (sqlite.org/rescode.html), PostgreSQL SQLSTATE codes (its
# appendix A); both sort sub-codes under a common prefix.
_FULL = ("SQLITE_FULL", "53100")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40001", "40P01")
_REFERENCE = ("SQLITE_CONSTRAINT_FOREIGNKEY", "23503")
_TWICE = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505")
_BAD_VALUE = ("SQLITE_CONSTRAINT_CHECK", "SQLITE_CONSTRAINT_NOTNULL", "SQLITE_TOOBIG", "23514", "23502", "22")
_UNREACHABLE = (
    "SQLITE_CANTOPEN", "SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_IOERR",
    "08", "28", "3D", "53", "57P",
)
_NO_SERVER = "08001"
_OUT_OF_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows has no quota error


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn errors of the database, and a full disk, into gisdata's errors; let all others pass as they are."""
    try:
        yield
    except DBAPIError as error:
        ours = _ours(error)
        if ours is None:
            raise
        raise ours from error
    except OSError as error:
        if error.errno in _OUT_OF_ROOM:
            raise _disk_full() from error
        raise


def _ours(error: DBAPIError) -> GisDataError | None:
    """Return the first of `_SAID` whose codes fit; None for an error that is a fault of ours."""
    code = _code(error)
    for codes, say_it in _SAID:
        if code.startswith(codes):
            return say_it(error)
    return None


def _disk_full(_error: DBAPIError | None = None) -> DiskFull:
    return DiskFull("the disk is full: nothing of this change was kept; make room and try again")


def _busy(_error: DBAPIError) -> GisDataError:
    return StoreUnavailable("the database is busy: another program has been writing for too long; try again")


def _reference(error: DBAPIError) -> GisDataError:
    return Conflict("the store refused the change: it points at something that is not there ({rule})",
                    rule=_rule(error))


def _twice(error: DBAPIError) -> GisDataError:
    return Conflict("the store refused the change: it is there already ({rule})", rule=_rule(error))


def _bad_value(error: DBAPIError) -> GisDataError:
    return RefusedRows("the store refused a value that breaks the rule {rule}; nothing was kept", rule=_rule(error))


def _unreachable(error: DBAPIError) -> GisDataError:
    return StoreUnavailable("the database cannot be opened or reached ({code}); check the URL and the disk",
                            code=_code(error))


def _code(error: DBAPIError) -> str:
    """Return SQLite's error name or PostgreSQL's SQLSTATE, which is missing when there was no server to say it."""
    name = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
    return str(name or (_NO_SERVER if isinstance(error, OperationalError) else ""))


def _rule(error: DBAPIError) -> str:
    """Return the name of the broken constraint, or what SQLite says instead of it."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name or diagnosis.column_name or diagnosis.message_primary)
    return re.sub(r"^.*constraint failed:? ?", "", str(error.orig)) or "FOREIGN KEY"


_SAID: tuple[tuple[tuple[str, ...], Callable[[DBAPIError], GisDataError]], ...] = (
    (_FULL, _disk_full),
    (_BUSY, _busy),
    (_REFERENCE, _reference),
    (_TWICE, _twice),
    (_BAD_VALUE, _bad_value),
    (_UNREACHABLE, _unreachable),
)
