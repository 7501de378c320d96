"""A seeded district: teams of four officers on grid streets, each week made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from api.jobs import WeekTask
from api.jobs.packing import pack_problem
from planner.model import (
    DAY_S,
    HOUR_S,
    MINUTE_S,
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
from planner.week import Budget

DOORS_PER_BUILDING = 3
BLOCK_M = 120
SIDE_BLOCKS = 20
WALK_MPS = 4.8 / 3.6
DAYS = range(5)
SERVICE_MIN = (15, 20, 25)   # more work than the hours hold, as in a real week
CALL_HOURS = ((9, 12), (14, 20))


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """How large the district is, and what draws it."""

    n_teams: int
    n_officers: int
    n_candidates: int
    seed: int

    def tasks(self, budget: Budget) -> Iterator[WeekTask]:
        """Yield the task of each team; the problem itself is dropped at once."""
        for number in range(self.n_teams):
            problem = a_team_week(
                f"T{number:03d}", np.random.default_rng([self.seed, number]),
                n_officers=_share(self.n_officers, self.n_teams, number),
                n_visits=_share(self.n_candidates, self.n_teams, number))
            yield WeekTask(key=problem.name, problem_gz=pack_problem(problem), budget=budget, seed=self.seed)


def _share(total: int, n_parts: int, part: int) -> int:
    """Return how many of `total` fall to a part when they are dealt out evenly.

    >>> [_share(10, 3, part) for part in range(3)]
    [4, 3, 3]
    """
    return total // n_parts + (part < total % n_parts)


def a_team_week(name: str, draw: np.random.Generator, *, n_officers: int, n_visits: int) -> WeekProblem:
    """Return one team's week: five shifts for each officer, a patrol a day for every two officers."""
    n_buildings = max(1, n_visits // DOORS_PER_BUILDING)
    corner = draw.integers(0, SIDE_BLOCKS, (n_buildings + 1, 2))
    corner[0] = SIDE_BLOCKS // 2
    places = tuple(
        Place(place_id=PlaceId(f"b{i}"), lon_deg=110.0 + x * 0.0015, lat_deg=32.0 + y * 0.001,
              cell=CellId(f"c{x // 4}-{y // 4}"))
        for i, (x, y) in enumerate(corner.tolist()))
    shifts = tuple(_shift(officer, day) for officer in range(n_officers) for day in DAYS)
    return WeekProblem(
        name=name, places=places, travel=TravelTimes({Mode("foot"): _grid_travel_s(corner, draw)}), shifts=shifts,
        visits=tuple(_visit(i, n_buildings, draw) for i in range(n_visits)),
        patrols=tuple(_patrol(day, number, places, draw) for day in DAYS for number in range(max(1, n_officers // 2))),
        enter_s=60)


def _grid_travel_s(corner: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """Walking along the grid, and a detour of up to a fifth that differs by direction."""
    blocks = np.abs(corner[:, None, :] - corner[None, :, :]).sum(axis=2)
    detour = draw.uniform(1.0, 1.2, blocks.shape)
    return np.rint(blocks * BLOCK_M / WALK_MPS * detour).astype(np.int32)


def _shift(officer: int, day: int) -> Shift:
    start_s = day * DAY_S + (8 if officer % 2 == 0 else 13) * HOUR_S
    rest = Break(earliest_s=start_s + 3 * HOUR_S, latest_s=start_s + 5 * HOUR_S, length_s=30 * MINUTE_S)
    return Shift(shift_id=ShiftId(f"o{officer}-{day}"), crew=CrewId(f"o{officer}"), mode=Mode("foot"), start_s=start_s,
                 end_s=start_s + 8 * HOUR_S, start_place=PlaceId("b0"), end_place=PlaceId("b0"), rest=rest)


def _visit(number: int, n_buildings: int, draw: np.random.Generator) -> Visit:
    spans = CALL_HOURS if draw.random() < 0.7 else CALL_HOURS[1:]
    service_s = int(draw.choice(SERVICE_MIN)) * MINUTE_S
    windows = tuple(TimeWindow(day * DAY_S + a * HOUR_S, day * DAY_S + b * HOUR_S - service_s)
                    for day in DAYS for a, b in spans)
    return Visit(task_id=TaskId(f"h{number}"), place=PlaceId(f"b{1 + draw.integers(n_buildings)}"),
                 service_s=service_s, windows=windows, prize=int(draw.integers(1, 100)),
                 mandatory=bool(draw.random() < 0.02))


def _patrol(day: int, number: int, places: tuple[Place, ...], draw: np.random.Generator) -> Patrol:
    place = places[int(draw.integers(1, len(places)))]
    start_s = day * DAY_S + (9 if number % 2 == 0 else 16) * HOUR_S
    return Patrol(task_id=TaskId(f"p{day}-{number}"), place=place.place_id, cell=place.cell,
                  window=TimeWindow(start_s, start_s + 3 * HOUR_S), presence_s=HOUR_S, min_dwell_s=15 * MINUTE_S,
                  visit_credit=0.5)
