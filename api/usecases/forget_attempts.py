"""The keeping of a promise: attempts that met nobody are gone after 90 days, whoever opens the workspace."""

from __future__ import annotations

from datetime import date

from api.workspace import Workspace


def forget_old_attempts(workspace: Workspace, *, today: date) -> int:
    """Delete attempts of more than 90 days ago that met nobody, keeping counts per cell and week; return how many."""
    with workspace.open_store() as store, store.writing() as writing:
        return writing.forget_attempts(today=today)
