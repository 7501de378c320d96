"""The account of due households."""

import csv
from pathlib import Path

from gisdata.records import DueRow
from gisdata.write import write_due_csv


def a_due_row(household_id: str, state: str, **changes: str) -> DueRow:
    values = {
        "household_id": household_id, "address": "老街3号", "community": "老街社区", "state": state, "reason": "",
        "sentence": "", "template": "", "values_json": "{}", **changes,
    }
    return DueRow(**values)


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle))


def test_every_due_household_is_told_once_in_the_order_given(tmp_path: Path) -> None:
    rows = [
        a_due_row("H2", "planned"),
        a_due_row("H1", "left_out", reason="no_way", sentence="no street leads to it"),
    ]
    write_due_csv(rows, tmp_path / "due.csv")
    assert _read(tmp_path / "due.csv") == [
        ["户编号", "地址", "社区", "结果", "原因代码", "说明"],
        ["H2", "老街3号", "老街社区", "已安排", "", ""],
        ["H1", "老街3号", "老街社区", "未安排", "no_way", "no street leads to it"],
    ]


def test_sentences_are_said_in_the_language_of_the_reader(tmp_path: Path) -> None:
    row = a_due_row("H1", "left_out", sentence="no street leads to it")
    write_due_csv([row], tmp_path / "due.csv", say_in=lambda _: "没有道路通往此户")
    assert _read(tmp_path / "due.csv")[1][-1] == "没有道路通往此户"


def test_an_id_or_address_that_begins_like_a_formula_stays_text(tmp_path: Path) -> None:
    write_due_csv([a_due_row("=1+1", "planned", address="-2号")], tmp_path / "due.csv", language="en")
    assert _read(tmp_path / "due.csv")[1][:4] == ["'=1+1", "'-2号", "老街社区", "planned"]
