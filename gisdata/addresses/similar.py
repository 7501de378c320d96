"""The names that a misspelt one can mean: few letters differ, and none that tells streets apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

TELL_APART = frozenset("东西南北中前后上下左右内外大小新老旧一二三四五六七八九十甲乙丙丁0123456789")
"""中山东路 and 中山西路, 新华一路 and 新华二路 are neighbours, not misspellings."""

DIRECTIONS = re.compile(
    "nord|süd|sued|ost|west|ober|unter|neu|alt|klein|gross|itä|länsi|etelä|pohjois|north|south|east")

LONG_NAME = 8
"""Names of so many letters may have two wrong ones, shorter ones one; of less than three signs none."""

HAN = re.compile("[㐀-鿿]")


def nearest(name: str, others: Iterable[str]) -> list[str]:
    """Return those of `others` that `name` can be a misspelling of: equally near, none when all are too far.

    An edit is a sign added, left out, changed, or two neighbours swapped.
    """
    most = 2 if len(name) >= LONG_NAME and not HAN.search(name) else 1
    if len(name) < 3:
        return []
    rated = [(edits(name, other, most), other) for other in others]
    least = min((n for n, _ in rated), default=most + 1)
    return sorted(other for n, other in rated if n == least <= most)


def edits(one: str, other: str, most: int) -> int:
    """Return how many edits lead from one name to the other, `most` + 1 where it is more than `most`.

    Source: optimal string alignment (Damerau 1964, Levenshtein 1966).

    >>> edits("hauptstrasse", "huaptstrase", 3), edits("幸福路", "学府路", 1)
    (2, 2)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, sign in enumerate(one, start=1):
        older, before, row = before, row, [i, *[0] * len(other)]
        for j, their in enumerate(other, start=1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != their))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == their:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def tells_apart(one: str, other: str) -> bool:
    """Tell whether what differs makes another street of it: a direction, an ordinal, or the kind (路, 街)."""
    if HAN.search(one) and one[-1] != other[-1]:
        return True
    changed = {sign for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
               if kind != "equal" for sign in one[a:b] + other[c:d]}
    return bool(changed & TELL_APART) or DIRECTIONS.findall(one) != DIRECTIONS.findall(other)
