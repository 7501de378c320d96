"""The file of refused rows: corrected and sent again, it gives the records."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gisdata.coordinates import Datum
from gisdata.errors import DiskFull
from gisdata.read import read_households, write_refused
from gisdata.read.refused_cells import with_guard, without_guard
from gisdata.records import Household, ReadResult
from planner.sentence import Sentence

HEADER = ["户编号", "地址", "社区", "经度", "纬度", "姓名", "备注"]


def written(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)
    return path


def cells_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle))


def read(path: Path) -> ReadResult[Household]:
    return read_households(path, crs=Datum.WGS84, near=(110.7, 32.6, 110.9, 32.7))


def test_refused_rows_are_written_with_row_and_reason_and_without_what_is_not_stored(tmp_path: Path) -> None:
    rows = [
        HEADER,
        ["H1", "滨河路", "滨河社区", "110.8", "32.65", "王某", "x"],
        ["H2", "滨河路2号", "滨河社区", "x", "32.65", "李某", "y"],
    ]
    write_refused(read(written(tmp_path / "h.csv", rows)), tmp_path / "refused.csv")
    assert (tmp_path / "refused.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert cells_of(tmp_path / "refused.csv") == [
        ["户编号", "地址", "社区", "经度", "纬度", "huhu_row", "huhu_reason"],
        ["H2", "滨河路2号", "滨河社区", "x", "32.65", "3", "经度: x is not a number; write it like 110.7854"],
    ]


def test_the_reason_is_said_in_the_readers_language(tmp_path: Path) -> None:
    result = read(written(tmp_path / "h.csv", [HEADER, ["", "a", "b", "", "", "", ""]]))

    def tell(sentence: Sentence) -> str:
        return f"译文 {sentence.values['column']}"

    write_refused(result, tmp_path / "refused.csv", tell=tell)
    assert cells_of(tmp_path / "refused.csv")[1][-1] == "译文 户编号"


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1 路", "-1号楼", "@路", "＝1"])
def test_formulas_are_guarded_in_the_file_and_come_back_as_they_were(tmp_path: Path, text: str) -> None:
    result = read(written(tmp_path / "h.csv", [HEADER, ["H1", text, "滨河社区", "-110.5", "0", "", ""]]))
    write_refused(result, tmp_path / "refused.csv")
    cells = cells_of(tmp_path / "refused.csv")
    assert (cells[1][1], cells[1][3]) == ("'" + text, "-110.5")
    cells[1][3:5] = ["110.8", "32.65"]
    again = read(written(tmp_path / "again.csv", cells))
    assert again.records[0].address == text
    assert again.changed == ()


@given(st.text())
def test_the_guard_comes_off_every_text(text: str) -> None:
    assert without_guard(with_guard(text)) == text


@given(st.text(alphabet="'=+-@1\t\r ") | st.text())
def test_a_guarded_text_starts_no_formula(text: str) -> None:
    guarded = with_guard(text)
    assert not guarded.startswith(("=", "@", "\t", "\r")) and (
        guarded[:1] not in ("+", "-") or float(guarded) < 1e999
    )


FAULTS = st.sampled_from(["H-missing", "lon", "lat", "far", "ragged", "community", "phone"])
TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Nd")), min_size=1, max_size=20).filter(
    lambda text: text.strip() == text and text.isprintable() and text != ""
)


def spoilt(row: list[str], fault: str) -> list[str]:
    wrong = list(row)
    if fault == "H-missing":
        wrong[0] = ""
    elif fault == "ragged":
        wrong.append("surplus")
    elif fault == "phone":
        wrong[1] += " 13812345678"
    else:
        at, value = {"lon": (3, "东经"), "lat": (4, ""), "far": (4, "45"), "community": (2, " ")}[fault]
        wrong[at] = value
    return wrong


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(TEXT, st.none() | FAULTS), min_size=1, max_size=8))
def test_a_corrected_file_of_refused_rows_gives_the_records(
    tmp_path: Path, rows: list[tuple[str, str | None]]
) -> None:
    header = HEADER[:5]
    good = [[f"H{i}", text, "滨河社区", "110.8", "32.65"] for i, (text, _) in enumerate(rows)]
    expected = read(written(tmp_path / "good.csv", [header, *good]))
    assert expected.refused == ()
    spoilt_rows = [
        row if fault is None else spoilt(row, fault) for row, (_, fault) in zip(good, rows, strict=True)
    ]
    first = read(written(tmp_path / "spoilt.csv", [header, *spoilt_rows]))
    write_refused(first, tmp_path / "refused.csv")
    cells = cells_of(tmp_path / "refused.csv")
    assert len(cells) - 1 == sum(fault is not None for _, fault in rows)
    for row in cells[1:]:
        # The person puts right what is wrong, and leaves the rest as the spreadsheet shows it.
        right = good[int(row[5]) - 2]
        row[:5] = [
            wanted if was != with_guard(wanted) else was for was, wanted in zip(row[:5], right, strict=True)
        ]
    if len(cells) == 1:
        return
    second = read(written(tmp_path / "again.csv", cells))
    assert second.refused == ()
    assert {*first.records, *second.records} == {*expected.records}


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "refused.csv"
    target.write_text("old", encoding="utf-8")
    result = read(written(tmp_path / "h.csv", [HEADER, ["", "a", "b", "", "", "", ""]]))
    real_open = Path.open

    def no_room(self: Path, *args: object, **more: object) -> object:
        if self.name == "refused.csv":
            raise OSError(28, "No space left on device")
        return real_open(self, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", no_room)
    with pytest.raises(DiskFull):
        write_refused(result, target)
    monkeypatch.undo()
    assert target.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".huhu")] == []


def test_a_result_may_be_made_anew_with_other_refusals(tmp_path: Path) -> None:
    result = read(written(tmp_path / "h.csv", [HEADER, ["H1", "a", "b", "", "", "", ""]]))
    write_refused(replace(result, refused=()), tmp_path / "refused.csv")
    assert len(cells_of(tmp_path / "refused.csv")) == 1
