"""Single values out of huhu.toml, each refused in one sentence that names its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.errors import BadSettings


def value_of(raw: Mapping[str, Any], table: str, key: str, default: Any) -> Any:
    """Return the value of a key of a table, or the default; raises BadSettings when the table is none."""
    part = raw.get(table, {})
    if not isinstance(part, Mapping):
        raise BadSettings("huhu.toml: [{table}] is not a table", table=table)
    return part.get(key, default)


def number_of(raw: Mapping[str, Any], table: str, key: str, default: float, *, low: float) -> float:
    """Return a number of at least `low`, or the default; raises BadSettings."""
    value = value_of(raw, table, key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value < 1e9:
        raise BadSettings("huhu.toml: {table}.{key} = {value} is not a number of at least {low}",
                          table=table, key=key, value=value, low=low)
    return float(value)
