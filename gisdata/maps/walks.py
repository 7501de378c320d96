"""Walks as the map shows them: one line per walk, one mark per place where the officer stops."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gisdata.maps.bounds import Bounds, bounds_of
from gisdata.maps.encoding import encode_line
from gisdata.maps.homes import HomeMark, PackedHomes, pack_homes
from gisdata.maps.palette import ink_on, officer_color
from gisdata.records import Walk, WalkStop

LONGEST_LABEL = 5
"""Signs on a mark; a longer list of numbers is cut to the first and a plus; the popup has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRow:
    """A line of a popup; `number` is "" for a break."""

    number: str
    time: str
    kind: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopMark:
    """All stops of one walk at one point, of one kind ("visit" or "patrol")."""

    lat: float
    lon: float
    kind: str
    label: str
    rows: tuple[StopRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkMark:
    """A walk: `officer` and `day` are indices, `line` is encoded, `base` is (lat, lon) or None without a line."""

    officer: int
    day: int
    line: str
    estimated: bool
    base: tuple[float, float] | None
    n_stops: int
    stops: tuple[StopMark, ...]
    summary: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerMark:
    """An officer by number, with the colour of the lines and of the text on it."""

    name: str
    color: str
    ink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMark:
    """A day, short for a button and long for a popup."""

    short: str
    long: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutesData:
    """What static/maps/routes.js draws."""

    officers: tuple[OfficerMark, ...]
    days: tuple[DayMark, ...]
    walks: tuple[WalkMark, ...]
    homes: PackedHomes
    words: dict[str, str]


def routes_data(
    walks: Iterable[Walk], words: dict[str, str], *, homes: Sequence[HomeMark] = (), roster: Sequence[str] = ()
) -> RoutesData:
    """Return the marks of walks, ordered by day and officer number.

    An officer's colour goes by the place in `roster`; officers who are not in it follow by number.
    """
    found = sorted(walks, key=lambda walk: (walk.day, walk.officer_id, walk.leave))
    officers = sorted({walk.officer_id for walk in found})
    days = sorted({walk.day for walk in found})
    order = {officer: i for i, officer in enumerate(dict.fromkeys((*roster, *officers)))}
    colors = [officer_color(order[officer]) for officer in officers]
    return RoutesData(
        officers=tuple(
            OfficerMark(name=words["officer"].format(id=officer), color=color, ink=ink_on(color))
            for officer, color in zip(officers, colors, strict=True)
        ),
        days=tuple(day_mark(day, words) for day in days),
        walks=tuple(
            _walk_mark(walk, words, officer=officers.index(walk.officer_id), day=days.index(walk.day))
            for walk in found
        ),
        homes=pack_homes(homes), words=words,
    )


def walks_bounds(walks: Iterable[Walk], homes: Iterable[HomeMark] = ()) -> Bounds:
    """Return the box around lines, stops and homes.

    Raises WrongArgument when there is none of them.
    """
    points = [(home.lon, home.lat) for home in homes]
    for walk in walks:
        points.extend(walk.line)
        points.extend((stop.lon_deg, stop.lat_deg) for stop in walk.stops)
    return bounds_of(points)


def n_stops(walks: Iterable[Walk]) -> int:
    """Return how many visits and patrols the walks hold; breaks are not stops."""
    return sum(_n_tasks(walk) for walk in walks)


def day_mark(day: date, words: dict[str, str]) -> DayMark:
    """Return the day as "周一" and "周一 2026-11-23", in the language of `words`."""
    weekday = words["weekdays"].split()[day.weekday()]
    return DayMark(short=weekday, long=f"{weekday} {day.isoformat()}")


def _walk_mark(walk: Walk, words: dict[str, str], *, officer: int, day: int) -> WalkMark:
    base = (walk.line[0][1], walk.line[0][0]) if walk.line else None
    mode = words.get(f"mode_{walk.mode}", walk.mode)
    return WalkMark(
        officer=officer, day=day, line=encode_line(walk.line), estimated=walk.estimated, base=base,
        n_stops=_n_tasks(walk), stops=_stop_marks(walk.stops, words),
        summary=(
            words["walk_time"].format(leave=f"{walk.leave:%H:%M}", back=f"{walk.back:%H:%M}"),
            words["walk_load"].format(n=_n_tasks(walk), travel=round(walk.travel_s / 60)),
            words["walk_mode"].format(mode=mode),
            *([words["estimated_line"]] if walk.estimated else []),
        ),
    )


def _n_tasks(walk: Walk) -> int:
    return sum(stop.number > 0 for stop in walk.stops)


def _stop_marks(stops: Sequence[WalkStop], words: dict[str, str]) -> tuple[StopMark, ...]:
    """Return one mark per point and kind; a break is told in the popup of the stop before it."""
    marks: dict[tuple[float, float, str], list[WalkStop]] = {}
    key = None
    for stop in stops:
        if stop.kind != "break" or key is None:
            key = (round(stop.lon_deg, 6), round(stop.lat_deg, 6), stop.kind)
        marks.setdefault(key, []).append(stop)
    return tuple(
        StopMark(
            lat=lat, lon=lon, kind=kind, label=number_label([stop.number for stop in found if stop.number]),
            rows=tuple(_stop_row(stop, words) for stop in found),
        )
        for (lon, lat, kind), found in marks.items() if kind != "break"
    )


def number_label(numbers: Sequence[int]) -> str:
    """Return ascending numbers as runs, cut to what fits on a mark.

    >>> number_label([3, 4, 5]), number_label([3, 9]), number_label([3, 9, 14])
    ('3–5', '3,9', '3+')
    """
    runs = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        ends = [number for _, number in run]
        runs.append(str(ends[0]) if len(ends) == 1 else f"{ends[0]}–{ends[-1]}")
    label = ",".join(runs)
    return label if len(label) <= LONGEST_LABEL else f"{numbers[0]}+"


def _stop_row(stop: WalkStop, words: dict[str, str]) -> StopRow:
    return StopRow(
        number=str(stop.number) if stop.number else "", time=f"{stop.start:%H:%M}–{stop.end:%H:%M}",
        kind=words[stop.kind], what=stop.what,
    )
