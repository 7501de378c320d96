"""Strict reading of the fields of parsed JSON: the right type, or one sentence that says what is wrong."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planner.errors import InvalidPlan, InvalidProblem

LARGEST = 10**9
"""Largest whole number taken (seconds: 31 years): sums of a whole week stay far inside 64 bits."""

_LONGEST_SHOWN = 60
"""Characters of a wrong value that a sentence repeats; enough to find it, short enough to read."""

_MISSING = object()


@dataclass(frozen=True, slots=True)
class Fields:
    """One JSON object, the place where it stands (`visits[3] h77`), and the error its faults raise."""

    data: Mapping[str, Any]
    where: str
    error: type[InvalidProblem] | type[InvalidPlan]

    @classmethod
    def of(cls, data: object, where: str, error: type[InvalidProblem] | type[InvalidPlan]) -> Fields:
        """Return the fields of an object; raises `error` when `data` is none."""
        if not isinstance(data, Mapping):
            raise error("{where}: {value} is not an object with named fields", where=where, value=shown(data))
        return cls(data, where, error)

    def wrong(self, name: str, value: object, wanted: str) -> Exception:
        """Return the error of a field with a wrong value; `wanted` is one of the templates below."""
        return self.error(wanted, where=self.where, field=name, value=shown(value))

    def get(self, name: str) -> Any:
        """Return the raw value of a field that must be there."""
        value = self.data.get(name, _MISSING)
        if value is _MISSING:
            raise self.error("{where}: the field {field} is missing", where=self.where, field=name)
        return value

    def has(self, name: str) -> bool:
        """Tell whether an optional field is there."""
        return name in self.data

    def whole(self, name: str) -> int:
        """Return a whole number; booleans, floats and numbers beyond LARGEST are refused."""
        return self.as_whole(name, self.get(name))

    def as_whole(self, name: str, value: object) -> int:
        """Return `value` of the field `name` as a whole number."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(name, value, "{where}: {field} is {value}, it must be a whole number")
        if abs(value) > LARGEST:
            raise self.wrong(name, value, "{where}: {field} is {value}, beyond one thousand million")
        return value

    def number(self, name: str) -> float:
        """Return a finite number; booleans, NaN and infinities are refused."""
        value = self.get(name)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or abs(value) > LARGEST or not math.isfinite(value):
            raise self.wrong(name, value, "{where}: {field} is {value}, it must be a finite number")
        return float(value)

    def text(self, name: str) -> str:
        """Return a text."""
        return self.as_text(name, self.get(name))

    def as_text(self, name: str, value: object) -> str:
        """Return `value` of the field `name` as a text that UTF-8 can hold."""
        if not isinstance(value, str):
            raise self.wrong(name, value, "{where}: {field} is {value}, it must be a text")
        try:
            value.encode()
        except UnicodeEncodeError as fault:
            raise self.wrong(
                name, value, "{where}: {field} is {value}, it holds half a character"
            ) from fault
        return value

    def text_or_none(self, name: str) -> str | None:
        """Return a text, or None for null."""
        return None if self.get(name) is None else self.text(name)

    def flag(self, name: str) -> bool:
        """Return true or false."""
        value = self.get(name)
        if not isinstance(value, bool):
            raise self.wrong(name, value, "{where}: {field} is {value}, it must be true or false")
        return value

    def rows(self, name: str) -> list[Any]:
        """Return a list."""
        value = self.get(name)
        if not isinstance(value, list):
            raise self.wrong(name, value, "{where}: {field} is {value}, it must be a list")
        return value

    def objects(self, name: str, id_field: str) -> Iterator[Fields]:
        """Yield the objects of a list; each one's place is told by its position and its `id_field`."""
        for position, row in enumerate(self.rows(name)):
            where = f"{name}[{position}]"
            label = row.get(id_field) if isinstance(row, Mapping) else None
            yield Fields.of(row, f"{where} {shown(label)}" if isinstance(label, str) else where, self.error)


def shown(value: object) -> str:
    """Return a short text for a wrong value; lists and objects by their kind only.

    >>> shown("h77"), shown(None), shown([1, 2])
    ('h77', 'null', 'a list')
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, int) and abs(value) > 10**20:
        return "a huge number"
    text = str(value) if isinstance(value, str | int | float) else type(value).__name__
    text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
