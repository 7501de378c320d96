"""The datum that a table names itself, in a column: one for all its points, and the same that the import was told."""

from __future__ import annotations

from collections.abc import Iterable

from gisdata.coordinates import Datum
from gisdata.errors import BadFile
from gisdata.read.columns import Column
from gisdata.read.faults import CellFault
from planner.sentence import Sentence, say

_NAMES = {
    Datum.WGS84: ("wgs84", "epsg4326", "4326", "gps"),
    Datum.CGCS2000: ("cgcs2000", "epsg4490", "4490", "国家2000", "国家2000坐标系", "2000国家大地坐标系"),
    Datum.GCJ02: ("gcj02", "gcj", "火星", "火星坐标", "火星坐标系", "高德", "腾讯", "amap"),
    Datum.BD09: ("bd09", "bd09ll", "百度", "百度坐标", "百度坐标系", "baidu"),
}
"""How tables and map services call the datums, in small letters and without `-`, `_`, `:` and blanks."""

_KNOWN = {name: datum for datum, names in _NAMES.items() for name in names}


def parse_datum(text: str) -> Datum:
    """Return the datum of a name such as `GCJ-02`, `EPSG:4490` or `百度`."""
    datum = _KNOWN.get("".join(letter for letter in text.lower() if letter not in "-_: "))
    if datum is None:
        raise CellFault("{value} is not one of: {allowed}", allowed=", ".join(datum.value for datum in Datum))
    return datum


DATUM = Column(english="crs", chinese="坐标系", parse=parse_datum, few=True)
"""The column that may say what the points of a table refer to; every table with points may have it."""


def datum_of_file(
    crs: Datum | None, named: Iterable[tuple[int, Datum | None]], file: str
) -> tuple[Datum | None, tuple[Sentence, ...]]:
    """Return the datum of all points of a file, and a note when only its column says so.

    `named`: row number and datum of each row that has a point; None where the cell is empty. Raises BadFile when
    the rows differ, or contradict `crs`: points of two datums lie hundreds of metres apart. WGS-84 and CGCS2000 are
    equal within centimetres and count as one.
    """
    first_row, first = 0, None
    for row, datum in named:
        if not first_row:
            first_row, first = row, datum
        elif _plain(datum) is not _plain(first):
            raise _mixed(file, (first_row, first), (row, datum))
    if first is None:
        return crs, ()
    if crs is None:
        return first, (say("the coordinates are taken as {crs}, as the column {column} says", crs=first.value,
                           column=DATUM.both_names),)
    if _plain(crs) is not _plain(first):
        raise BadFile("{file} says {told} in its column {column}, the import was told --crs {crs}; correct one of them",
                      file=file, told=first.value, column=DATUM.both_names, crs=crs.value)
    return crs, ()


def _plain(datum: Datum | None) -> Datum | None:
    return Datum.WGS84 if datum is Datum.CGCS2000 else datum


def _mixed(file: str, one: tuple[int, Datum | None], other: tuple[int, Datum | None]) -> BadFile:
    if one[1] is not None and other[1] is not None:
        return BadFile("{file} mixes datums: its column {column} says {first} in row {row} and {second} in row "
                       "{other_row}; make one file of each datum", file=file, column=DATUM.both_names,
                       first=one[1].value, row=one[0], second=other[1].value, other_row=other[0])
    filled, empty = (one, other) if one[1] is not None else (other, one)
    return BadFile("{file} says {crs} in row {row} and no datum in row {empty_row}; fill in the column {column} "
                   "for every row with coordinates", file=file, crs=filled[1], row=filled[0], empty_row=empty[0],
                   column=DATUM.both_names)
