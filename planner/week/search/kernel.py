"""The one decorator of the search: a function that numba compiles, once, and keeps on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def kernel(function: Function) -> Function:
    """Return the function compiled in nopython mode; the machine code is kept beside the source."""
    return cast(Function, njit(cache=True, error_model="numpy", _nrt=False)(function))
