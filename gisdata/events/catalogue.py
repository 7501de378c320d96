"""The catalogue of the ten must-visit events: purpose, scopes, days; a station changes days, words and what is on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from gisdata.records.events import SENSITIVE_KINDS, EventKind, EventScope
from gisdata.records.language import Language
from planner.sentence import Sentence, say

LONGEST_DAYS = 90
"""No event lasts longer: what concerns a door for a quarter of a year is no event any more."""

LONGEST_SENSITIVE_DAYS = 30
"""Red line 5."""

HOUSEHOLD, BUILDING, COMMUNITY = EventScope.HOUSEHOLD, EventScope.BUILDING, EventScope.COMMUNITY


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule:
    """How a station treats one kind of event.

    `purpose`: what the call is for, in words; `own_words` replace it by language. Visits are due `due_days` after the
    first day and of no use after `last_days`. Mandatory ones must be made. A sensitive kind is on only while
    `allowed_by` names the leader who allowed it, on `allowed_on`.
    """

    kind: EventKind
    purpose: Sentence
    scopes: tuple[EventScope, ...]
    due_days: int
    last_days: int
    mandatory: bool = False
    is_on: bool = True
    allowed_by: str = ""
    allowed_on: date | None = None
    own_words: Mapping[Language, str] = field(default_factory=dict)

    @property
    def calls_at_doors(self) -> bool:
        """False for the sensitive kinds: the owner acts in the community, by a talk or a notice."""
        return self.kind not in SENSITIVE_KINDS

    @property
    def longest_days(self) -> int:
        """Days that an event of this kind may last at most."""
        return LONGEST_DAYS if self.calls_at_doors else LONGEST_SENSITIVE_DAYS


_RULES = (
    EventRule(kind=EventKind.FESTIVAL, purpose=say("festival: greetings, safety at home, what is needed"),
              scopes=(COMMUNITY, BUILDING, HOUSEHOLD), due_days=14, last_days=21),
    EventRule(kind=EventKind.HARDSHIP, purpose=say("hardship: ask what help is wanted and bring it on its way"),
              scopes=(HOUSEHOLD, BUILDING), due_days=14, last_days=30, mandatory=True),
    EventRule(kind=EventKind.LOCAL_ELECTION, purpose=say("local election: when, where and how to vote"),
              scopes=(COMMUNITY, BUILDING), due_days=21, last_days=30),
    EventRule(kind=EventKind.BURGLARY_WAVE, purpose=say("burglaries nearby: advice on doors, windows and locks"),
              scopes=(BUILDING, COMMUNITY), due_days=7, last_days=14),
    EventRule(kind=EventKind.ACCIDENT_OR_FIRE, purpose=say("accident or fire: what happened, what is safe, help"),
              scopes=(BUILDING, HOUSEHOLD), due_days=3, last_days=14, mandatory=True),
    EventRule(kind=EventKind.GROUP_GRIEVANCE,
              purpose=say("grievance of a group: hear it in the community and say who answers it by when"),
              scopes=(COMMUNITY,), due_days=7, last_days=30, is_on=False),
    EventRule(kind=EventKind.WEDDING_OR_FUNERAL, purpose=say("wedding or funeral: traffic, fireworks, guests, help"),
              scopes=(HOUSEHOLD,), due_days=7, last_days=14),
    EventRule(kind=EventKind.RELATIVE_IN_CUSTODY,
              purpose=say("families with somebody in custody: tell the community what help there is for them"),
              scopes=(COMMUNITY,), due_days=14, last_days=30, is_on=False),
    EventRule(kind=EventKind.NEIGHBOUR_DISPUTE, purpose=say("neighbours at odds: hear both, find a way out"),
              scopes=(HOUSEHOLD, BUILDING), due_days=3, last_days=30, mandatory=True),
    EventRule(kind=EventKind.FIRM_CLOSING, purpose=say("firm closing or moving: wages, keys, what is stored there"),
              scopes=(HOUSEHOLD,), due_days=7, last_days=30, mandatory=True),
)

BUILT_IN: Mapping[EventKind, EventRule] = MappingProxyType({rule.kind: rule for rule in _RULES})
"""The rules of a station that changes none."""
