"""From files of the street to honest coverage: reports and visits in, audit, duplicates, coverage; by the command."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.web_workspace import planned_workspace

REPORTS = """上报编号,上报日期,情况,户编号,重复户编号,地址,社区,经度,纬度,户数,备注
R1,2026-11-02,拆除,H0001,,,,,,,临街房已拆
R2,2026-11-03,重复,H0004,H0002,,,,,,
R3,2026-11-04,漏登,,,清河镇朝阳路99号,河东社区,110.7911,32.6211,2,
R4,2026-11-04,空置,H0007,,,,,,,
"""
VISITS = """户编号,走访日期,走访结果
H0002,2026-11-05,上门
H0002,2026-11-06,完成
H0005,2026-11-06,见面
H0008,2026-11-07,复核
H0011,2026-11-07,上门
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return planned_workspace(tmp_path / "station").folder


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_reports_and_visits_change_the_denominator_and_the_levels(huhu, place, tmp_path):
    assert huhu("import", "reports", written(tmp_path, "r.csv", REPORTS), "--crs", "wgs84", "-w", place).code == 0
    assert huhu("import", "visits", written(tmp_path, "v.csv", VISITS), "-w", place).code == 0
    told = json.loads(huhu("coverage", "--json", "-w", place).out)
    station = told["station"]
    # 180 rows, one demolished, one a duplicate, two dwellings more; 60 were reached before, H0002 and H0008 are new,
    # H0005 and H0011 were called at
    assert (station["n_registered"], station["n_audited"], station["n_vacant"]) == (180, 180, 1)
    assert [station[f"n_{level}"] for level in ("attempted", "contacted", "reached", "verified")] == [64, 63, 62, 1]
    assert sum(row["n_audited"] for row in told["cells"]) == 180
    assert told["trend"]["n_behind"] == told["trend"]["n_expected"] - 62
    assert [row["officer_id"] for row in told["areas"]] == sorted(row["officer_id"] for row in told["areas"])


def test_rows_that_cannot_be_taken_come_back_in_a_file_with_the_reason(huhu, place, tmp_path):
    bad = REPORTS + ("R5,2026-11-21,空置,H0009,,,,,,,\nR6,2026-11-02,空置,X1,,,,,,,\n"
                     "R7,2026-11-02,拆除,H0012,,,,,,,机主13812345678\n")
    answer = huhu("import", "reports", written(tmp_path, "r.csv", bad), "--crs", "wgs84", "-w", place)
    assert answer.code == 2
    for reason in ("lies in the future", "household X1 is not in the register", "phone or ID number"):
        assert reason in answer.err
    refused = (place / "rejected" / "reports-r.csv").read_text(encoding="utf-8-sig")
    assert "R5" in refused and "R6" in refused and "13812345678" not in refused
    assert json.loads(huhu("coverage", "--json", "-w", place).out)["station"]["n_demolished"] == 0


def test_an_attempt_of_ninety_one_days_ago_is_a_count_after_the_next_import(huhu, place, tmp_path):
    # 91 and 90 days before 20 November
    old = "户编号,走访日期,走访结果\nH0011,2026-08-21,上门\nH0014,2026-08-22,上门\n"
    assert huhu("import", "visits", written(tmp_path, "v.csv", old), "-w", place).code == 0
    with sqlite3.connect(place / "huhu.db") as database:
        assert database.execute("SELECT household_id FROM visit_attempt").fetchall() == [("H0014",)]
        assert database.execute("SELECT week, n_attempts FROM attempt_count").fetchall() == [("2026-W34", 1)]


TWIN = "household_id,address,community,last_contact_on\nT1,清河县清河镇朝阳路1号1单元101,河东社区,2026-11-18\n"


def test_the_audit_tells_intervals_and_never_merges_by_itself(huhu, place, tmp_path):
    assert huhu("import", "households", written(tmp_path, "t.csv", TWIN), "-w", place).code == 0
    told = json.loads(huhu("audit", "--json", "-w", place).out)
    assert told["station"]["n_registered"] == 181
    assert told["station"]["low"] <= told["station"]["likely"] <= told["station"]["high"]
    listed = huhu("audit", "duplicates", "--json", "-w", place)
    groups = json.loads(listed.out)["groups"]
    assert listed.code == 1
    assert ["H0000", "T1"] in [group["households"] for group in groups]
    assert json.loads(huhu("coverage", "--json", "-w", place).out)["station"]["n_registered"] == 181


def test_a_merge_by_decision_keeps_the_dates_and_can_be_undone(huhu, place):
    assert huhu("audit", "duplicates", "--merge", "H0001", "H0000", "-w", place).code == 0
    with sqlite3.connect(place / "huhu.db") as database:
        days = dict(database.execute("SELECT household_id, last_contact_on FROM household"))
    assert "H0000" not in days and days["H0001"] == "2026-10-12"
    again = huhu("audit", "duplicates", "--merge", "H0001", "H0000", "-w", place)
    assert again.code == 2 and "H0000 is not in the register" in again.err
    assert huhu("audit", "duplicates", "--undo", "H0000", "-w", place).code == 0
    with sqlite3.connect(place / "huhu.db") as database:
        days = dict(database.execute("SELECT household_id, last_contact_on FROM household"))
        cell = database.execute("SELECT cell_id FROM household WHERE household_id = 'H0000'").fetchone()
    assert (days["H0000"], days["H0001"]) == ("2026-10-12", "2026-03-02")
    assert cell == ("G00",)


def test_merging_and_undoing_at_once_is_refused(huhu, place):
    answer = huhu("audit", "duplicates", "--merge", "H0001", "H0000", "--undo", "H0002", "-w", place)
    assert answer.code == 2 and "give one of" in answer.err


def test_two_rows_found_to_be_two_households_leave_the_list_until_that_is_taken_back(huhu, place, tmp_path):
    def listed() -> list[list[str]]:
        return [g["households"] for g in json.loads(huhu("audit", "duplicates", "--json", "-w", place).out)["groups"]]

    assert huhu("import", "households", written(tmp_path, "t.csv", TWIN), "-w", place).code == 0
    before = listed()
    one, other = next(ids for ids in before if len(ids) == 2)
    assert huhu("audit", "duplicates", "--apart", other, one, "-w", place).code == 0
    assert listed() == [ids for ids in before if ids != [one, other]]
    assert huhu("audit", "duplicates", "--undo-apart", one, other, "-w", place).code == 0
    assert listed() == before
    assert huhu("audit", "duplicates", "--undo-apart", one, other, "-w", place).code == 2


def test_the_sample_town_has_reports_and_visits_and_its_audit_knows_more_than_its_register(huhu, station):
    told = json.loads(huhu("coverage", "--json", "-w", station).out)["station"]
    assert (told["n_duplicate"], told["n_demolished"], told["n_unlisted"], told["n_vacant"]) == (6, 3, 8, 12)
    assert told["n_audited"] == told["n_registered"] - 9 + 8
    assert told["n_attempted"] > told["n_contacted"] > told["n_reached"] > told["n_verified"] > 0
    audit = json.loads(huhu("audit", "--json", "-w", station).out)
    assert audit["station"]["low"] <= told["n_audited"] <= audit["station"]["high"]
    assert audit["duplicate_groups"] == 0, "the six rows are reported already"
