"""Lines as short texts: a fifth of the room of JSON numbers, to the metre."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

STEPS_PER_DEG = 1e5
"""1.1 m on the ground or less: finer than a street is wide, and one sign fewer per number than 1e6."""

MOST_SIGNS = 6
"""Signs of a number: 360 degrees in steps, doubled for the sign, take 27 bits, and a sign carries five."""

Longs = npt.NDArray[np.int64]
Coords = Sequence[tuple[float, float]] | npt.NDArray[np.float64]


def encode_line(coords: Coords) -> str:
    """Return the encoded polyline of (lon, lat) pairs in degrees; the text counts latitude first, as usual.

    Rounded to 1e-5 degrees; points that fall on the one before are left out. Empty: "".

    Source: Encoded Polyline Algorithm Format (public description of Google Maps).

    >>> encode_line([(-120.2, 38.5), (-120.95, 40.7), (-126.453, 43.252)])
    '_p~iF~ps|U_ulLnnqC_mqNvxq`@'
    """
    return encode_lines([coords])[0]


def encode_lines(lines: Sequence[Coords]) -> list[str]:
    """Return the encoded polyline of each line, as `encode_line`; all at once, because towns have many."""
    points = [np.asarray(line, dtype=float).reshape(-1, 2) for line in lines]
    n_points = np.array([len(line) for line in points], dtype=np.int64)
    if not n_points.sum():
        return [""] * len(points)
    steps = np.rint(np.concatenate(points)[:, ::-1] * STEPS_PER_DEG).astype(np.int64)
    first = (np.cumsum(n_points) - n_points)[n_points > 0]
    moves = np.diff(steps, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    moves[first] = steps[first]
    kept = np.asarray(moves.any(axis=1))
    kept[first] = True
    signs, n_signs = _signs(moves[kept].ravel())
    of_line = np.repeat(np.arange(len(points)), n_points)[kept]
    ends = np.cumsum(np.bincount(of_line, weights=n_signs.reshape(-1, 2).sum(axis=1), minlength=len(points)))
    cuts = [0, *ends.astype(np.int64).tolist()]
    return [signs[start:end] for start, end in pairwise(cuts)]


def _signs(numbers: Longs) -> tuple[str, Longs]:
    """Return all numbers as one text, and how many signs each takes."""
    rest = ((numbers << 1) ^ (numbers >> 63))[:, None] >> (5 * np.arange(MOST_SIGNS + 1))
    used = rest[:, :-1] > 0
    used[:, 0] = True
    signs = (rest[:, :-1] & 0x1F) + 63 + np.where(rest[:, 1:] > 0, 0x20, 0)
    return signs[used].astype(np.uint8).tobytes().decode("ascii"), used.sum(axis=1)
