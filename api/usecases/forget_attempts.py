"""The keeping of a promise: what was to be forgotten by today is gone, whoever opens the workspace."""

from __future__ import annotations

from datetime import date

from api.workspace import Workspace
from gisdata.store import Writing


def forget_old_attempts(workspace: Workspace, *, today: date) -> int:
    """Delete attempts of more than 90 days ago that met nobody, and all that is over; return how many attempts."""
    with workspace.open_store() as store, store.writing() as writing:
        return forget_what_is_over(writing, today=today)


def forget_what_is_over(writing: Writing, *, today: date) -> int:
    """Delete old attempts, keeping counts per cell and week, rests, events and absences that are over.

    Returns how many attempts were deleted.
    """
    writing.forget_rests(today=today)
    writing.forget_events(today=today)
    writing.forget_stand_ins(today=today)
    return writing.forget_attempts(today=today)
