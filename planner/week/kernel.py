"""The one decorator of compiled packages: functions that numba compiles, once, and keeps on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib.resources import files
from typing import Any, Protocol, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


class Kernel(Protocol):
    """Compiles a function."""

    def __call__(self, function: Function, /) -> Function:
        """Return the compiled function."""


def kernels_of(package: str) -> Kernel:
    """Return the decorator of a package: nopython mode, no arrays made inside, no arguments counted, no GIL held.

    Without reference counts (`_nrt`) the search runs five times as many iterations: most of its functions are
    short and take twenty arrays. Without the GIL the bound can be proven beside the search, on the second core. The
    machine code is kept beside the source, or where NUMBA_CACHE_DIR says. numba stamps it with the file of the
    function alone, though it holds the code of the functions it calls: a change in another file would go unseen.
    So it is stamped with all files of the package.
    """
    stamp = _stamp_of_sources(package)

    def kernel(function: Function) -> Function:
        compiled: Any = njit(cache=True, nogil=True, error_model="numpy", _nrt=False)(function)  # type: ignore[call-overload]
        compiled._cache._cache_file._source_stamp = stamp
        return cast(Function, compiled)

    return kernel


def _stamp_of_sources(package: str) -> bytes:
    """Return a digest of all source files of a package."""
    sources = sorted((one.name, one.read_bytes()) for one in files(package).iterdir() if one.name.endswith(".py"))
    return hashlib.sha256(b"".join(name.encode() + text for name, text in sources)).digest()
