"""The keeping of a promise: what was to be forgotten by today is gone, whoever opens the workspace."""

from __future__ import annotations

from datetime import date

from api.workspace import Workspace


def forget_old_attempts(workspace: Workspace, *, today: date) -> int:
    """Delete attempts of more than 90 days ago that met nobody, keeping counts per cell and week; return how many.

    The rests of doors and the events that are over go too.
    """
    with workspace.open_store() as store, store.writing() as writing:
        writing.forget_rests(today=today)
        writing.forget_events(today=today)
        return writing.forget_attempts(today=today)
