"""Memory that was freed goes back to the system, where the C library can do that."""

from __future__ import annotations

import ctypes
from contextlib import suppress


def give_back_freed() -> None:
    """Give memory that was freed back to the system: glibc keeps what lies between things still in use.

    The linear program of 50 shifts leaves 150 MB like that, of which the route bound can use little. Other C
    libraries have no such call, or need none; then nothing is done.
    """
    with suppress(OSError, AttributeError, TypeError):   # no library to ask, no such call, Windows
        ctypes.CDLL(None).malloc_trim(0)
