"""Tiny weeks for tests: valid by default, override what matters.

Four places in a row, home - b1 - b2 - b3: 300 s for each step outwards, 400 s for each step homewards, so that
a mistaken direction shows. `enter_s` is 60.
"""

from typing import Any

import numpy as np

from planner.model import (
    BREAK,
    Break,
    CellId,
    CrewId,
    LeftOut,
    Mode,
    Patrol,
    Place,
    PlaceId,
    Route,
    Shift,
    ShiftId,
    Stop,
    StopKind,
    TaskId,
    TimeWindow,
    TravelTimes,
    Visit,
    WeekPlan,
    WeekProblem,
)

H = 3_600
HOME, B1, B2, B3 = "home", "b1", "b2", "b3"
PLACES = (HOME, B1, B2, B3)


def travel_in_a_row(n_places: int = 4) -> np.ndarray:
    """300 s outwards and 400 s homewards for each step."""
    step = np.arange(n_places)
    away = step[None, :] - step[:, None]
    return np.where(away >= 0, 300 * away, -400 * away).astype(np.int32)


def a_place(place_id: str = B1, *, cell: str | None = "c1", lon_deg: float = 11.0, lat_deg: float = 49.5) -> Place:
    return Place(
        place_id=PlaceId(place_id), lon_deg=lon_deg, lat_deg=lat_deg, cell=None if cell is None else CellId(cell)
    )


def a_break(earliest_s: int = 11 * H, latest_s: int = 13 * H, length_s: int = 1_800) -> Break:
    return Break(earliest_s=earliest_s, latest_s=latest_s, length_s=length_s)


def a_shift(shift_id: str = "o1-mon", **other: Any) -> Shift:
    fields: dict[str, Any] = {
        "crew": CrewId("o1"), "mode": Mode("foot"), "start_s": 8 * H, "end_s": 16 * H,
        "start_place": PlaceId(HOME), "end_place": PlaceId(HOME), "rest": None,
    }
    return Shift(shift_id=ShiftId(shift_id), **{**fields, **other})


def windows(*pairs: tuple[int, int]) -> tuple[TimeWindow, ...]:
    return tuple(TimeWindow(a, b) for a, b in pairs)


def a_visit(task_id: str = "h1", **other: Any) -> Visit:
    fields: dict[str, Any] = {"place": PlaceId(B1), "service_s": 900, "prize": 10}
    return Visit(task_id=TaskId(task_id), **{**fields, **other})


def a_patrol(task_id: str = "p1", **other: Any) -> Patrol:
    fields: dict[str, Any] = {
        "place": PlaceId(B2), "window": TimeWindow(9 * H, 12 * H), "presence_s": 1_800, "min_dwell_s": 600,
        "visit_credit": 0.5, "cell": CellId("c1"),
    }
    return Patrol(task_id=TaskId(task_id), **{**fields, **other})


def a_problem(
    *, visits: tuple[Visit, ...] = (), patrols: tuple[Patrol, ...] = (), shifts: tuple[Shift, ...] | None = None,
    **other: Any,
) -> WeekProblem:
    fields: dict[str, Any] = {
        "name": "tiny", "places": tuple(a_place(p) for p in PLACES),
        "travel": TravelTimes({Mode("foot"): travel_in_a_row()}), "enter_s": 60,
    }
    return WeekProblem(
        visits=visits, patrols=patrols, shifts=(a_shift(),) if shifts is None else shifts, **{**fields, **other}
    )


def a_stop(task: str = "h1", kind: str = "visit", *, arrive_s: int, start_s: int | None = None, end_s: int) -> Stop:
    return Stop(
        task=TaskId(task), kind=StopKind(kind), arrive_s=arrive_s, start_s=arrive_s if start_s is None else start_s,
        end_s=end_s,
    )


def a_rest(start_s: int, end_s: int, task: str = BREAK) -> Stop:
    return Stop(task=TaskId(task), kind=StopKind.BREAK, arrive_s=start_s, start_s=start_s, end_s=end_s)


def a_route(*stops: Stop, shift: str = "o1-mon", leave_s: int = 8 * H, return_s: int = 16 * H) -> Route:
    return Route(shift=ShiftId(shift), leave_s=leave_s, return_s=return_s, stops=stops)


def a_plan(*routes: Route, left_out: tuple[str, ...] = (), **other: Any) -> WeekPlan:
    rows = tuple(LeftOut(task=TaskId(t), reason="no_time") for t in left_out)
    fields: dict[str, Any] = {"week": "tiny", "seed": 1, "cpu_s": 0.0, "routes": routes, "left_out": rows}
    return WeekPlan(**{**fields, **other})
