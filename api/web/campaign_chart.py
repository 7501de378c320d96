"""Where the lines of the campaign's curve lie in its picture; the template draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from api.usecases.view_campaign import CampaignView

WIDTH, HEIGHT = 760, 330
LEFT, RIGHT, TOP, BOTTOM = 84, 30, 34, 42
"""Room for the figures of the axes, also when they are drawn twice as large for a phone."""

N_DATES = 4
"""Dates at the foot of the picture; more would run into each other on a phone."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignChart:
    """The picture of a campaign: lines as SVG points, marks with the day or count they stand for."""

    met: str
    expected: str
    band: str
    even: str
    dates: tuple[tuple[float, date], ...]
    counts: tuple[tuple[float, int], ...]
    today: Point
    expected_today: Point
    deadline_x: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    foot: int = HEIGHT - BOTTOM


def chart_of(view: CampaignView) -> CampaignChart:
    """Return the picture of a campaign, from the first day of the round to the deadline."""
    answer = view.answer
    first = min(answer.input.round_start, view.today)
    n_days = max(1, (answer.deadline - first).days)
    most = max(1, answer.n_met + answer.forecast.n_open)

    def at(day: date, n: float) -> Point:
        days = min(max((day - first).days, 0), n_days)
        return Point(round(LEFT + (WIDTH - LEFT - RIGHT) * days / n_days, 1),
                     round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * n / most, 1))

    past = [row for row in view.curve if row.high is None]
    coming = [row for row in view.curve if row.low is not None and row.high is not None]
    now = at(view.today, answer.n_met)
    lows = [at(row.day, row.low or 0) for row in coming]
    highs = [at(row.day, row.high or 0) for row in coming]
    return CampaignChart(
        met=_points([at(first, 0), *(at(row.day, row.n_met) for row in past)]),
        expected=_points([now, *(at(row.day, row.n_met) for row in coming)]),
        band=_points([now, *highs, *reversed(lows)]),
        even=_points([at(answer.input.round_start, 0), at(answer.deadline, answer.n_reachable)]),
        dates=tuple((at(day, 0).x, day) for day in _days(first, n_days)),
        counts=tuple((at(first, n).y, n) for n in _counts(most)),
        today=now, expected_today=at(view.today, view.n_expected), deadline_x=at(answer.deadline, 0).x)


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{point.x},{point.y}" for point in points)


def _days(first: date, n_days: int) -> list[date]:
    n = min(N_DATES, n_days)
    return [first + timedelta(days=n_days * i // n) for i in range(n)]


def _counts(most: int) -> range:
    """Return round counts from 0 to `most`, three to six of them.

    >>> list(_counts(3103)), list(_counts(3))
    ([0, 1000, 2000, 3000], [0, 1, 2, 3])
    """
    step = next(size * 10**power for power in range(12) for size in (1, 2, 5) if most // (size * 10**power) <= 5)
    return range(0, most + 1, step)
