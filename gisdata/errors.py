"""What goes wrong with data: one clear sentence each (what, which value, what to do)."""

from __future__ import annotations

from planner.sentence import Sentence, say


class GisDataError(Exception):
    """Base of gisdata's errors; carries one sentence for people, in any language."""

    def __init__(self, template: str, **values: object) -> None:
        self.sentence: Sentence = say(template, **values)
        super().__init__(str(self.sentence))


class BadFile(GisDataError, ValueError):
    """A file as a whole cannot be read: empty, wrong encoding, truncated, another format, missing column."""


class RefusedRows(GisDataError, ValueError):
    """A file has refused rows and nothing of it was taken, because imports are all or nothing."""


class WrongArgument(GisDataError, ValueError):
    """A number that somebody asked for makes no sense here: a grid side of 0 m, 0 areas."""


class NotFound(GisDataError, LookupError):
    """Something that was asked for is not in the workspace."""


class Conflict(GisDataError, ValueError):
    """Two things in the workspace contradict each other, or a version has moved on."""


class StoreOutOfDate(GisDataError, RuntimeError):
    """The database has another schema version than this program."""


class StoreUnavailable(GisDataError, RuntimeError):
    """The database cannot be opened or reached, or another program kept it busy for too long."""


class MissingPart(GisDataError, RuntimeError):
    """Something that belongs to Huhu is not on this machine, because it was not installed whole."""


class DiskFull(GisDataError, OSError):
    """There is no room to write; nothing of the file or the batch was kept."""
