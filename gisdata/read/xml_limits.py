"""Limits of the XML inside a workbook, counted in one pass that keeps nothing.

A reader that builds a tree needs about 100 bytes of memory per byte of `<c/><c/>...`: 190 MB of that in one row were
seen to take 15 GB. So the elements are counted before any tree is built.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO
from xml.parsers import expat

from gisdata.errors import BadFile
from gisdata.read.encodings import MAX_LINES
from gisdata.read.zip_limits import damaged

MAX_ELEMENTS_IN_ROW = 2_000
"""200 columns, each with its value and some runs of rich text."""

MAX_SHARED_TEXTS = 3_000_000
"""Elements of the table of texts: two texts of their own in each of 500,000 rows."""

MAX_ELEMENTS = 200_000
"""Of any other part, and of a sheet outside its rows; styles end at 65,000 formats."""

MAX_ELEMENTS_OF_ALL = 12_000_000
"""500,000 rows of a dozen columns with their values."""

MAX_DEPTH = 64
MAX_TAG_BYTES = 1_000_000
"""A tag with its attributes is held as a whole while it is read."""

_CHUNK_BYTES = 1 << 16
_HEAD_BYTES = 4_096


def require_small_xml(stream: BinaryIO, file: str) -> None:
    """Count the elements of all parts of a workbook; leaves the stream at its start.

    Raises BadFile beyond a limit, for a part that is not whole, and for any document type (entities could be in it).
    """
    counter = _Counter(file)
    with zipfile.ZipFile(stream) as archive:
        for entry in archive.infolist():
            with archive.open(entry) as part:
                counter.count(iter(partial(part.read, _CHUNK_BYTES), b""))
    stream.seek(0)


class _Counter:
    """Counts elements over all parts, and within a part by what its root says it is."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.n_all = 0
        self._start_part()

    def _start_part(self) -> None:
        self.n_loose = self.n_rows = self.n_in_row = self.depth = 0
        self.limit = MAX_ELEMENTS
        self.row_depth = 0

    def count(self, chunks: Iterator[bytes]) -> None:
        """Count one part; what does not start like XML is never parsed by anybody and is passed over."""
        self._start_part()
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        n_fed = 0
        with _faults_told(self.file):
            for chunk in chunks:
                if not n_fed and not _may_be_xml(chunk[:_HEAD_BYTES]):
                    return
                parser.Parse(chunk, False)
                n_fed += len(chunk)
                if n_fed - parser.CurrentByteIndex > MAX_TAG_BYTES and parser.CurrentByteIndex >= 0:
                    raise self._too_much()

    def _start(self, name: str, _: object) -> None:
        local = name.rpartition(":")[2]
        self.depth += 1
        self.n_all += 1
        if self.depth == 1:
            self.limit = MAX_SHARED_TEXTS if local == "sst" else MAX_ELEMENTS
        if self.row_depth:
            self.n_in_row += 1
        elif local == "row":
            self.row_depth, self.n_in_row = self.depth, 0
            self.n_rows += 1
        else:
            self.n_loose += 1
        self._require_little()

    def _end(self, _: str) -> None:
        if self.depth == self.row_depth:
            self.row_depth = 0
        self.depth -= 1

    def _require_little(self) -> None:
        if self.n_rows > MAX_LINES + 1:
            raise BadFile("{file} has more than {limit} lines; split it, by community for example", file=self.file,
                          limit=MAX_LINES)
        if (self.n_in_row > MAX_ELEMENTS_IN_ROW or self.n_loose > self.limit or self.depth > MAX_DEPTH
                or self.n_all > MAX_ELEMENTS_OF_ALL):
            raise self._too_much()

    def _too_much(self) -> BadFile:
        return BadFile("{file} holds more than a workbook of one table may; save the sheet as CSV", file=self.file)

    def _refuse_doctype(self, *_: object) -> None:
        raise damaged(self.file)


def _may_be_xml(head: bytes) -> bool:
    """Tell whether an XML parser could get anywhere: after blanks a `<`, or the mark or zeros of UTF-16."""
    start = head.lstrip()[:1]
    return start in (b"", b"<", b"\xef", b"\xfe", b"\xff", b"\x00")


@contextmanager
def _faults_told(file: str) -> Iterator[None]:
    try:
        yield
    except expat.ExpatError as error:
        raise damaged(file) from error
