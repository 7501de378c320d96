"""The door of the command `huhu`: loading it takes a second, in which Ctrl-C ends it without a traceback."""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""What shells report for a command ended by Ctrl-C; elsewhere than in a search, Typer ends with it by itself."""


def main() -> None:
    """Load the command and run it."""
    try:
        from api.cli.app import main as run  # noqa: PLC0415

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
