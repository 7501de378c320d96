"""The one decorator of compiled packages: functions that numba compiles, once, and keeps on disk."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from importlib.resources import files
from typing import Any, Protocol, TypeVar, cast

from numba import njit
from numba.core.registry import cpu_target

Function = TypeVar("Function", bound=Callable[..., Any])

_DAMAGED = (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, ImportError, pickle.UnpicklingError)
"""What reading a file of kept code may raise that a power cut left empty or half written."""

_not_kept: list[str] = []
"""Names of kernels whose machine code could not be written to disk."""


class Kernel(Protocol):
    """Compiles a function."""

    def __call__(self, function: Function, /) -> Function:
        """Return the compiled function."""


def kernels_of(package: str) -> Kernel:
    """Return the decorator of a package: nopython mode, no arrays made inside, no arguments counted, no GIL held.

    Without reference counts (`_nrt`) the search runs five times as many iterations: most of its functions are
    short and take twenty arrays. Without the GIL the bound can be proven beside the search, on the second core. The
    machine code is kept in the folder NUMBA_CACHE_DIR, else beside the source, else (an installation that cannot be
    written) in the user's cache folder; where none can be written it is compiled in each process anew, see `is_kept`.
    numba stamps it with the file of the function alone, though it holds the code of the functions it calls: a change
    in another file would go unseen. So it is stamped with all files of the package.
    """
    stamp, how = _stamp_of_sources(package), {"nogil": True, "error_model": "numpy", "_nrt": False}

    def kernel(function: Function) -> Function:
        try:
            compiled: Any = njit(cache=True, **how)(function)  # type: ignore[call-overload]
        except RuntimeError:   # numba: "no locator available", that is no folder that can be written
            _not_kept.append(function.__name__)
            return cast(Function, njit(**how)(function))  # type: ignore[call-overload]
        compiled._cache._cache_file._source_stamp = stamp
        _guard(compiled._cache, function.__name__)
        return cast(Function, compiled)

    return kernel


def is_compiled(function: Callable[..., Any]) -> bool:
    """Tell whether machine code of a kernel for this processor is in memory or on disk; nothing is compiled for it."""
    compiled: Any = function
    if compiled.signatures:
        return True
    kept = getattr(compiled._cache, "_cache_file", None)
    if kept is None:
        return False
    try:
        index = kept._load_index()
    except _DAMAGED:
        return False
    machine = cpu_target.target_context.codegen().magic_tuple()
    return any(key[1] == machine for key in index)


def is_kept() -> bool:
    """Tell whether all machine code made so far could be written to disk, so that the next process need not make it."""
    return not _not_kept


def _stamp_of_sources(package: str) -> bytes:
    """Return a digest of all source files of a package."""
    sources = sorted((one.name, one.read_bytes()) for one in files(package).iterdir() if one.name.endswith(".py"))
    return hashlib.sha256(b"".join(name.encode() + text for name, text in sources)).digest()


def _guard(cache: Any, name: str) -> None:
    """Make a cache that a full disk or a damaged file does not stop: the code is made anew, and that is noted."""
    load, save = cache.load_overload, cache.save_overload

    def load_or_make_anew(signature: Any, context: Any) -> Any:
        try:
            return load(signature, context)
        except _DAMAGED:
            return None

    def save_or_note(signature: Any, data: Any) -> None:
        try:
            try:
                save(signature, data)
            except _DAMAGED:
                cache.flush()   # a damaged index: begin it anew
                save(signature, data)
        except _DAMAGED:
            _not_kept.append(name)

    cache.load_overload, cache.save_overload = load_or_make_anew, save_or_note
