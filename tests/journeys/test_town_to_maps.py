"""A town goes in, a week of routes and maps comes out."""

import csv
import importlib.util
import json
import re
from pathlib import Path

import geopandas
import icalendar
import openpyxl
import pytest

from tests.journeys.conftest import WEEK

REFEREE = Path(__file__).parents[2] / "../shared/bench/referee.py"


@pytest.fixture
def out(demo_folder):
    return demo_folder / "workspace" / "out" / WEEK


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def due_rows(out):
    """The account: rows of (household, address, community, state, reason, sentence); column names are Chinese."""
    with (out / "due.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def teams(out):
    return sorted(p.name.removesuffix(".week.json") for p in out.glob("*.week.json"))


def test_every_team_has_its_problem_and_its_plan(out):
    assert len(teams(out)) >= 2
    assert all((out / f"{team}.plan.json").exists() for team in teams(out))


def test_the_check_command_finds_no_violation_in_any_plan(out, huhu):
    for team in teams(out):
        answer = huhu("check", out / f"{team}.week.json", out / f"{team}.plan.json", "--json")
        assert (answer.code, json.loads(answer.out)["violations"]) == (0, [])


def test_the_neutral_referee_agrees_with_our_checker(out, huhu):
    if not REFEREE.exists():
        pytest.skip("../shared is not here: the neutral referee is not part of this repository")
    spec = importlib.util.spec_from_file_location("referee", REFEREE)
    referee = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(referee)
    for team in teams(out):
        week, plan = load(out / f"{team}.week.json"), load(out / f"{team}.plan.json")
        assert referee.check_week(week) == []
        verdict = referee.judge(week, plan)
        ours = json.loads(huhu("check", out / f"{team}.week.json", out / f"{team}.plan.json", "--json").out)
        assert verdict["ok"], verdict["violations"]
        assert (verdict["prize"], verdict["travel_s"]) == (ours["prize"], ours["travel_s"])


def test_every_due_household_is_planned_or_left_out_with_a_reason_exactly_once(out):
    rows = due_rows(out)
    ids = [row[0] for row in rows]
    assert len(ids) == len(set(ids)) > 500
    planned = {row[0] for row in rows if not row[4]}
    assert all(row[5] for row in rows if row[4]), "every left-out household has its sentence"
    routes = [route for team in teams(out) for route in load(out / f"{team}.plan.json")["routes"]]
    served = {s["task"].removeprefix("h-") for route in routes for s in route["stops"] if s["kind"] == "visit"}
    assert planned == served


def test_households_across_the_broken_bridge_are_named_and_not_planned(out, demo_folder):
    cut_off = [row for row in due_rows(out) if row[4] == "no_way"]
    assert cut_off
    assert {row[5] for row in cut_off} == {"这条路与镇上的路网不连通"}


def test_routes_are_written_for_gis_sheets_and_calendars(out):
    routes = geopandas.read_file(out / "routes.gpkg", layer="routes")
    assert routes.crs.to_epsg() == 4326
    # along streets means many bends: far more points than stops
    assert routes.geometry.apply(lambda line: len(line.coords)).sum() > 10 * len(routes)
    book = openpyxl.load_workbook(out / "routes.xlsx", read_only=True)
    calendars = sorted((out / "calendars").glob("*.ics"))
    assert len(book.sheetnames) >= len(calendars) > 5
    events = [e for f in calendars for e in icalendar.Calendar.from_ical(f.read_bytes()).walk("VEVENT")]
    assert len(events) >= len(routes)
    book.close()


def test_each_map_is_one_file_that_names_no_other_host(out):
    maps = sorted(p.name for p in (out / "maps").glob("*.html"))
    assert {"routes.html", "coverage.html", "hotspots.html"} <= set(maps)
    assert sum(name.startswith("officer-") for name in maps) == 9
    for name in maps:
        text = (out / "maps" / name).read_text(encoding="utf-8")
        tags = re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"']([^\"']+)", text.split("<script", 1)[0])
        assert [address for address in tags if not address.startswith("data:")] == []


def test_no_name_of_a_person_or_phone_is_anywhere_in_what_goes_out(out):
    texts = (out / "routes.csv").read_text(encoding="utf-8-sig") + (out / "due.csv").read_text(encoding="utf-8-sig")
    header = texts.splitlines()[0].lower()
    assert not {"姓名", "电话", "手机", "name", "phone", "absent", "refused"} & set(header.replace(",", " ").split())


def test_a_second_demo_in_the_same_folder_finds_everything_done(demo_folder, huhu):
    before = {p: p.stat().st_mtime_ns for p in demo_folder.rglob("*") if p.is_file()}
    answer = huhu("demo", demo_folder, "--no-serve", "--seconds", "1")
    assert answer.code == 0
    assert "is there already" in answer.err
    after = {p: p.stat().st_mtime_ns for p in demo_folder.rglob("*") if p.is_file()}
    assert {p: t for p, t in after.items() if ".db" not in p.name} == {
        p: t for p, t in before.items() if ".db" not in p.name}


def test_the_demo_refuses_a_folder_that_holds_something_else(tmp_path, huhu):
    (tmp_path / "thesis.txt").write_text("mine")
    answer = huhu("demo", tmp_path, "--no-serve")
    assert (answer.code, (tmp_path / "thesis.txt").read_text()) == (2, "mine")
    assert "is not empty and no demo of Huhu" in answer.err


def test_the_same_seed_and_work_give_the_same_plan_again(station, huhu):
    out = station / "out" / WEEK
    first = json.loads(huhu("plan", "--week", WEEK, "--seed", "3", "--work", "2", "-w", station, "--json").out)
    plans = {team: load(out / f"{team}.plan.json")["routes"] for team in teams(out)}
    again = json.loads(huhu("plan", "--week", WEEK, "--seed", "3", "--work", "2", "-w", station, "--json").out)
    assert first["account"] == again["account"]
    assert [t["version"] + 1 for t in first["teams"]] == [t["version"] for t in again["teams"]]
    assert plans == {team: load(out / f"{team}.plan.json")["routes"] for team in plans}
