"""The route sheets as CSV."""

import csv
import errno
from pathlib import Path

import pytest

from gisdata.errors import DiskFull
from gisdata.records import Walk
from gisdata.write import write_route_sheets_csv
from gisdata.write.safe_text import csv_text, printable


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_each_stop_is_a_row_in_order_of_officer_and_time(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_route_sheets_csv(walks, tmp_path / "routes.csv")
    rows = _read(tmp_path / "routes.csv")
    assert [(r["警号"], r["序号"], r["类型"]) for r in rows] == [
        ("1001", "1", "巡逻"), ("1001", "2", "走访"), ("1001", "0", "休息"), ("1001", "3", "走访"),
        ("1001", "4", "走访"), ("1002", "1", "走访"),
    ]
    assert rows[1]["地址或地点"] == "学府路58号锦绣小区3栋2单元501室"
    assert (rows[1]["日期"], rows[1]["星期"]) == ("2026-11-23", "周一")
    assert (rows[1]["开始"], rows[1]["结束"]) == ("08:40", "08:52")
    assert rows[0]["必办"] == "是" and rows[1]["必办"] == "否"


def test_english_headers_when_english_is_asked_for(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_route_sheets_csv(walks, tmp_path / "routes.csv", language="en")
    assert _read(tmp_path / "routes.csv")[0]["kind"] == "patrol"


def test_the_file_carries_the_mark_by_which_excel_knows_chinese(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_route_sheets_csv(walks, tmp_path / "routes.csv")
    assert (tmp_path / "routes.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_address_that_begins_like_a_formula_stays_text(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_route_sheets_csv(walks, tmp_path / "routes.csv")
    texts = [r["地址或地点"] for r in _read(tmp_path / "routes.csv")]
    assert texts[3] == '\'=HYPERLINK("http://x","y")'
    assert texts[4] == "'@SUM(A1)"


@pytest.mark.parametrize("text", [
    "=1", "+1+2", "-1-2", "@a", "\t=1", "\r=1", " =1", "＝1", "＋1+2", "－1-2", "＠a", "\x00=1",
])
def test_every_dangerous_start_gets_an_apostrophe(text: str) -> None:
    assert csv_text(text).startswith("'")


def test_a_plain_number_keeps_its_minus() -> None:
    assert (csv_text("-0.127760"), csv_text("-5")) == ("-0.127760", "-5")


def test_characters_that_no_workbook_can_hold_are_left_out() -> None:
    assert printable("学\x00府\x0b路\ud800") == "学府路"


def test_no_walks_leave_a_file_with_headers_only(tmp_path: Path) -> None:
    write_route_sheets_csv((), tmp_path / "routes.csv")
    assert _read(tmp_path / "routes.csv") == []


def test_a_full_disk_leaves_the_old_sheets(
    walks: tuple[Walk, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "routes.csv"
    target.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("gisdata.files.os.fsync", full)
    with pytest.raises(DiskFull):
        write_route_sheets_csv(walks, target)
    assert target.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["routes.csv"]
