"""A table as it stands in a file: column names and rows of text, each with the row number a person sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from planner.sentence import Sentence

RawRow = tuple[int, list[str]]
"""Row number (the header is 1) and the cells; there may be fewer or more cells than columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """Header and rows of an open file.

    `read_rows` starts from the first data row each time it is called, so that single rows can be fetched again.
    `pads_rows`: the format leaves empty cells out at the end of a row, so a short row is no fault.
    """

    file: str
    header: tuple[str, ...]
    read_rows: Callable[[], Iterator[RawRow]]
    pads_rows: bool
    notes: tuple[Sentence, ...] = field(default=())


HeaderFits = Callable[[Sequence[str]], bool]
"""Tells whether column names are exactly those of the wanted kind: each is known, none that is required is missing."""
