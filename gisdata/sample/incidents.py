"""Twelve months of calls for help: three clusters in place and hour of the week, and the scatter of a town."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from numpy.random import Generator

from gisdata.sample.buildings import TownBuilding
from gisdata.sample.ground import Point, lonlat
from gisdata.sample.hot_places import HOT_PLACES, HotPlace

COLUMNS = ("警情编号", "警情类别", "发生时间", "截止时间", "经度", "纬度")

N_BACKGROUND = 920
_WEEKS = 52
_LAST_WEEK_ENDS_DAYS = 8
"""The newest incident lies before the week in which the plan is made."""

_SCATTERED = (
    ("噪声扰民", 0.0), ("交通事故", 0.0), ("入室盗窃", 8.0), ("电动车被盗", 10.0), ("物品遗失", 0.0), ("邻里矛盾", 0.0),
)
"""Kinds of the scatter, and within how many hours the moment is known."""

Event = tuple[datetime, datetime, str, Point]


def incident_rows(buildings: Sequence[TownBuilding], *, monday: date, chance: Generator) -> list[dict[str, str]]:
    """Return all incidents in order of time, WGS-84; an empty end means the moment is known."""
    events = [event for place in HOT_PLACES for event in _clustered(place, monday, chance)]
    events += _scattered(buildings, monday, chance)
    rows = []
    for number, (since, until, kind, point) in enumerate(sorted(events), start=1):
        lon_deg, lat_deg = lonlat(point)
        end = "" if until == since else f"{until:%Y-%m-%d %H:%M}"
        values = (f"JQ{number:05d}", kind, f"{since:%Y-%m-%d %H:%M}", end, f"{lon_deg:.6f}", f"{lat_deg:.6f}")
        rows.append(dict(zip(COLUMNS, values, strict=True)))
    return rows


def _clustered(place: HotPlace, monday: date, chance: Generator) -> Iterator[Event]:
    for _ in range(place.n_incidents):
        week, weekday = int(chance.integers(_WEEKS)), place.weekdays[int(chance.integers(len(place.weekdays)))]
        since = _moment(monday, week, weekday, chance.uniform(*place.hours))
        until = since + timedelta(minutes=int(chance.uniform(0.5, 1.0) * place.parked_h * 60))
        point = (place.middle[0] + chance.normal(0, place.spread_m), place.middle[1] + chance.normal(0, place.spread_m))
        yield since, until, place.kind, point


def _scattered(buildings: Sequence[TownBuilding], monday: date, chance: Generator) -> Iterator[Event]:
    for _ in range(N_BACKGROUND):
        kind, hours_h = _SCATTERED[int(chance.integers(len(_SCATTERED)))]
        since = _moment(monday, int(chance.integers(_WEEKS)), int(chance.integers(7)), chance.triangular(0, 19, 24))
        until = since + timedelta(minutes=int(chance.random() * hours_h * 60))
        x_m, y_m = buildings[int(chance.integers(len(buildings)))].middle
        yield since, until, kind, (x_m + chance.normal(0, 25), y_m + chance.normal(0, 25))


def _moment(monday: date, weeks_ago: int, weekday: int, hour: float) -> datetime:
    """Return a moment on a weekday of one of the 52 weeks that end before the week of planning."""
    day = monday - timedelta(days=_LAST_WEEK_ENDS_DAYS + 6 + 7 * weeks_ago) + timedelta(days=weekday)
    shifted = day - timedelta(days=(day.weekday() - weekday) % 7)
    return datetime.combine(shifted, time()) + timedelta(minutes=int(hour * 60))
