"""The part of huhu.toml that says when a visit is due: [campaign] goal, [dues], [minimum]."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.errors import BadSettings
from api.settings_values import number_of, value_of
from gisdata.records import Dwelling, PlaceKind
from planner.dues import MOST_ATTEMPTS, DueRules, Goal, WeeklyMinimum
from planner.model import HOUR_S


def due_rules_of(raw: Mapping[str, Any], *, interval_days: int) -> DueRules:
    """Return the rules of being due; `interval_days` counts for kinds of dwelling that have no interval of their own.

    Kinds of key places with an interval are called at on weekdays by day; 0 days: they are not called at. Raises
    BadSettings, also for rules harsher than the red lines allow.
    """
    intervals = {kind.value: days for kind in (*Dwelling, *PlaceKind) if (days := _days(raw, f"{kind}_days", 0, low=0))}
    floor, ceiling = _days(raw, "floor_days", 28), _days(raw, "ceiling_days", 365)
    if floor > ceiling:
        raise BadSettings("huhu.toml: dues.floor_days = {floor} is more than dues.ceiling_days = {ceiling}",
                          floor=floor, ceiling=ceiling)
    attempts = _days(raw, "most_attempts", MOST_ATTEMPTS)
    if attempts > MOST_ATTEMPTS:
        raise BadSettings("huhu.toml: dues.most_attempts = {value} is more than {most}: after so many calls a door is "
                          "left in peace", value=attempts, most=MOST_ATTEMPTS)
    return DueRules(
        goal=_goal(raw), interval_days=intervals, usual_interval_days=interval_days, floor_days=floor,
        ceiling_days=ceiling, pause_days=_days(raw, "pause_days", 3), most_attempts=attempts,
        office_kinds=frozenset(kind.value for kind in PlaceKind),
    )


def minimum_of(raw: Mapping[str, Any]) -> WeeklyMinimum:
    """Return what a week's plan should give each officer; nothing is asked for unless the settings do."""
    return WeeklyMinimum(
        n_households=int(number_of(raw, "minimum", "households", 0, low=0)),
        n_firms=int(number_of(raw, "minimum", "firms", 0, low=0)),
        community_s=round(number_of(raw, "minimum", "community_h", 0, low=0) * HOUR_S))


def _days(raw: Mapping[str, Any], key: str, default: int, *, low: int = 1) -> int:
    return int(number_of(raw, "dues", key, default, low=low))


def _goal(raw: Mapping[str, Any]) -> Goal:
    wanted = value_of(raw, "campaign", "goal", Goal.ONCE.value)
    goal = next((known for known in Goal if known.value == wanted), None)
    if goal is None:
        raise BadSettings("huhu.toml: campaign.goal = {value} is not one of: {known}", value=wanted,
                          known=", ".join(Goal))
    return goal
