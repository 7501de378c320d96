"""What a workspace holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from api.usecases.datum_notes import notes_on_stored
from api.workspace import Workspace
from planner.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Rows per table, the weeks that are planned, the street engine, and doubts about the datum of imported points."""

    station: str
    counts: dict[str, int]
    weeks: tuple[str, ...]
    streets: str
    doubts: tuple[Sentence, ...]


def read_status(workspace: Workspace) -> Status:
    """Return what the workspace holds."""
    with workspace.open_store() as store, store.reading() as reading:
        counts, weeks = reading.counts(), tuple(reading.weeks())
        doubts = notes_on_stored(workspace, reading)
    return Status(station=workspace.settings.station.name, counts=counts, weeks=weeks,
                  streets=workspace.streets().engine, doubts=doubts)
