"""What goes wrong at the ways in: wrong use and bad settings, one clear sentence each."""

from __future__ import annotations

from planner.sentence import Sentence, say


class ApiError(Exception):
    """Base of api's errors; carries one sentence for people, in any language."""

    def __init__(self, template: str, **values: object) -> None:
        self.sentence: Sentence = say(template, **values)
        super().__init__(str(self.sentence))


class BadSettings(ApiError, ValueError):
    """huhu.toml is missing or holds a wrong value."""


class WrongUse(ApiError, ValueError):
    """The command or request was used in a way that cannot work; the sentence says what to do."""


class Interrupted(ApiError, RuntimeError):
    """The user ended the work by Ctrl-C; nothing of it was kept."""


class NotWritten(ApiError, RuntimeError):
    """Files could not be written; the sentence says what is saved all the same and how to write them again."""


class SchedulerLost(ApiError, RuntimeError):
    """The scheduler of a cluster does not answer, or is gone with the work it had; what came back stays good."""
