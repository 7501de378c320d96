"""Ctrl-C while a search runs: noted, asked for by the search, acted on where nothing is half done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from planner.sentence import Sentence, say

_NOTED = say("Ctrl-C is noted, the search is ending; a second one ends the program without a plan")

_UNTOLD = (RuntimeError, OSError, ValueError)
"""What telling may raise and must not end the search by: Ctrl-C came while a line was being written, or it ended the
reader of a pipe too, or the output is closed."""


@contextmanager
def noted_interrupt(tell: Callable[[Sentence], None]) -> Iterator[Callable[[], bool]]:
    """Give a function that tells whether Ctrl-C was pressed in the block; a second Ctrl-C ends the program at once.

    The first one is told: compiled code may take a while to hear of it.

    A search in C++ must not be left by an exception, so Ctrl-C only sets a flag there. Outside the main thread (a
    server's worker) there is no Ctrl-C to note, and the function says no.
    """
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set
        return

    def note(_signal: int, _frame: FrameType | None) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()
        with suppress(*_UNTOLD):
            tell(_NOTED)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
