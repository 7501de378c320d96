"""Lines as texts: the known example, and every line to the metre."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gisdata.maps.encoding import STEPS_PER_DEG, encode_line

LON_LAT = st.tuples(st.floats(-180, 180), st.floats(-85, 85))


def decode(text: str) -> list[tuple[int, int]]:
    """Return (lon, lat) in steps of 1e-5 degrees; written anew from the public description."""
    numbers, value, shift = [], 0, 0
    for sign in text:
        piece = ord(sign) - 63
        value |= (piece & 31) << shift
        shift += 5
        if piece < 32:
            numbers.append(-(value >> 1) - 1 if value & 1 else value >> 1)
            value = shift = 0
    lat, lon = np.cumsum(numbers[::2]), np.cumsum(numbers[1::2])
    return [(int(x), int(y)) for x, y in zip(lon, lat, strict=True)]


def test_the_published_example_is_encoded_as_published() -> None:
    assert encode_line([(-120.2, 38.5), (-120.95, 40.7), (-126.453, 43.252)]) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"


@given(st.lists(LON_LAT, min_size=1, max_size=30))
def test_every_line_comes_back_to_the_metre_without_doubled_points(line: list[tuple[float, float]]) -> None:
    steps = [(round(lon * STEPS_PER_DEG), round(lat * STEPS_PER_DEG)) for lon, lat in line]
    kept = [steps[0], *(b for a, b in pairwise(steps) if a != b)]

    assert decode(encode_line(line)) == kept


def test_a_line_without_points_is_an_empty_text() -> None:
    assert encode_line([]) == ""
    assert encode_line(np.empty((0, 2))) == ""


def test_longitude_comes_first_going_in() -> None:
    assert decode(encode_line([(110.78, 32.6)])) == [(11_078_000, 3_260_000)]
