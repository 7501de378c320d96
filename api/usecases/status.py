"""What a workspace holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from api.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Rows per table, the weeks that are planned, and the street engine."""

    station: str
    counts: dict[str, int]
    weeks: tuple[str, ...]
    streets: str


def read_status(workspace: Workspace) -> Status:
    """Return what the workspace holds."""
    with workspace.open_store() as store, store.reading() as reading:
        counts, weeks = reading.counts(), tuple(reading.weeks())
    return Status(station=workspace.settings.station.name, counts=counts, weeks=weeks,
                  streets=workspace.streets().engine)
