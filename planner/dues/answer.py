"""The answer for one door and week: a call that is due, or a rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planner.dues.slots import ALL_SLOTS, CallSlot
from planner.sentence import Sentence, say


class Why(StrEnum):
    """Why a call is due, beside the purposes of events."""

    CAMPAIGN = "campaign"
    INTERVAL = "interval"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One call that is due: its prize (integer points), and from which to which day of the week (0..6) it is made.

    Mandatory: it must be made by `last_day`. `slots`: the parts of the week it may be made in. `reasons`: all that
    the call is for, as members of `Why` or purposes of events; they merge into this one call.
    """

    prize: int
    mandatory: bool
    last_day: int
    first_day: int = 0
    slots: frozenset[CallSlot] = ALL_SLOTS
    reasons: tuple[str, ...] = (Why.CAMPAIGN,)


class RestWhy(StrEnum):
    """Why there is no call at a door this week."""

    NOT_YET = "not_yet"
    PAUSE = "pause"
    ENOUGH_ATTEMPTS = "enough_attempts"
    ASKED_FOR_REST = "asked_for_rest"
    ASKED_FOR_QUIET = "asked_for_quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """No call this week: why not, and until which day (days from the week's Monday; None: no day is set).

    `is_owed`: a visit is promised all the same, which a person has to settle.
    """

    why: RestWhy
    until_day: int | None
    is_owed: bool = False

    def sentence(self, until: object) -> Sentence:
        """Return the reason in words; `until` is what the reader calls the day (a date), unused when there is none."""
        if self.why is RestWhy.NOT_YET and self.until_day is None:
            return say("nothing is due at this door")
        return Sentence(_WORDS[self.why].template, {} if self.until_day is None else {"until": until})


_WORDS = {
    RestWhy.NOT_YET: say("the next call is due on {until}"),
    RestWhy.PAUSE: say("nobody was met at the last call; the next one is on {until} at the earliest, in another part "
                       "of the week"),
    RestWhy.ENOUGH_ATTEMPTS: say("nobody was met at the calls of this round; no more are made until the next round, or "
                                 "until somebody of the household asks for one"),
    RestWhy.ASKED_FOR_REST: say("the household wishes no call before {until}"),
    RestWhy.ASKED_FOR_QUIET: say("the household asked not to be disturbed"),
}
