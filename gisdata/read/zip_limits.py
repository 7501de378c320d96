"""Limits of ZIP archives, checked from their list of entries before anything is unpacked."""

from __future__ import annotations

import struct
import zipfile
from typing import BinaryIO

from gisdata.errors import BadFile

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 1_000
"""474 KiB were seen to declare 476 MiB; a true workbook has a dozen entries and a ratio of 5 to 20."""

MAX_RATIO_FREE_BYTES = 1024 * 1024
"""Below this an entry may have any ratio: a small file of blanks is no bomb."""

MAX_SHARED_TEXT_BYTES = 64 * 1024 * 1024
"""Every entry but the sheets is held in memory as a whole."""

MAX_LIST_BYTES = 1024 * 1024
"""1,000 entries of 1,000 bytes of name; the list is read before its length is known."""

_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_TAIL_BYTES = 22 + 65_535 + 20 + 56


def require_harmless_zip(stream: BinaryIO, file: str) -> None:
    """Check the archive of an XLSX workbook; leaves the stream at its start.

    The sizes an archive declares are also the most that Python's zipfile unpacks of it. Raises BadFile when it is no
    whole archive, encrypted, or beyond a limit.
    """
    _require_short_list(stream, file)
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise damaged(file) from error
    if len(entries) > MAX_ENTRIES:
        raise BadFile("{file} has {n} parts, more than a workbook may have", file=file, n=len(entries))
    for entry in entries:
        _require_harmless_entry(entry, file)
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unpacked > MAX_UNPACKED_BYTES or (unpacked > MAX_RATIO_FREE_BYTES and unpacked > MAX_RATIO * packed):
        raise BadFile(
            "{file} would unpack to {size_mb} MB ({ratio} times its size), more than a workbook may; save the sheet "
            "as CSV", file=file, size_mb=unpacked // 1_000_000, ratio=unpacked // packed,
        )
    stream.seek(0)


def damaged(file: str) -> BadFile:
    """Return the error of a workbook that is not whole."""
    return BadFile("{file} is truncated or damaged: it is no whole XLSX workbook; save it again", file=file)


def _require_harmless_entry(entry: zipfile.ZipInfo, file: str) -> None:
    if entry.flag_bits & 0x1:
        raise BadFile("{file} is encrypted; save it without a password", file=file)
    if ".." in entry.filename or entry.filename.startswith(("/", "\\")) or (entry.external_attr >> 28) == 0xA:
        raise BadFile("{file} holds a part that points outside itself; it is not a plain workbook", file=file)
    is_sheet = entry.filename.startswith("xl/worksheets/")
    if entry.file_size > MAX_SHARED_TEXT_BYTES and not is_sheet:
        raise BadFile("{file} holds too much text for a workbook; save the sheet as CSV", file=file)
    ratio = entry.file_size // max(1, entry.compress_size)
    if entry.file_size > MAX_RATIO_FREE_BYTES and ratio > MAX_RATIO:
        raise BadFile(
            "{file} would unpack to {size_mb} MB ({ratio} times its size), more than a workbook may; save the sheet "
            "as CSV", file=file, size_mb=entry.file_size // 1_000_000, ratio=ratio,
        )


def _require_short_list(stream: BinaryIO, file: str) -> None:
    """Refuse an archive whose list of entries is itself a bomb; zipfile would read all of it at once."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL_BYTES))
    tail = stream.read()
    for mark, layout, offset in ((_END, "<L", 12), (_END_64, "<Q", 40)):
        at = tail.find(mark)
        while at >= 0:
            field = tail[at + offset : at + offset + struct.calcsize(layout)]
            length = struct.unpack(layout, field)[0] if len(field) == struct.calcsize(layout) else 0
            if length > MAX_LIST_BYTES:
                raise damaged(file)
            at = tail.find(mark, at + 4)
    stream.seek(0)
