"""WEEK.json as parsed JSON <-> WeekProblem."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.errors import InvalidProblem
from planner.exchange.fields import LARGEST, Fields
from planner.model import (
    NO_WAY,
    Break,
    CellId,
    CrewId,
    Mode,
    Patrol,
    Place,
    PlaceId,
    Shift,
    ShiftId,
    TaskId,
    TimeWindow,
    TravelTimes,
    Visit,
    WeekProblem,
)

WEEK_FORMAT = "huhu-week/1"
"""What the field `format` of a week says; another number is another language."""


def problem_from_dict(data: Mapping[str, Any]) -> WeekProblem:
    """Return the week problem of a parsed WEEK.json.

    Unknown further fields are ignored. Raises InvalidProblem, in one sentence that names the object and the
    value, for a wrong format, a missing field, a wrong type, or a reference that leads nowhere.
    """
    week = Fields.of(data, "WEEK.json", InvalidProblem)
    if week.get("format") != WEEK_FORMAT:
        raise week.wrong("format", week.get("format"), "{where}: {field} is {value}, this program reads huhu-week/1")
    places = tuple(_place(row) for row in week.objects("places", "id"))
    return WeekProblem(
        name=week.text("name"),
        places=places,
        travel=_travel(week, len(places)),
        shifts=tuple(_shift(row) for row in week.objects("shifts", "id")),
        visits=tuple(_visit(row) for row in week.objects("visits", "id")),
        patrols=tuple(_patrol(row) for row in week.objects("patrols", "id")),
        enter_s=week.whole("enter_s"),
    )


def visit_from_dict(data: Mapping[str, Any], where: str = "VISIT.json") -> Visit:
    """Return one visit, given as an element of `visits` of WEEK.json; `where` names it in errors.

    Whether its place and shifts are there is for the week to say. Raises InvalidProblem as for a week.
    """
    return _visit(Fields.of(data, where, InvalidProblem))


def problem_to_dict(problem: WeekProblem) -> dict[str, Any]:
    """Return the week as plain lists, dicts, texts and numbers, ready for JSON; reading it gives the same week."""
    return {
        "format": WEEK_FORMAT,
        "name": problem.name,
        "places": [
            {"id": p.place_id, "lon": p.lon_deg, "lat": p.lat_deg, "cell": p.cell} for p in problem.places
        ],
        "travel_s": {mode: matrix.tolist() for mode, matrix in problem.travel.duration_s.items()},
        "shifts": [_shift_row(s) for s in problem.shifts],
        "visits": [
            {
                "id": v.task_id, "place": v.place, "service_s": v.service_s,
                "windows": [[w.start_s, w.end_s] for w in v.windows], "prize": v.prize, "mandatory": v.mandatory,
                "shifts": None if v.shifts is None else list(v.shifts),
            }
            for v in problem.visits
        ],
        "patrols": [
            {
                "id": p.task_id, "place": p.place, "cell": p.cell, "window": [p.window.start_s, p.window.end_s],
                "presence_s": p.presence_s, "min_dwell_s": p.min_dwell_s, "visit_credit": p.visit_credit,
                "shifts": None if p.shifts is None else list(p.shifts),
            }
            for p in problem.patrols
        ],
        "enter_s": problem.enter_s,
    }


def _place(row: Fields) -> Place:
    cell = row.text_or_none("cell")
    return Place(
        place_id=PlaceId(row.text("id")), lon_deg=row.number("lon"), lat_deg=row.number("lat"),
        cell=None if cell is None else CellId(cell),
    )


def _shift(row: Fields) -> Shift:
    return Shift(
        shift_id=ShiftId(row.text("id")), crew=CrewId(row.text("crew")), mode=Mode(row.text("mode")),
        start_s=row.whole("start_s"), end_s=row.whole("end_s"),
        start_place=PlaceId(row.text("start_place")), end_place=PlaceId(row.text("end_place")),
        rest=None if row.get("break") is None else _break(row),
    )


def _break(row: Fields) -> Break:
    rest = Fields.of(row.get("break"), f"{row.where} break", row.error)
    return Break(
        earliest_s=rest.whole("earliest_s"), latest_s=rest.whole("latest_s"), length_s=rest.whole("length_s")
    )


def _shift_row(shift: Shift) -> dict[str, Any]:
    rest = shift.rest
    return {
        "id": shift.shift_id, "crew": shift.crew, "mode": shift.mode, "start_s": shift.start_s,
        "end_s": shift.end_s, "start_place": shift.start_place, "end_place": shift.end_place,
        "break": None if rest is None else {
            "earliest_s": rest.earliest_s, "latest_s": rest.latest_s, "length_s": rest.length_s,
        },
    }


def _visit(row: Fields) -> Visit:
    return Visit(
        task_id=TaskId(row.text("id")), place=PlaceId(row.text("place")), service_s=row.whole("service_s"),
        windows=tuple(_window(row, "windows", pair) for pair in row.rows("windows")),
        prize=row.whole("prize"), mandatory=row.flag("mandatory"), shifts=_allowed_shifts(row),
    )


def _patrol(row: Fields) -> Patrol:
    cell = row.text_or_none("cell")
    return Patrol(
        task_id=TaskId(row.text("id")), place=PlaceId(row.text("place")),
        cell=None if cell is None else CellId(cell), window=_window(row, "window", row.get("window")),
        presence_s=row.whole("presence_s"), min_dwell_s=row.whole("min_dwell_s"),
        visit_credit=row.number("visit_credit"), shifts=_allowed_shifts(row),
    )


def _window(row: Fields, name: str, pair: object) -> TimeWindow:
    if not isinstance(pair, list) or len(pair) != 2:
        raise row.wrong(name, pair, "{where}: {field} holds {value}, it must hold [start, end]")
    start_s, end_s = row.as_whole(name, pair[0]), row.as_whole(name, pair[1])
    if start_s > end_s:
        raise row.error(
            "{where}: the window {start}..{end} ends before it starts", where=row.where, start=start_s, end=end_s
        )
    return TimeWindow(start_s, end_s)


def _allowed_shifts(row: Fields) -> tuple[ShiftId, ...] | None:
    if row.get("shifts") is None:
        return None
    return tuple(ShiftId(row.as_text("shifts", one)) for one in row.rows("shifts"))


def _travel(week: Fields, n_places: int) -> TravelTimes:
    table = Fields.of(week.get("travel_s"), "travel_s", week.error)
    return TravelTimes({
        Mode(table.as_text("mode", mode)): _matrix(table.rows(mode), str(mode), n_places) for mode in table.data
    })


def _matrix(rows: list[Any], mode: str, n_places: int) -> npt.NDArray[np.int32]:
    """Return a matrix; types are checked row by row in C, since nine million entries are usual."""
    if len(rows) != n_places or any(not isinstance(row, list) or len(row) != n_places for row in rows):
        raise InvalidProblem(
            "travel_s {mode} is not a square of {count} rows and columns, one for each place",
            mode=mode, count=n_places,
        )
    if any(set(map(type, row)) - {int} for row in rows):
        raise InvalidProblem("travel_s {mode} holds something else than whole numbers", mode=mode)
    if any(max(row) > LARGEST or min(row) < NO_WAY for row in rows):
        raise InvalidProblem(
            "travel_s {mode} holds a time below -1 or beyond one thousand million seconds", mode=mode
        )
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=n_places * n_places)
    return flat.reshape(n_places, n_places)
