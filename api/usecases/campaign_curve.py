"""The curve of a campaign: doors met week by week so far, then what the forecast expects up to the deadline."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from api.usecases.plan_campaign import CampaignAnswer
from api.week_name import week_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveRow:
    """Doors met by the end of a day; `low` and `high` are the interval of what is expected, None of what was."""

    week: str
    day: date
    n_met: int
    low: int | None = None
    high: int | None = None


def curve_of(answer: CampaignAnswer, *, today: date) -> Iterator[CurveRow]:
    """Yield the Sundays since the round began and today, then the last day of each week to the deadline."""
    yield from _so_far(answer, today)
    monday, met = answer.input.monday, answer.n_met
    for week, mean in enumerate(answer.forecast.mean.tolist()):
        low, high = answer.forecast.interval(week)
        sunday = monday + timedelta(days=7 * week + 6)
        yield CurveRow(week=week_of(sunday), day=min(sunday, answer.deadline), n_met=met + round(mean),
                       low=met + round(low), high=met + round(high))


def _so_far(answer: CampaignAnswer, today: date) -> Iterator[CurveRow]:
    since, met_on = answer.input.round_start, answer.read.met_on
    sunday = since + timedelta(days=6 - since.weekday())
    while sunday < today:
        yield CurveRow(week=week_of(sunday), day=sunday, n_met=bisect_right(met_on, sunday))
        sunday += timedelta(days=7)
    if since <= today:
        yield CurveRow(week=week_of(today), day=today, n_met=answer.n_met)


def expected_on(answer: CampaignAnswer, day: date) -> int:
    """Return how many doors would be met by a day if each day from the round's start to the deadline met as many.

    All doors that calls within the rules can meet count; rounded down.
    """
    since, deadline = answer.input.round_start, answer.deadline
    n_days = max(1, (deadline - since).days)
    return answer.n_reachable * min(max((day - since).days, 0), n_days) // n_days
