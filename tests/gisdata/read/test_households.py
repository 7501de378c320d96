"""Households: what is taken, changed, refused, and what keeps a whole file out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gisdata.coordinates import Datum, from_wgs84
from gisdata.errors import BadFile
from gisdata.read import read_households
from gisdata.records import Dwelling, Household, Located, ReadResult, Slot
from planner.sentence import say

HEADER = "户编号,地址,社区,房屋类型,经度,纬度,走访时段,免打扰,上次走访日期,须走访截止日期"
TOWN = (110.70, 32.60, 110.90, 32.70)


def a_row(
    code: str = "H1",
    *,
    address: str = "滨河路12号3栋2单元501室",
    lon: str = "110.7854",
    lat: str = "32.6310",
    rest: str = ",,,",
) -> str:
    return f"{code},{address},滨河社区,楼房,{lon},{lat},{rest}"


def read(
    tmp_path: Path,
    text: str,
    *,
    crs: Datum | None = Datum.WGS84,
    near: object = TOWN,
    encoding: str = "utf-8",
) -> ReadResult[Household]:
    path = tmp_path / "households.csv"
    path.write_bytes(text.encode(encoding))
    return read_households(path, crs=crs, near=near)  # type: ignore[arg-type]


def table(*rows: str, header: str = HEADER) -> str:
    return "\n".join((header, *rows)) + "\n"


def only_refusal(result: ReadResult[Household]) -> tuple[int, str, str]:
    assert len(result.refused) == 1
    refused = result.refused[0]
    return refused.row, refused.column, str(refused.reason)


def notes(result: ReadResult[Household]) -> list[str]:
    return [str(note) for note in result.notes]


def test_a_full_row_in_chinese_becomes_a_household(tmp_path: Path) -> None:
    row = "H1,滨河路12号,滨河社区,平房,110.7854,32.6310,晚间,是,2026年3月1日,2026/12/31"
    assert read(tmp_path, table(row)).records == (
        Household(
            household_id="H1",
            address="滨河路12号",
            community="滨河社区",
            dwelling=Dwelling.HOUSE,
            lon_deg=110.7854,
            lat_deg=32.631,
            located=Located.GIVEN,
            slot=Slot.EVENING,
            do_not_disturb=True,
            last_contact_on=date(2026, 3, 1),
            must_visit_by=date(2026, 12, 31),
        ),
    )


def test_english_columns_in_another_order_with_defaults(tmp_path: Path) -> None:
    result = read(tmp_path, "community,household_id,Address\n滨河社区,H1,滨河路12号\n", crs=None)
    assert result.records == (Household(household_id="H1", address="滨河路12号", community="滨河社区"),)
    assert result.columns == ("community", "household_id", "Address")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_three_encodings_give_the_same_households(tmp_path: Path, encoding: str) -> None:
    result = read(tmp_path, table(a_row()), encoding=encoding)
    assert result.records[0].address == "滨河路12号3栋2单元501室"
    assert notes(result) == (["the file was read as GB18030"] if encoding == "gb18030" else [])


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do_and_they_may_be_mixed(tmp_path: Path, line_end: str) -> None:
    text = HEADER + line_end + a_row("H1") + line_end + a_row("H2") + "\n" + a_row("H3") + "\r\n"
    assert [h.household_id for h in read(tmp_path, text).records] == ["H1", "H2", "H3"]


def test_gcj02_points_are_converted_and_counted(tmp_path: Path) -> None:
    lon, lat = from_wgs84(110.7854, 32.6310, Datum.GCJ02)
    result = read(tmp_path, table(a_row(lon=repr(float(lon)), lat=repr(float(lat)))), crs=Datum.GCJ02)
    assert result.records[0].lon_deg == pytest.approx(110.7854, abs=1e-8)
    assert result.records[0].lat_deg == pytest.approx(32.6310, abs=1e-8)
    assert notes(result) == ["1 points were converted from gcj02 to WGS-84"]
    assert result.changed == ()


def test_coordinates_without_a_datum_are_never_guessed(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="say --crs wgs84, gcj02 or bd09; coordinates are never guessed"):
        read(tmp_path, table(a_row()), crs=None)


def test_a_file_whose_coordinates_are_all_empty_needs_no_datum(tmp_path: Path) -> None:
    household = read(tmp_path, table(a_row(lon="", lat="")), crs=None).records[0]
    assert (household.located, household.has_point) == (Located.NOWHERE, False)


REFUSED_ROWS = {
    "missing id": (a_row(""), "户编号", "the cell is empty; 户编号 must be filled in"),
    "missing address": (a_row(address=" "), "地址", "the cell is empty; 地址 must be filled in"),
    "lon is a word": (a_row(lon="东经110度"), "经度", "东经110度 is not a number; write it like 110.7854"),
    "decimal comma": (a_row(lon='"110,78"'), "经度", "110,78 is not a number; write it like 110.7854"),
    "NaN": (a_row(lat="NaN"), "纬度", "NaN is not a number one can measure"),
    "infinite": (a_row(lat="1e999"), "纬度", "1e999 is not a number one can measure"),
    "one of both": (a_row(lat=""), "纬度", "one of longitude and latitude is empty; give both or none"),
    "the other of both": (a_row(lon=""), "经度", "one of longitude and latitude is empty; give both or none"),
    "metres": (a_row(lon="485230.5", lat="3611020"), "经度", "485230.5, 3611020 looks like metres"),
    "out of range": (
        a_row(lon="210.5", lat="32"),
        "经度",
        "210.5, 32 is outside -180..180 and -90..90 degrees",
    ),
    "latitude too large": (a_row(lon="110.7", lat="132.6"), "经度", "110.7, 132.6 is outside"),
    "zero": (a_row(lon="0", lat="0.0"), "经度", "0, 0 lies in the Atlantic"),
    "swapped": (
        a_row(lon="32.6310", lat="110.7854"),
        "经度",
        "32.631, 110.7854: longitude and latitude are swapped",
    ),
    # 110.9 to 116.4 E at 39.9 N: 5.6 degrees east and 7.2 degrees north, 500 and 801 km: 940 km.
    "far": (a_row(lon="116.40", lat="39.90"), "经度", "116.4, 39.9 lies 940 km away from the town"),
    "unknown code": (
        "H1,滨河路,滨河社区,别墅,,,,,,",
        "房屋类型",
        "别墅 is not one of: flat 楼房, house 平房, dormitory 宿舍, unknown 不详",
    ),
    "yes or no": (a_row(rest=",也许,,"), "免打扰", "也许 is not one of: yes 是, no 否"),
    "bad date": (
        a_row(rest=",,三月一日,"),
        "上次走访日期",
        "三月一日 is not a date; write it like 2026-11-20",
    ),
    "day that is not": (
        a_row(rest=",,2026-02-30,"),
        "上次走访日期",
        "2026-02-30 is a day that does not exist",
    ),
    "serial day": (a_row(rest=",,46100,"), "上次走访日期", "46100 is a spreadsheet's own number of a day"),
    "year 1900": (
        a_row(rest=",,1900-01-01,"),
        "上次走访日期",
        "1900-01-01 is not in the years 1990 to 2100",
    ),
    "few cells": ("H1,滨河路", "须走访截止日期", "the row has only 2 cells for 10 columns"),
    "many cells": (a_row(rest=",,,,多余"), "须走访截止日期", "the row has 11 cells for 10 columns"),
    "rounded id": (
        a_row("4.20303E+17"),
        "户编号",
        "4.20303E+17 is a long number that a spreadsheet has rounded",
    ),
    "spreadsheet error": (a_row(address="#REF!"), "地址", "#REF! is an error of the spreadsheet"),
    "long id": (a_row("H" * 65), "户编号", "the code has 65 characters, at most 64 fit"),
    "long address": (a_row(address="路" * 201), "地址", "the text has 201 characters, at most 200 fit"),
    "endless cell": (
        a_row(address="路" * 10_001),
        "地址",
        "the cell has 10001 characters, at most 10000 fit",
    ),
    "people": (a_row(address="重点人员张某住处"), "地址", "the text puts people into a category"),
}


@pytest.mark.parametrize("case", REFUSED_ROWS)
def test_a_wrong_row_is_refused_with_its_reason_and_the_others_are_taken(tmp_path: Path, case: str) -> None:
    row, column, reason = REFUSED_ROWS[case]
    result = read(tmp_path, table(a_row("H0"), row, a_row("H9")))
    found = only_refusal(result)
    assert found[:2] == (3, column)
    assert found[2].startswith(reason)
    assert [h.household_id for h in result.records] == ["H0", "H9"]
    assert result.n_rows == 3


def test_a_double_id_is_refused_and_names_the_first_row(tmp_path: Path) -> None:
    result = read(tmp_path, table(a_row("H1"), a_row("H2"), a_row("Ｈ1")))
    assert only_refusal(result) == (4, "户编号", "Ｈ1 stands in row 2 already; each may stand once")


def test_without_a_town_a_point_is_held_against_the_middle_of_the_file(tmp_path: Path) -> None:
    rows = [a_row(f"H{i}") for i in range(9)]
    result = read(tmp_path, table(*rows, a_row("far", lon="116.4", lat="39.9")), near=None)
    # 7.269 degrees north are 808 km, 5.615 degrees east at 36.3 N are 503 km: 952 km.
    assert only_refusal(result)[2].startswith("116.4, 39.9 lies 952 km away from most points of the file")


def test_west_of_90_degrees_swapped_points_are_told_by_the_town(tmp_path: Path) -> None:
    kashgar = (75.9, 39.4, 76.1, 39.5)
    result = read(tmp_path, table(a_row(lon="39.45", lat="76.0")), near=kashgar)
    assert "longitude and latitude are swapped" in only_refusal(result)[2]


def test_a_point_just_within_100_km_is_taken_and_one_just_beyond_is_not(tmp_path: Path) -> None:
    # One degree of latitude is 111.19 km on the sphere used: 32.70 + 0.899 = 99.96 km, + 0.900 = 100.08 km.
    near, far = a_row("near", lat="33.599"), a_row("far", lat="33.600")
    result = read(tmp_path, table(near, far))
    assert [h.household_id for h in result.records] == ["near"]


@pytest.mark.parametrize(
    "text",
    [
        "滨河路12号 13812345678",
        "滨河路１３８１２３４５６７８",
        "滨河路138-1234-5678号",
        "滨河路 +86 138 1234 5678",
        "滨河路420303199003071234",
        "滨河路42030319900307123X",
    ],
)
def test_a_number_of_a_person_is_refused_and_repeated_nowhere(tmp_path: Path, text: str) -> None:
    result = read(tmp_path, table(a_row(address=text)))
    refused = result.refused[0]
    assert "looks like a phone or ID number" in str(refused.reason)
    assert "[***]" in refused.raw["地址"]
    assert not any(
        digits in repr(refused) for digits in ("12345678", "1234-5678", "1234 5678", "１２３４", "19900307")
    )


def test_the_mark_of_a_number_taken_out_is_refused_until_it_is_gone(tmp_path: Path) -> None:
    assert "still stands" in only_refusal(read(tmp_path, table(a_row(address="滨河路[***]"))))[2]


@pytest.mark.parametrize("text", ["滨河路12号3栋2单元501室", "G316国道1234567890", "420303001001000123号"])
def test_other_long_numbers_are_no_numbers_of_persons(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, table(a_row(address=text))).refused == ()


@pytest.mark.parametrize(
    ("code", "taken"),
    [
        ("420303001001000123", True),  # a door code of 18 digits: no date inside
        ("11010519491231002X", False),  # the example number of GB 11643-1999, check digit X
        ("110105194912310021", True),  # the same with a wrong check digit is only a code
        ("13812345678", False),
        ("H13812345678", True),
    ],
)
def test_ids_are_no_numbers_of_persons(tmp_path: Path, code: str, taken: bool) -> None:
    result = read(tmp_path, table(a_row(code)))
    assert bool(result.records) is taken
    assert taken or code not in repr(result)


def test_full_width_digits_and_blanks_are_changed_and_told(tmp_path: Path) -> None:
    result = read(tmp_path, table(a_row(" Ｈ１ ", address="　滨河路 ", lon="１１０.7854")))
    assert (result.records[0].household_id, result.records[0].lon_deg) == ("H1", 110.7854)
    assert [(c.row, c.column, c.was, c.became) for c in result.changed] == [
        (2, "户编号", " Ｈ１ ", "H1"),
        (2, "地址", "　滨河路 ", "滨河路"),
        (2, "经度", "１１０.7854", "110.7854"),
    ]


def test_a_refused_row_is_not_told_as_changed_too(tmp_path: Path) -> None:
    result = read(tmp_path, table(a_row(" H1 ", lon="116.4", lat="39.9")))
    assert (len(result.refused), result.changed) == (1, ())


def test_line_ends_and_invisible_characters_inside_text_are_taken_out(tmp_path: Path) -> None:
    result = read(tmp_path, table(a_row(address='"滨河路\n12号\u202e\u200b"')))
    assert result.records[0].address == "滨河路 12号"


def test_text_that_looks_like_a_formula_is_kept_as_text(tmp_path: Path) -> None:
    assert (
        read(tmp_path, table(a_row(address="=cmd|' /C calc'!A0"))).records[0].address == "=cmd|' /C calc'!A0"
    )


def test_blank_rows_are_passed_over_but_counted_in_row_numbers(tmp_path: Path) -> None:
    result = read(tmp_path, table(a_row("H1"), "", ",,,,,,,,,", a_row("H2", lon="x"), "", ""))
    assert only_refusal(result)[0] == 5
    assert (result.n_rows, notes(result)) == (2, ["2 blank rows were passed over"])


def test_blank_cells_beyond_the_columns_are_no_fault(tmp_path: Path) -> None:
    assert read(tmp_path, table(a_row() + ",,")).refused == ()


@pytest.mark.parametrize("separator", [";", "\t", "|", "，"])
def test_other_separators_are_taken_when_the_columns_fit_exactly(tmp_path: Path, separator: str) -> None:
    result = read(tmp_path, table(a_row()).replace(",", separator))
    assert len(result.records) == 1
    assert notes(result)[0].startswith("cells are separated by: ")


def test_columns_of_persons_are_not_read_and_unknown_ones_not_stored(tmp_path: Path) -> None:
    header, row = HEADER + ",姓名,手机号,phone,备注", a_row() + ",王某某,13812345678,13912345678,红色大门"
    result = read(tmp_path, table(row, header=header))
    assert notes(result) == [
        "columns about persons were not read: 姓名, 手机号, phone",
        "unknown columns are not stored: 备注",
    ]
    assert "王某某" not in repr(result)
    assert "12345678" not in repr(result)
    assert len(result.records) == 1


@pytest.mark.parametrize("column", ["走访事由", "事由", "purpose"])
def test_why_a_household_is_visited_is_never_stored(tmp_path: Path, column: str) -> None:
    rows = (a_row("H1") + ",困难帮扶", a_row("H2", lon="x") + ",困难帮扶")
    result = read(tmp_path, table(*rows, header=f"{HEADER},{column}"))
    assert notes(result) == [f"unknown columns are not stored: {column}"]
    assert [h.household_id for h in result.records] == ["H1"]
    assert column not in result.columns
    assert "困难帮扶" not in repr(result)


@pytest.mark.parametrize(
    "column",
    [
        "重点人口",
        "是否重点人员",
        "民族",
        "宗教信仰",
        "风险等级",
        "等级",
        "政治面貌",
        "上访",
        "前科",
        "精神",
        "risk",
        "Risk Level",
        "creditScore",
        "religion",
        "ethnicity",
        "户主民族",
    ],
)
def test_a_red_line_column_keeps_the_whole_file_out(tmp_path: Path, column: str) -> None:
    with pytest.raises(BadFile, match="which grades or sorts people"):
        read(tmp_path, table(a_row() + ",x", header=f"{HEADER},{column}"))


BAD_FILES = {
    "empty": (b"", "is empty"),
    "only a mark": (b"\xef\xbb\xbf", "has no column names in its first row"),
    "half a mark": (b"\xef", "is neither UTF-8 nor GB18030"),
    "blank": (b"\n\n", "has no column names in its first row"),
    "header only": (HEADER.encode(), "has column names but no rows"),
    "UTF-16": (table(a_row()).encode("utf-16"), "is in UTF-16; save it as UTF-8"),
    "UTF-16 without mark": (table(a_row()).encode("utf-16-le"), "is in UTF-16; save it as UTF-8"),
    "NUL": (table(a_row("H1"), a_row("H\x00 2")).encode(), r"has NUL bytes \(the first in line 3\)"),
    "neither encoding": (table(a_row()).encode() + b"\xff\xff\xff", "is neither UTF-8 nor GB18030"),
    "Western": (
        "household_id,address,community\nH1,Müllerweg Süd,Grünwald\n".encode("latin-1"),
        "is neither UTF-8 nor Chinese text in GB18030",
    ),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "seems to be a PNG picture"),
    "workbook called CSV": (b"PK\x03\x04....", "seems to be a ZIP archive or XLSX workbook"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "seems to be an old XLS workbook"),
    "web page": (b"<html><table>", "seems to be a web page"),
    "JSON": (b'{"a": 1}', "seems to be a JSON file"),
    "wrong separator": ("户编号;地址;社区;备注\nH1;a;b;c\n".encode(), "seem to be separated by semicolon"),
    "missing column": (
        "户编号,住址\nH1,滨河路\n".encode(),
        "lacks columns of a table of households: address 地址, community 社区; row 1 has: 户编号, 住址",
    ),
    "doubled column": (
        "户编号,地址,社区,地址\nH1,a,b,c\n".encode(),
        "has the column address twice, as 地址 and 地址",
    ),
    "doubled in two languages": (
        "户编号,地址,社区,address\nH1,a,b,c\n".encode(),
        "has the column address twice, as 地址 and address",
    ),
    "open quotation mark": (
        table(a_row(), '"H2,滨河路', a_row("H3")).encode(),
        "a quotation mark is not closed",
    ),
    "quotation mark inside": (
        table('H1,"滨河"路,b,,,,,,,').encode(),
        "a quotation mark is not closed, not doubled",
    ),
    "200 kB cell": (table(a_row(address="a" * 200_000)).encode(), "a cell has more than 131072 characters"),
    "endless line": (
        HEADER.encode() + b"\n" + b"1" * 3_000_000,
        "has a line of more than a million characters",
    ),
    "too many lines": (HEADER.encode() + b"\n,,,,,,,,," * 500_002, "has more than 500000 lines"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_told_in_one_sentence(tmp_path: Path, case: str) -> None:
    content, sentence = BAD_FILES[case]
    path = tmp_path / "households.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=sentence) as caught:
        read_households(path, crs=Datum.WGS84)
    assert str(caught.value).startswith(("households.csv", "the cells of households.csv"))


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(BadFile, match="cannot be opened"):
            read_households(path, crs=None)


def test_a_file_with_too_many_wrong_rows_is_refused_as_a_whole(tmp_path: Path) -> None:
    rows = [f"H{i},a,b,{'c' if i % 2 else ''},1,0,,,,," for i in range(50_001)]
    with pytest.raises(BadFile, match="more than 50000 rows are refused"):
        read(tmp_path, table(*rows))


def test_a_check_from_outside_refuses_with_its_own_sentence(tmp_path: Path) -> None:
    path = tmp_path / "households.csv"
    path.write_text(table(a_row("H1", rest=",,2027-01-01,"), a_row("H2")), encoding="utf-8")
    why = say("the last contact lies in the future")
    result = read_households(
        path, crs=Datum.WGS84, check=lambda h: ("last_contact_on", why) if h.last_contact_on else None
    )
    assert (result.refused[0].column, result.refused[0].value, result.refused[0].reason) == (
        "上次走访日期",
        "2027-01-01",
        why,
    )
    assert len(result.records) == 1
