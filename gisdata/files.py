"""Files are written whole or not at all: beside the target first, then put in its place."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gisdata.errors import DiskFull

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
"""What the system says when the disk, or the user's share of it, is full."""


def replace_file(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file by `write(temporary path)` and put it in place of `path` in one step.

    The temporary file lies in the same folder (made when missing) and is named like `path`, so that
    libraries which go by the ending write the right format. Whatever goes wrong, `path` keeps its old content
    and the temporary file is removed. Raises DiskFull when there is no room for the new file.
    """
    with no_room_told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".huhu-", dir=path.parent) as folder:
            draft = Path(folder) / path.name
            write(draft)
            _flush(draft)
            draft.replace(path)
        _flush_folder(path.parent)


def replace_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with Unix line ends, whole or not at all; raises DiskFull like `replace_file`."""
    def write(draft: Path) -> None:
        draft.write_text(text, encoding="utf-8", newline="\n")

    replace_file(path, write)


@contextmanager
def no_room_told(path: Path) -> Iterator[None]:
    """Turn the system's 'no space left' into a DiskFull that names the file; other errors pass."""
    try:
        yield
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise DiskFull(
                "no room on the disk to write {file}: free some space, then try again", file=path.name
            ) from fault
        raise


def _flush(path: Path) -> None:
    """Bring the bytes to the disk before the name points at them: a power cut leaves no empty file."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def _flush_folder(folder: Path) -> None:
    """Bring the new name to the disk too; Windows cannot open folders and does not need it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
