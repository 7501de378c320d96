"""XLSX workbooks: values as a person typed them, and archives that are not harmless."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gisdata.coordinates import Datum
from gisdata.errors import BadFile
from gisdata.read import read_households, read_incidents, read_shifts
from gisdata.records import Dwelling

HEADER = ["户编号", "地址", "社区", "房屋类型", "经度", "纬度", "免打扰", "上次走访日期"]


def workbook(path: Path, *rows: list[Any], header: list[str] = HEADER) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (header, *rows):
        sheet.append(row)
    book.save(path)
    return path


def packed(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write the archive anew with each part changed."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, change(name, data))
    return path


def test_cells_become_what_a_person_would_have_typed(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "h.xlsx",
        [1.0, "滨河路12号", "滨河社区", "平房", 110.7854, 32.631, True, dt.datetime(2026, 3, 1)],  # noqa: DTZ001
        [2, "滨河路14号", "滨河社区", None, None, None, None, dt.date(2026, 3, 2)],
    )
    result = read_households(path, crs=Datum.WGS84)
    assert [h.household_id for h in result.records] == ["1", "2"]
    first, second = result.records
    assert (first.dwelling, first.lon_deg, first.do_not_disturb) == (Dwelling.HOUSE, 110.7854, True)
    assert (first.last_contact_on, second.last_contact_on) == (dt.date(2026, 3, 1), dt.date(2026, 3, 2))
    assert (result.changed, result.refused, result.notes) == ((), (), ())


def test_times_of_day_and_moments_are_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "s.xlsx",
        ["P1", 1, dt.time(22, 0), dt.timedelta(hours=30)],
        header=["警号", "星期", "开始", "结束"],
    )
    shift = read_shifts(path).records[0]
    assert (shift.start_s, shift.end_s, shift.weekdays) == (79_200, 108_000, (1,))
    path = workbook(
        tmp_path / "i.xlsx",
        ["I1", "盗窃", dt.datetime(2026, 3, 1, 21, 40), 110.78, 32.63],  # noqa: DTZ001
        header=["incident_id", "kind", "since", "lon", "lat"],
    )
    assert read_incidents(path, crs=Datum.WGS84).records[0].since == dt.datetime(2026, 3, 1, 21, 40)  # noqa: DTZ001


def test_a_long_code_that_the_spreadsheet_rounded_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "h.xlsx", [4.20303001001001e17, "滨河路", "滨河社区"], header=HEADER[:3])
    assert "a spreadsheet has rounded" in str(read_households(path, crs=None).refused[0].reason)


def test_a_formula_gives_its_saved_value_and_is_never_computed(tmp_path: Path) -> None:
    path = workbook(tmp_path / "h.xlsx", ["H1", "=1+1", "滨河社区"], header=HEADER[:3])
    refused = read_households(path, crs=None).refused[0]
    assert (refused.column, str(refused.reason)) == ("地址", "the cell is empty; 地址 must be filled in")


def test_only_the_first_sheet_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "h.xlsx", ["H1", "滨河路", "滨河社区"], header=HEADER[:3])
    book = openpyxl.load_workbook(path)
    book.create_sheet("说明")
    book.save(path)
    assert [str(note) for note in read_households(path, crs=None).notes] == [
        "only the first sheet was read, not: 说明"
    ]


def test_a_sheet_that_lies_about_its_size_is_read_whole(tmp_path: Path) -> None:
    path = workbook(tmp_path / "h.xlsx", ["H1", "滨河路", "滨河社区"], header=HEADER[:3])
    packed(path, lambda _, data: data.replace(b'<dimension ref="A1:C2"', b'<dimension ref="A1:A1"'))
    assert len(read_households(path, crs=None).records) == 1


def test_the_same_refusals_as_in_csv(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "h.xlsx",
        ["H1", "滨河路", "滨河社区"],
        ["H1", "滨河路", "滨河社区"],
        [],
        ["H3", None, "滨河社区"],
        ["H4", "滨河路", "滨河社区", "多余"],
        header=HEADER[:3],
    )
    result = read_households(path, crs=None)
    assert [r.row for r in result.refused] == [3, 5, 6]
    assert str(result.refused[2].reason).startswith("the row has 4 cells for 3 columns")


def test_a_red_line_column_keeps_the_workbook_out(tmp_path: Path) -> None:
    path = workbook(tmp_path / "h.xlsx", ["H1", "滨河路", "滨河社区", "是"], header=[*HEADER[:3], "重点人员"])
    with pytest.raises(BadFile, match="grades or sorts people"):
        read_households(path, crs=None)


def with_entry(name: str, data: bytes) -> Callable[[Path], None]:
    def add(path: Path) -> None:
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, data)

    return add


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-300])


def many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        for i in range(1_001):
            archive.writestr(f"xl/media/{i}", b"")


def symlink(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("xl/link")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")


def encrypted(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)


def declares_a_bomb(path: Path) -> None:
    """A list of entries in which one declares 476 MiB, without a byte of them."""
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (476 * 1024 * 1024).to_bytes(4, "little")
    path.write_bytes(data)


def entity_bomb(path: Path) -> None:
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("b"), ord("k")))
        + b"]>"
    )
    packed(
        path,
        lambda name, data: data.replace(b"<worksheet", bomb + b"<worksheet") if "sheet1" in name else data,
    )


def in_sheet(xml: bytes) -> Callable[[Path], None]:
    def add(path: Path) -> None:
        packed(
            path,
            lambda name, data: (
                data.replace(b"</sheetData>", xml + b"</sheetData>") if "sheet1" in name else data
            ),
        )

    return add


def many_styles(path: Path) -> None:
    packed(path, lambda _, data: data.replace(b"</cellXfs>", b"<xf/>" * 200_001 + b"</cellXfs>"))


def endless_tag(path: Path) -> None:
    attributes = b" ".join(b"a%d=''" % i for i in range(300_000))
    packed(path, lambda _, data: data.replace(b"<cellXfs", b"<cellXfs " + attributes, 1))


def with_shared_texts(path: Path, *texts: str) -> None:
    """Write the workbook as spreadsheets do: texts in a table of their own, cells pointing at them."""
    table = "".join(f"<si><t>{text}</t></si>" for text in texts)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"

    def point(name: str, data: bytes) -> bytes:
        text = data.decode()
        if name == "[Content_Types].xml":
            text = text.replace(
                "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
            )
        if name == "xl/_rels/workbook.xml.rels":
            text = text.replace(
                "</Relationships>",
                f'<Relationship Id="s1" Type="{office}" Target="sharedStrings.xml"/></Relationships>',
            )
        if "sheet1" in name:
            for i, word in enumerate(texts):
                text = text.replace(f't="inlineStr"><is><t>{word}</t></is>', f't="s"><v>{i}</v>')
        return text.encode()

    packed(path, point)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{table}</sst>')


def test_texts_in_a_table_of_their_own_are_found(tmp_path: Path) -> None:
    path = workbook(tmp_path / "h.xlsx", ["H1", "滨河路", "滨河社区"], header=HEADER[:3])
    with_shared_texts(path, *HEADER[:3], "H1", "滨河路", "滨河社区")
    with zipfile.ZipFile(path) as archive:
        assert b"inlineStr" not in archive.read("xl/worksheets/sheet1.xml")
    assert read_households(path, crs=None).records[0].address == "滨河路"


def long_list(path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for i in range(20_000):
            archive.writestr(f"{i:060d}", b"")
    path.write_bytes(buffer.getvalue())


TOO_MUCH = "holds more than a workbook of one table may"

BAD_ARCHIVES: dict[str, tuple[Callable[[Path], None], str]] = {
    "truncated": (cut, "is truncated or damaged"),
    "bomb": (with_entry("xl/media/bomb", b"\0" * (60 * 1024 * 1024)), "would unpack to 62 MB"),
    "declared bomb": (declares_a_bomb, "holds too much text|would unpack to"),
    "bomb of entities": (entity_bomb, "is truncated or damaged"),
    "a row of too many cells": (in_sheet(b"<row>" + b"<c/>" * 2_001 + b"</row>"), TOO_MUCH),
    "too many loose elements": (in_sheet(b"<x/>" * 200_001), TOO_MUCH),
    "too deep": (in_sheet(b"<x>" * 65 + b"</x>" * 65), TOO_MUCH),
    "too many rows": (
        in_sheet(b"".join(b'<row r="%d"/>' % i for i in range(3, 500_003))),
        "has more than 500000 lines",
    ),
    "too many styles": (many_styles, TOO_MUCH),
    "a tag without end": (endless_tag, TOO_MUCH),
    "too many parts": (many_parts, "parts, more than a workbook may have"),
    "endless list of parts": (long_list, "is truncated or damaged"),
    "slip": (with_entry("../../etc/cron.d/x", b"x"), "points outside itself"),
    "symlink": (symlink, "points outside itself"),
    "encrypted part": (encrypted, "is encrypted"),
    "text": (lambda path: path.write_text("户编号,地址") and None, "seems to be another format"),
    "old workbook": (
        lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and None,
        "an old XLS workbook, or a workbook with a password",
    ),
    "zip of something": (lambda path: path.write_bytes(_zip_of_text()) and None, "is truncated or damaged"),
    "row without end": (
        lambda path: packed(path, lambda _, d: d.replace(b'<row r="2"', b'<row r="2000000000"')) and None,
        "has more than 500000 lines",
    ),
}


def _zip_of_text() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", b"a")
    return buffer.getvalue()


@pytest.mark.parametrize("case", BAD_ARCHIVES)
def test_an_archive_that_is_no_harmless_workbook_is_refused(tmp_path: Path, case: str) -> None:
    spoil, sentence = BAD_ARCHIVES[case]
    path = workbook(tmp_path / "h.xlsx", ["H1", "滨河路", "滨河社区"], header=HEADER[:3])
    spoil(path)
    with pytest.raises(BadFile, match=sentence):
        read_households(path, crs=None)


def test_a_workbook_called_xls_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is called XLS and seems to be a ZIP archive or XLSX workbook"):
        read_households(workbook(tmp_path / "h.xlsx").rename(tmp_path / "h.xls"), crs=None)
