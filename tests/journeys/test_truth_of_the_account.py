"""The account of a week tells the truth: what is owed, what is missing, why a door is left out."""

import csv
import json
import shutil

import pytest

from api.workspace import open_workspace
from tests.journeys.conftest import WEEK

HOMES = "household_id,address,community,lon,lat,slot,must_visit_by\n"


@pytest.fixture
def plan(station, huhu):
    def run():
        answer = huhu("plan", "--week", WEEK, "--work", "1", "-w", station, "--json")
        return answer, json.loads(answer.out)
    return run


def bring(huhu, station, tmp_path, kind, text):
    file = tmp_path / f"{kind}.csv"
    file.write_text(text, encoding="utf-8")
    crs = [] if kind == "shifts" else ["--crs", "wgs84"]
    assert huhu("import", kind, file, *crs, "-w", station).code == 0


def reasons(station):
    with (station / "out" / WEEK / "due.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row[0]: (row[4], row[5]) for row in list(csv.reader(file))[1:]}


def test_a_promised_visit_without_a_point_is_a_duty_left_out_and_the_commander_is_told(station, huhu, plan, tmp_path):
    bring(huhu, station, tmp_path, "households", HOMES + "N1,无名路999号,学府社区,,,any,2026-11-25\n")
    answer, figures = plan()
    assert (answer.code, figures["must_left_out"]) == (1, 1)
    assert any("无名路999号 is owed a visit this week" in finding for finding in figures["findings"])


def test_a_promised_visit_of_a_community_that_nobody_owns_is_told_too(station, huhu, plan, tmp_path):
    bring(huhu, station, tmp_path, "households", HOMES + "N1,新街1号,月亮社区,110.79,32.62,any,2026-11-25\n")
    _, figures = plan()
    assert (figures["must_left_out"], figures["account"]["no_owner"]) == (1, 1)


def test_no_officer_is_sent_to_a_door_that_is_reported_demolished_or_another_row(station, huhu, plan, tmp_path):
    rows = "".join(f"N{n},新街{n}号,学府社区,110.79,32.62,any,2026-11-25\n" for n in (1, 2, 3, 4))
    bring(huhu, station, tmp_path, "households", HOMES + rows)
    before = plan()[1]["account"]
    bring(huhu, station, tmp_path, "reports", "report_id,reported_on,kind,household_id,same_as\n"
          "Q1,2026-11-18,拆除,N1,\nQ2,2026-11-18,重复,N2,N3\nQ3,2026-11-19,空置,N4,\n")
    answer, figures = plan()
    account, told = figures["account"], reasons(station)
    assert [account[kind] - before.get(kind, 0) for kind in ("demolished", "duplicate")] == [1, 1]
    assert sum(account.values()) == sum(before.values())
    assert (told["N1"][0], told["N2"][0]) == ("demolished", "duplicate")
    assert told["N3"][0] not in ("demolished", "duplicate") and told["N4"][0] not in ("demolished", "duplicate")
    # both were promised, so each is a finding by its address, besides the count of each kind
    assert answer.code == 1
    owed = "新街1号 is owed a visit this week and cannot be planned: a field report"
    assert any(owed in finding for finding in figures["findings"])
    assert any("are reported demolished and are on no route" in finding for finding in figures["findings"])
    with (station / "out" / WEEK / "routes.csv").open(encoding="utf-8-sig") as file:
        walked = file.read()
    assert "新街1号" not in walked and "新街2号" not in walked and "新街3号" in walked


def test_a_promise_outranks_the_wish_for_an_hour_at_which_nobody_works(station, huhu, plan, tmp_path):
    bring(huhu, station, tmp_path, "officers", "officer_id,team,communities,mode\n1001,A,学府社区,foot\n")
    bring(huhu, station, tmp_path, "shifts", "officer_id,weekday,start,end\n1001,1-5,08:30,16:30\n")
    bring(huhu, station, tmp_path, "households", HOMES + "N1,新街1号,学府社区,110.79,32.62,evening,2026-11-25\n")
    plan()
    assert reasons(station)["N1"] == ("", "")


def test_doors_whose_officers_are_all_off_duty_are_left_out_for_that_and_nothing_else(station, huhu, plan, tmp_path):
    bring(huhu, station, tmp_path, "officers", "officer_id,team,communities,mode\n9001,Z,月亮社区,foot\n")
    bring(huhu, station, tmp_path, "households", HOMES + "N1,新街1号,月亮社区,110.79,32.62,any,\n")
    _, figures = plan()
    assert figures["account"]["no_shift"] == 1
    assert reasons(station)["N1"] == ("no_shift", "包联该社区的民警本周没有班次")


def test_cells_that_are_imported_again_keep_the_households_in_them(station, demo_folder, huhu):
    before = json.loads(huhu("locate", "-w", station, "--json").out)["outside_cells"]
    answer = huhu("import", "cells", demo_folder / "files" / "cells.geojson", "--crs", "wgs84", "-w", station, "--json")
    assert json.loads(answer.out)["same"] == 48
    with open_workspace(station).open_store() as store, store.reading() as reading:
        in_cells = sum(h.cell_id is not None for h in reading.households())
    assert before == 0
    assert in_cells > 3000


def test_no_sentence_for_people_holds_an_internal_id(station, plan):
    plan()
    sentences = [sentence for _, sentence in reasons(station).values()]
    assert not any(" h-" in s or "p-P" in s or "-mon" in s for s in sentences)


def test_without_streets_every_figure_is_marked_as_an_estimate(station, plan):
    shutil.rmtree(station / "streets")
    answer, figures = plan()
    assert (answer.code, all(team["estimated"] for team in figures["teams"])) == (1, True)
    assert any("estimate" in finding for finding in figures["findings"])
    assert "估算" in (station / "out" / WEEK / "maps" / "routes.html").read_text(encoding="utf-8")


def test_a_damaged_street_file_is_told_before_any_search(station, huhu):
    streets = next((station / "streets").glob("*.npz"))
    content = streets.read_bytes()
    streets.write_bytes(content[: len(content) // 2])
    answer = huhu("plan", "--week", WEEK, "-w", station)
    assert (answer.code, "team" in answer.err) == (2, False)


def test_a_folder_that_cannot_be_made_is_one_sentence(station, huhu, tmp_path):
    (tmp_path / "file").write_text("")
    answer = huhu("init", tmp_path / "file" / "sub")
    assert (answer.code, "Traceback" in answer.err) == (2, False)


def test_a_plan_never_overwrites_its_own_week(station, huhu):
    week = next((station / "out" / WEEK).glob("*.week.json"))
    before = week.read_bytes()
    answer = huhu("solve", week, "-o", week)
    assert (answer.code, "is the week itself" in answer.err, week.read_bytes() == before) == (2, True, True)
