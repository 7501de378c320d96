"""Door plates that a person may choose from when no rule is sure: the same number under a similar name.

The number is never stretched: only the main number of a sub-number (12 for 12-3) is offered beside it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from gisdata.addresses.plates import Door, Key, Plate, Plates

MOST_CANDIDATES = 5
"""More than a person compares at one glance."""

SUB_NUMBER = re.compile(r"([甲乙丙丁戊]?[0-9]+)(?:[-/附].+|[a-z甲乙丙丁戊])")
"""12-3, 12附3 and 12a hang on 12: another door, mostly in the same yard, so a person may well choose it."""

ALIKE = 0.6
"""difflib ratio from which names are offered: one wrong sign in 幸福路 gives 0.67, none in common gives 0."""

MOST_COMPARED = 40
"""Names compared letter by letter, those sharing the most signs first; bounds the time for a garbled name."""


class Candidates:
    """Finds door plates with the very same number or building under the same or a similar name."""

    def __init__(self, sources: Iterable[Plates], street_names: Iterable[str] = ()) -> None:
        self._sources = list(sources)
        self._names_with: dict[str, set[str]] = defaultdict(set)
        self._similar: dict[str, list[str]] = {}
        for name in {*street_names, *(name for plates in self._sources for name in plates.names)}:
            for sign in name:
                self._names_with[sign].add(name)

    def of(self, door: Door) -> tuple[tuple[str, str], ...]:
        """Return up to five (address point id, address), the most similar names first; none without a number."""
        found: dict[str, str] = {}
        for plate in self._ranked(door):
            found.setdefault(plate.point.address_id, plate.point.address)
            if len(found) == MOST_CANDIDATES:
                break
        return tuple(found.items())

    def knows_name(self, door: Door) -> bool:
        """Tell whether any door plate bears the street, estate or village of the door."""
        return any(name in plates.names for plates in self._sources for name in door.names)

    def _ranked(self, door: Door) -> Iterator[Plate]:
        for kind, name, number in door.plate_keys():
            for similar in (name, *self.similar_names(name)):
                yield from self._with_key((kind, similar, number), door)
        for kind, name, number in door.plate_keys():
            if kind == "number" and (main := SUB_NUMBER.fullmatch(number)):
                yield from self._with_key((kind, name, main.group(1)), door)

    def _with_key(self, key: Key, door: Door) -> Iterator[Plate]:
        for plates in self._sources:
            for plate in plates.by_key.get(key, ()):
                if not door.parts.building or plate.door.parts.building in ("", door.parts.building):
                    yield plate

    def similar_names(self, name: str) -> list[str]:
        """Return the names of plates and streets that are like `name` but not it, the most alike first."""
        if name not in self._similar:
            shared = Counter(other for sign in set(name) for other in self._names_with.get(sign, ()))
            shared.pop(name, None)
            nearest = sorted(shared, key=lambda other: (-shared[other], abs(len(other) - len(name)), other))
            rated = [(SequenceMatcher(None, name, other).ratio(), other) for other in nearest[:MOST_COMPARED]]
            self._similar[name] = [other for ratio, other in sorted(rated, key=_best_first) if ratio >= ALIKE]
        return self._similar[name]


def _best_first(rated: tuple[float, str]) -> tuple[float, str]:
    return -rated[0], rated[1]
