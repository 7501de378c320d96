"""The part of huhu.toml that changes the catalogue of events: [events]."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from api.errors import BadSettings
from api.settings_values import value_of
from gisdata.events import BUILT_IN, EventRule
from gisdata.records.events import EventKind

LONGEST_WORDS = 200
"""Characters of a purpose; more would be a story."""

LONGEST_NAME = 40
"""Characters of who allowed a sensitive kind: a number or a post."""

KNOWN = ("due_days", "last_days", "mandatory", "on", "purpose_zh", "purpose_en", "allowed_by", "allowed_on")


def event_rules_of(raw: Mapping[str, Any]) -> dict[EventKind, EventRule]:
    """Return the rule of each kind: the built-in one with what the settings change. Raises BadSettings."""
    return {kind: _rule(kind, value_of(raw, "events", kind.value, {})) for kind in EventKind}


def _rule(kind: EventKind, part: object) -> EventRule:
    built_in = BUILT_IN[kind]
    if not isinstance(part, Mapping):
        raise BadSettings("huhu.toml: events.{kind} = {value} is no table; an example is {kind} = {{ due_days = 7 }}",
                          kind=kind.value, value=part)
    for key in part:
        if key not in KNOWN:
            raise BadSettings("huhu.toml: events.{kind}.{key} is not known; there are {known}", kind=kind.value,
                              key=key, known=", ".join(KNOWN))
    rule = replace(
        built_in, due_days=_days(kind, part, "due_days", built_in.due_days),
        last_days=_days(kind, part, "last_days", built_in.last_days),
        mandatory=_flag(kind, part, "mandatory", default=built_in.mandatory), own_words=_words(kind, part))
    if rule.due_days > rule.last_days or rule.last_days > rule.longest_days:
        raise BadSettings("huhu.toml: events.{kind} needs due_days <= last_days <= {most}; it has {due} and {last}",
                          kind=kind.value, most=rule.longest_days, due=rule.due_days, last=rule.last_days)
    if rule.calls_at_doors:
        return replace(rule, is_on=_flag(kind, part, "on", default=True))
    return _allowed(rule, part)


def _allowed(rule: EventRule, part: Mapping[str, Any]) -> EventRule:
    """Return the rule of a sensitive kind: on when a leader is named with a day, off when neither is."""
    who, when = str(part.get("allowed_by", "")).strip(), part.get("allowed_on")
    if not who and when is None and not part.get("on", False):
        return rule
    if not (0 < len(who) <= LONGEST_NAME) or not isinstance(when, date) or isinstance(when, datetime):
        raise BadSettings(
            "huhu.toml: events.{kind} is switched on only by a named leader: give allowed_by (a number or post) and "
            "allowed_on (a date) together", kind=rule.kind.value)
    return replace(rule, is_on=bool(part.get("on", True)), allowed_by=who, allowed_on=when)


def _days(kind: EventKind, part: Mapping[str, Any], key: str, default: int) -> int:
    value = part.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadSettings("huhu.toml: events.{kind}.{key} = {value} is no number of days", kind=kind.value, key=key,
                          value=value)
    return value


def _flag(kind: EventKind, part: Mapping[str, Any], key: str, *, default: bool) -> bool:
    value = part.get(key, default)
    if not isinstance(value, bool):
        raise BadSettings("huhu.toml: events.{kind}.{key} = {value} is neither true nor false", kind=kind.value,
                          key=key, value=value)
    return value


def _words(kind: EventKind, part: Mapping[str, Any]) -> dict[Any, str]:
    words = {language: part[key] for language, key in (("zh-CN", "purpose_zh"), ("en", "purpose_en")) if key in part}
    for text in words.values():
        if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_WORDS:
            raise BadSettings("huhu.toml: the purpose of events.{kind} is a text of 1 to {most} characters",
                              kind=kind.value, most=LONGEST_WORDS)
    return words
