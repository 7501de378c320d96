"""A file as it was handed over: opened once, within limits, and named for what its first bytes say it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from gisdata.errors import BadFile

MAX_TABLE_BYTES = 200_000_000
"""A table of 500,000 households takes about 60 MB; what is larger is not a table of one station."""

HEAD_BYTES = 4096

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or XLSX workbook"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old XLS workbook, or a workbook with a password"),
    (b"SQLite format 3\x00", "a SQLite database or GeoPackage"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x00\x00\x27\x0a", "a Shapefile"),
)

_TEXT_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"<ogrvrtdataset", "a GDAL VRT, which points at other files"),
    (b"<ogrvrtdatasource", "a GDAL VRT, which points at other files"),
    (b"<vrtdataset", "a GDAL VRT, which points at other files"),
    (b"<kml", "a KML file"),
    (b"<html", "a web page"),
    (b"<!doctype html", "a web page"),
    (b"<table", "a web page"),
    (b"<osm", "an OpenStreetMap XML file"),
    (b"<", "an XML file"),
    (b"{", "a JSON file"),
    (b"[", "a JSON file"),
)


@contextmanager
def opened(path: Path, *, max_bytes: int) -> Iterator[BinaryIO]:
    """Open a file for reading bytes, and close it at the end.

    Raises BadFile when it is missing, not a file, empty, too large, or may not be read.
    """
    try:
        stream = _open_regular(path)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadFile("{file} cannot be opened: {why}", file=path.name, why=why) from error
    with stream:
        size = stream.seek(0, 2)
        stream.seek(0)
        if size == 0:
            raise BadFile("{file} is empty", file=path.name)
        if size > max_bytes:
            raise BadFile(
                "{file} has {size_mb} MB, more than the {limit_mb} MB one import may have; split it",
                file=path.name, size_mb=size // 1_000_000, limit_mb=max_bytes // 1_000_000,
            )
        yield stream


def _open_regular(path: Path) -> BinaryIO:
    """Open a plain file; a pipe or a device would be read for ever."""
    if path.exists() and not path.is_file():
        raise ValueError("it is not a file")
    return path.open("rb")


def seems_to_be(head: bytes) -> str | None:
    """Return in words what a file is by its first bytes, or None when they are not known.

    >>> seems_to_be(b"  <OGRVRTDataSource>")
    'a GDAL VRT, which points at other files'
    """
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            return what
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(b"<?xml"):
        _, _, rest = text.partition(b"?>")
        text = b"<" if not rest.lstrip().startswith(b"<") else rest.lstrip()
    for signature, what in _TEXT_SIGNATURES:
        if text.startswith(signature):
            return what
    return None
