"""Small random weeks for hypothesis: odd travel, breaks, several windows, two days, missing ways."""

import numpy as np
from hypothesis import strategies as st

from planner.model import DAY_S, CellId, Mode, Patrol, PlaceId, Shift, TimeWindow, TravelTimes, Visit, WeekProblem
from tests.builders import a_break, a_place, a_shift

_STEP_S = 600
_CELLS = (None, "c1", "c2")


def times_s(first_h: int, last_h: int) -> st.SearchStrategy[int]:
    """Times on a ten-minute grid, now and then a second off it."""
    return st.integers(first_h * 6, last_h * 6).flatmap(
        lambda step: st.sampled_from([step * _STEP_S, step * _STEP_S + 1])
    )


@st.composite
def windows_of_a_day(draw: st.DrawFn, *, longest_h: int = 5) -> TimeWindow:
    start_s = draw(times_s(6, 18)) + draw(st.sampled_from([0, DAY_S]))
    return TimeWindow(start_s, start_s + draw(st.integers(0, longest_h * 6)) * _STEP_S)


@st.composite
def travel_times(draw: st.DrawFn, n_places: int) -> TravelTimes:
    """One matrix for each of two modes, not symmetric, a few ways missing, no triangle inequality."""
    seed = draw(st.integers(0, 2**20))
    chance = np.random.default_rng(seed)
    matrices = {}
    for mode, longest_s in (("foot", 2_400), ("ebike", 900)):
        matrix = chance.integers(0, longest_s, (n_places, n_places)).astype(np.int32)
        matrix[chance.random((n_places, n_places)) < draw(st.sampled_from([0.0, 0.1]))] = -1
        matrices[Mode(mode)] = matrix
    return TravelTimes(matrices)


@st.composite
def shifts(draw: st.DrawFn, number: int, n_places: int) -> Shift:
    day_s = draw(st.sampled_from([0, DAY_S]))
    start_s = day_s + draw(times_s(7, 14))
    end_s = start_s + draw(st.integers(6, 48)) * _STEP_S
    earliest_s = start_s + draw(st.integers(-3, 24)) * _STEP_S
    rest = a_break(earliest_s, earliest_s + draw(st.integers(0, 12)) * _STEP_S, draw(st.sampled_from([1_200, 1_800])))
    ends = st.integers(0, n_places - 1).map(lambda k: PlaceId(f"b{k}"))
    return a_shift(
        f"s{number}", mode=Mode(draw(st.sampled_from(["foot", "ebike"]))), start_s=start_s, end_s=end_s,
        start_place=draw(ends), end_place=draw(ends), rest=draw(st.sampled_from([None, rest])),
    )


@st.composite
def weeks(draw: st.DrawFn, *, most_visits: int = 8, most_patrols: int = 3) -> WeekProblem:
    """A week of one to three shifts on two days."""
    n_places = draw(st.integers(1, 5))
    all_shifts = tuple(draw(shifts(k, n_places)) for k in range(draw(st.integers(1, 3))))
    allowed = st.one_of(st.none(), st.lists(
        st.sampled_from([s.shift_id for s in all_shifts]), max_size=len(all_shifts), unique=True).map(tuple))
    places = st.integers(0, n_places - 1).map(lambda k: PlaceId(f"b{k}"))
    visits = tuple(
        Visit(
            task_id=f"h{k}", place=draw(places), service_s=draw(st.sampled_from([0, 600, 900, 1_501])),
            windows=tuple(draw(st.lists(windows_of_a_day(), max_size=4))), prize=draw(st.integers(0, 100)),
            mandatory=draw(st.sampled_from([False, False, False, True])), shifts=draw(allowed),
        )
        for k in range(draw(st.integers(0, most_visits)))
    )
    patrols = tuple(
        Patrol(
            task_id=f"p{k}", place=draw(places), window=draw(windows_of_a_day(longest_h=8)),
            presence_s=draw(st.sampled_from([0, 900, 2_400])), min_dwell_s=draw(st.sampled_from([0, 600, 3_000])),
            visit_credit=draw(st.sampled_from([0.0, 0.1, 0.5, 1.0])), shifts=draw(allowed),
            cell=draw(st.sampled_from([None if c is None else CellId(c) for c in _CELLS])),
        )
        for k in range(draw(st.integers(0, most_patrols)))
    )
    return WeekProblem(
        name="random", places=tuple(a_place(f"b{k}", cell=_CELLS[k % 3]) for k in range(n_places)),
        travel=draw(travel_times(n_places)), shifts=all_shifts, visits=visits, patrols=patrols,
        enter_s=draw(st.sampled_from([0, 60])),
    )
