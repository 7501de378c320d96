"""Sentences of what was stored, ready to be said in any language."""

from __future__ import annotations

import json

from gisdata.records import DueRow
from planner.sentence import Sentence, say

REASON_TITLES: dict[str, Sentence] = {
    "later": say("Turn comes in a later week"),
    "no_time": say("Does not fit into this week's hours"),
    "clash": say("Times contradict each other"),
    "no_window": say("No shift at the hours wanted"),
    "no_shift": say("No shift may serve it"),
    "no_way": say("Out of reach of the streets"),
    "no_gain": say("Nothing gained this week"),
    "no_point": say("Address not on the map yet"),
    "no_owner": say("No officer owns the community"),
}
"""What a group of left-out households is called, by reason code; the sentence of each household says more."""


def reason_title(reason: str) -> Sentence:
    """Return what a reason is called; a code without a title is shown as it is."""
    return REASON_TITLES.get(reason) or say("{reason}", reason=reason.replace("_", " "))


def stored_sentence(row: DueRow) -> Sentence:
    """Return why a due household was left out; a row without a template says its stored English text."""
    if not row.template:
        return say("{text}", text=row.sentence or row.reason)
    return Sentence(row.template, json.loads(row.values_json or "{}"))
