"""The files of the sample town: always the same, about the right size, nothing of any person."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from gisdata.errors import WrongArgument
from gisdata.sample import SampleTown, write_sample_town
from tests.gisdata.sample.conftest import WEEK, all_bytes

PERSONAL = re.compile(r"姓名|电话|手机|身份证|重点人|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)")
"""Words and number patterns (mobile phone, identity card) that no file may hold."""


def rows_of(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_same_seed_and_week_give_the_same_bytes(town: SampleTown, tmp_path: Path) -> None:
    again = write_sample_town(tmp_path, week=WEEK)
    assert all_bytes(again.folder) == all_bytes(town.folder)
    assert set(all_bytes(tmp_path)) == {path.name for path in town.files.values()}


def test_another_seed_gives_another_register(town: SampleTown, tmp_path: Path) -> None:
    other = write_sample_town(tmp_path, seed=8, week=WEEK)
    assert other.files["households"].read_bytes() != town.files["households"].read_bytes()


def test_another_week_moves_all_dates_and_nothing_else(town: SampleTown, tmp_path: Path) -> None:
    later = write_sample_town(tmp_path, week="2026-W49")
    now, then = rows_of(town.files["households"]), rows_of(later.files["households"])
    assert [row["地址"] for row in now] == [row["地址"] for row in then]
    pairs = [(a["上次走访日期"], b["上次走访日期"]) for a, b in zip(now, then, strict=True) if a["上次走访日期"]]
    assert {date.fromisoformat(b) - date.fromisoformat(a) for a, b in pairs} == {timedelta(days=7)}
    assert later.files["streets"].read_bytes() == town.files["streets"].read_bytes()


@pytest.mark.parametrize("week", ["2026-48", "2026-W54", "", "2026-W00", "next"])
def test_what_is_no_iso_week_is_refused(week: str, tmp_path: Path) -> None:
    with pytest.raises(WrongArgument, match="is not a week"):
        write_sample_town(tmp_path, week=week)
    assert list(tmp_path.iterdir()) == []


def test_the_town_has_the_size_it_is_said_to_have(town: SampleTown) -> None:
    assert 2_900 <= town.n_households <= 3_200
    assert 650 <= town.n_buildings <= 800
    assert 40 <= town.n_cells <= 60
    assert town.n_rows["officers"] == 9
    assert town.n_rows["incidents"] == 1_500
    assert town.n_rows["places"] == 63
    files = ("households", "households_old_town", "households_villages")
    assert sum(town.n_rows[file] for file in files) == town.n_households + town.n_refused


def test_most_urban_households_have_no_point_and_all_of_the_villages_have(town: SampleTown) -> None:
    urban, villages = rows_of(town.files["households"]), rows_of(town.files["households_villages"])
    assert 0.08 < sum(row["经度"] != "" for row in urban) / len(urban) < 0.16
    assert all(row["经度"] and row["纬度"] for row in villages)


def test_the_files_are_in_the_encodings_their_names_tell(town: SampleTown) -> None:
    assert town.files["households_villages"].read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        town.files["households_old_town"].read_text(encoding="utf-8")
    assert rows_of(town.files["households_old_town"], "gb18030")[0]["社区"] == "老街社区"


def test_no_file_holds_anything_of_a_person(town: SampleTown) -> None:
    for kind, path in town.files.items():
        if kind in ("streets", "readme"):
            continue
        encoding = "gb18030" if kind == "households_old_town" else "utf-8"
        assert not PERSONAL.findall(path.read_text(encoding=encoding)), kind


def test_a_quarter_was_reached_since_the_campaign_began_and_the_rest_is_due(town: SampleTown) -> None:
    began = date.fromisocalendar(2026, 48, 1) - timedelta(weeks=8)
    rows = rows_of(town.files["households"])
    last = [date.fromisoformat(row["上次走访日期"]) for row in rows if row["上次走访日期"]]
    assert 0.21 < sum(day >= began for day in last) / len(rows) < 0.29
    assert max(last) < date.fromisocalendar(2026, 48, 1) - timedelta(days=7)


def test_urgent_visits_are_owed_within_the_planned_week_and_can_be_made(town: SampleTown) -> None:
    monday = date.fromisocalendar(2026, 48, 1)
    files = ((town.files["households"], "utf-8"), (town.files["households_old_town"], "gb18030"),
             (town.files["households_villages"], "utf-8-sig"))
    urgent = [row for path, encoding in files for row in rows_of(path, encoding) if row["须走访截止日期"]]
    assert {row["户编号"] for row in urgent} == town.urgent
    assert len(urgent) == 15
    assert all(0 <= (date.fromisoformat(row["须走访截止日期"]) - monday).days <= 6 for row in urgent)
    assert all(not row["免打扰"] and not row["走访时段"] for row in urgent)
    assert not town.urgent & (town.unclear | town.typos | town.across_bridge)


def test_visits_and_reports_are_of_the_campaign_and_of_the_register(town: SampleTown) -> None:
    began, monday = date(2026, 9, 28), date.fromisocalendar(2026, 48, 1)
    visits, reports = rows_of(town.files["visits"]), rows_of(town.files["reports"])
    assert all(began <= date.fromisoformat(row["走访日期"]) < monday for row in visits)
    assert {row["走访结果"] for row in visits} == {"上门", "见面", "完成", "复核"}
    assert {row["户编号"] for row in reports if row["情况"] == "重复"} == town.same_address
    last = {row["户编号"]: row["上次走访日期"] for row in rows_of(town.files["households"])}
    assert all(last[row["户编号"]] == row["走访日期"] for row in visits
               if row["走访结果"] in ("完成", "复核") and row["户编号"] in last)
