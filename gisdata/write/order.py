"""The order in which walks are written: by team, officer, then time."""

from __future__ import annotations

from collections.abc import Iterable

from gisdata.records import Walk


def in_order(walks: Iterable[Walk]) -> list[Walk]:
    """Return the walks by team, officer, day and hour, so that equal plans give equal files."""
    return sorted(walks, key=lambda walk: (walk.team, walk.officer_id, walk.day, walk.leave, walk.shift_id))


def by_officer(walks: Iterable[Walk]) -> dict[str, list[Walk]]:
    """Return the walks of each officer, in order."""
    found: dict[str, list[Walk]] = {}
    for walk in in_order(walks):
        found.setdefault(walk.officer_id, []).append(walk)
    return found
