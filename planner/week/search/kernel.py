"""The one decorator of the search: a function that numba compiles, once, and keeps on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib.resources import files
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def _stamp_of_sources() -> bytes:
    """Return a digest of all source files of the search."""
    sources = sorted((one.name, one.read_bytes()) for one in files(__package__).iterdir() if one.name.endswith(".py"))
    return hashlib.sha256(b"".join(name.encode() + text for name, text in sources)).digest()


_STAMP = _stamp_of_sources()


def kernel(function: Function) -> Function:
    """Return the function compiled in nopython mode; it must not make arrays, and its arguments are not counted.

    Without reference counts (`_nrt`) the search runs five times as many iterations: most of its functions are
    short and take twenty arrays. The machine code is kept beside the source, or where NUMBA_CACHE_DIR says.
    numba stamps it with the file of the function alone, though it holds the code of the functions it calls: a
    change in another file would go unseen. So it is stamped with all files of the search.
    """
    compiled: Any = njit(cache=True, error_model="numpy", _nrt=False)(function)  # type: ignore[call-overload]
    compiled._cache._cache_file._source_stamp = _STAMP
    return cast(Function, compiled)
