"""Which encoding a text file is in: tried strictly over the whole file, never replaced, never guessed from a part."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from gisdata.errors import BadFile

CHUNK_BYTES = 1 << 20

MAX_LINES = 500_000
"""Ten times the largest station; the records of so many rows still fit into 512 MB."""

GB2312_SHARE = 0.8
"""At least this share of the characters beyond ASCII must be everyday ones (GB2312): Chinese text is nearly all of
them, while Western text read as GB18030 by mistake gives rare characters."""


def find_encoding(stream: BinaryIO, file: str, *, is_table: bool = True) -> str:
    """Return "utf-8-sig" or "gb18030", whichever the whole file keeps to; leaves the stream at its start.

    "utf-8-sig" reads UTF-8 with and without its mark. Raises BadFile for UTF-16, NUL bytes, text in neither
    encoding and, in tables, endless lines and more than MAX_LINES lines.
    """
    stream.seek(0)
    if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise BadFile("{file} is in UTF-16; save it as UTF-8", file=file)
    _require_text_lines(stream, file, is_table=is_table)
    try:
        # Not "utf-8-sig": its incremental decoder lets a file pass that ends inside the mark.
        for _ in _decoded(stream, "utf-8"):
            pass
    except UnicodeDecodeError:
        _require_gb18030(stream, file)
        stream.seek(0)
        return "gb18030"
    stream.seek(0)
    return "utf-8-sig"


def _require_text_lines(stream: BinaryIO, file: str, *, is_table: bool) -> None:
    n_lines = 0
    for chunk in _chunks(stream):
        nul = chunk.find(b"\x00")
        if nul >= 0:
            raise _nul_error(chunk, n_lines + chunk.count(b"\n", 0, nul) + 1, file)
        ends = max(chunk.count(b"\n"), chunk.count(b"\r"))
        if is_table and not ends and len(chunk) == CHUNK_BYTES:
            raise BadFile("{file} has a line of more than a million characters; it is not a table", file=file)
        n_lines += ends
        if is_table and n_lines > MAX_LINES + 1:
            raise BadFile("{file} has more than {limit} lines; split it, by community for example", file=file,
                          limit=MAX_LINES)


def _nul_error(chunk: bytes, line: int, file: str) -> BadFile:
    """UTF-16 without its mark has a NUL at every second byte of its digits and commas; other files are damaged."""
    even, odd = chunk[0::2].count(0), chunk[1::2].count(0)
    if max(even, odd) > len(chunk) // 8 and min(even, odd) * 8 < max(even, odd):
        return BadFile("{file} is in UTF-16; save it as UTF-8", file=file)
    return BadFile(
        "{file} has NUL bytes (the first in line {line}): it is damaged or not a text file; save it again as UTF-8",
        file=file, line=line,
    )


def _require_gb18030(stream: BinaryIO, file: str) -> None:
    n_beyond = n_everyday = 0
    line = 1
    try:
        for text in _decoded(stream, "gb18030"):
            beyond = "".join(c for c in text if c > "\x7f")
            n_beyond += len(beyond)
            n_everyday += len(beyond.encode("gb2312", "ignore")) // 2
            line += text.count("\n")
    except UnicodeDecodeError as error:
        raise BadFile(
            "{file} is neither UTF-8 nor GB18030 (from about line {line}); save it as UTF-8", file=file, line=line
        ) from error
    if n_everyday < GB2312_SHARE * n_beyond:
        raise BadFile(
            "{file} is neither UTF-8 nor Chinese text in GB18030 (perhaps a Western encoding); save it as UTF-8",
            file=file,
        )


def _decoded(stream: BinaryIO, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    for chunk in _chunks(stream):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while chunk := stream.read(CHUNK_BYTES):
        yield chunk
