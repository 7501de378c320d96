"""The campaign of a small town, from its register to an answer: enough hours, a proof of too few, what if, kept."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from api.errors import WrongUse
from api.usecases.campaign_words import campaign_figures, short_answer
from api.usecases.plan_campaign import CampaignAnswer, answer_campaign
from api.usecases.read_campaign import read_campaign
from api.usecases.scenario_files import delete_scenario, read_scenarios, save_scenario
from api.usecases.view_campaign import view_campaign
from api.usecases.what_if import Change, try_change
from api.workspace import Workspace, open_workspace
from gisdata.errors import NotFound
from gisdata.records import DayPart, DoorReport, Reached, ReportKind, VisitAttempt
from planner.campaign.certificate import prove_shortage_s
from planner.campaign.cures import CureKind
from tests.web_workspace import (
    N_HOUSEHOLDS,
    OFFICERS,
    TODAY,
    empty_workspace,
    make_shifts,
    planned_workspace,
    with_deadline,
)

NEXT_MONDAY = date(2026, 11, 30)
ONE_WEEK = date(2026, 12, 6)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return planned_workspace(tmp_path_factory.mktemp("campaign") / "town")


@pytest.fixture(scope="module")
def ample(town: Workspace) -> CampaignAnswer:
    return answer_campaign(town, monday=NEXT_MONDAY)


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> CampaignAnswer:
    town = planned_workspace(tmp_path_factory.mktemp("campaign") / "short")
    return answer_campaign(with_deadline(town, ONE_WEEK), monday=NEXT_MONDAY)


def test_hours_that_suffice_are_told_with_all_figures(ample: CampaignAnswer) -> None:
    figures = campaign_figures(ample)
    assert {"feasible", "shortage_h", "reachable", "contacted", "deadline_week", "hours_used",
            "worst_community_share"} <= figures.keys()
    assert (figures["feasible"], figures["shortage_h"], figures["deadline_week"]) == (True, 0.0, "2027-W13")
    assert (figures["homes"], figures["contacted"], figures["open"]) == (N_HOUSEHOLDS, 60, 118)   # two have no point
    assert 60 < figures["contacted_by_deadline"] <= figures["reachable"] <= N_HOUSEHOLDS
    assert 0 < figures["hours_used"] <= figures["hours"]
    assert figures["cures"] == []


def test_hours_that_do_not_suffice_are_proven_short_by_exactly_what_is_told(short: CampaignAnswer) -> None:
    plan = short.plan
    assert plan.certificate is not None
    assert prove_shortage_s(plan.campaign, plan.certificate) == plan.shortage_s > 0
    assert campaign_figures(short)["shortage_h"] == pytest.approx(plan.shortage_s / 3600, abs=0.051)   # told in tenths
    told = view_campaign(short, today=TODAY).shortage
    assert told is not None
    assert (told.communities, told.weeks) == (("柳林村", "河西社区"), ("2026-W49",))
    assert told.officers == ("060101", "060102", "060103", "060201", "060202")


def test_every_cure_suffices_when_it_is_tried(short: CampaignAnswer) -> None:
    view = view_campaign(short, today=TODAY)
    assert {cure.kind for cure in short.cures} >= {CureKind.HOURS, CureKind.EVENINGS, CureKind.LATER}
    for sentence, change in view.cures:
        assert try_change(short, change, name="", today=TODAY).feasible, str(sentence)


def test_the_curve_runs_from_nobody_over_today_to_the_forecast_of_the_deadline(ample: CampaignAnswer) -> None:
    view = view_campaign(ample, today=TODAY)
    counts, days = [row.n_met for row in view.curve], [row.day for row in view.curve]
    assert (counts[0], counts[-1]) == (0, ample.n_expected)
    assert next(row.n_met for row in view.curve if row.day == TODAY) == ample.n_met == len(ample.read.met_on) == 60
    assert days == sorted(days) and days[-1] == ample.deadline
    assert counts == sorted(counts)
    # day 57 of 182 since 28 September, of all that can be met
    assert view.n_expected == ample.n_reachable * 57 // 182


def test_quotas_are_the_plans_calls_and_stand_by_number(ample: CampaignAnswer) -> None:
    view = view_campaign(ample, today=TODAY)
    assert [row.officer for row in view.quotas] == sorted(ample.plan.campaign.officers)
    within = ample.plan.quotas[ample.plan.quotas[:, 2] < len(view.weeks)]
    assert sum(sum(row.calls) for row in view.quotas) == int(within[:, 4].sum()) > 0
    assert view.worst is not None
    assert view.worst.share == min(ample.forecast.by_community.values())


def test_chances_are_start_values_until_calls_are_recorded(tmp_path: Path, ample: CampaignAnswer) -> None:
    assert [row.n_calls for row in view_campaign(ample, today=TODAY).chances] == [0] * 6
    town = planned_workspace(tmp_path / "town")
    with town.open_store() as store, store.writing() as writing:
        writing.save_visits([VisitAttempt(household_id="H0001", visited_on=TODAY, reached=Reached.CONTACTED,
                                          day_part=DayPart.EVENING)])
    answer = answer_campaign(town, monday=NEXT_MONDAY)
    assert [row.n_calls for row in view_campaign(answer, today=TODAY).chances] == [0, 0, 1, 0, 0, 0]
    assert answer.n_met == len(answer.read.met_on) == 61


def test_what_is_read_is_the_same_until_something_of_it_changes(town: Workspace, ample: CampaignAnswer) -> None:
    assert read_campaign(town, monday=NEXT_MONDAY).key == ample.read.key
    assert read_campaign(town, monday=NEXT_MONDAY + timedelta(weeks=1)).key != ample.read.key


def test_nothing_changed_is_the_campaign_as_it_is(short: CampaignAnswer) -> None:
    present = try_change(short, Change(), name="", today=TODAY)
    assert (present.feasible, present.contacted_by_deadline) == (False, short.n_expected)


def test_a_scenario_is_kept_read_again_and_deleted(short: CampaignAnswer, tmp_path: Path) -> None:
    station = empty_workspace(tmp_path / "station")
    change = Change(evenings=2, without=("060101",), later_weeks=1)
    kept = try_change(short, change, name="两个晚班", today=TODAY)
    save_scenario(station, kept)
    save_scenario(station, replace(kept, name="again", weeks_to_95=None))
    assert read_scenarios(station) == [replace(kept, name="again", weeks_to_95=None), kept]
    delete_scenario(station, "again")
    assert read_scenarios(station) == [kept]
    with pytest.raises(NotFound):
        delete_scenario(station, "again")


@pytest.mark.parametrize("text", [
    "", "[]", "{}", '{"name": "x"}', '{"change": {"evenings": 1}, "without": 3}', "\x00",
])
def test_a_file_that_is_no_scenario_is_named(text: str, tmp_path: Path) -> None:
    station = empty_workspace(tmp_path / "station")
    (station.folder / "what_if").mkdir()
    (station.folder / "what_if" / "bad.json").write_text(text, encoding="utf-8")
    with pytest.raises(WrongUse, match=r"bad\.json is no scenario"):
        read_scenarios(station)


def test_a_scenario_with_words_for_figures_is_named(short: CampaignAnswer, tmp_path: Path) -> None:
    station = empty_workspace(tmp_path / "station")
    save_scenario(station, try_change(short, Change(evenings=1), name="one", today=TODAY))
    file = station.folder / "what_if" / "one.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'"reachable": \d+', '"reachable": "many"', text), encoding="utf-8")
    with pytest.raises(WrongUse, match=r"one\.json"):
        read_scenarios(station)


@pytest.mark.parametrize("name", ["", "../up", "a/b", ".hidden", "x" * 61, "a\nb"])
def test_a_name_that_could_leave_the_folder_is_refused(name: str, short: CampaignAnswer, tmp_path: Path) -> None:
    station = empty_workspace(tmp_path / "station")
    kept = try_change(short, Change(), name=name, today=TODAY)
    with pytest.raises(WrongUse, match="no name for a scenario"):
        save_scenario(station, kept)
    with pytest.raises(WrongUse, match="no name for a scenario"):
        delete_scenario(station, name)


@pytest.mark.parametrize("change", [
    Change(evenings=-1), Change(evenings=1001), Change(hours_percent=-100), Change(hours_percent=1001),
    Change(later_weeks=157), Change(helpers=-1), Change(without=("999",)),
])
def test_a_change_that_makes_no_sense_is_refused(change: Change, short: CampaignAnswer) -> None:
    with pytest.raises(WrongUse):
        try_change(short, change, name="", today=TODAY)


def test_after_the_deadline_there_is_no_campaign(town: Workspace) -> None:
    with pytest.raises(WrongUse, match="is over"):
        answer_campaign(town, monday=date(2027, 4, 5))


def test_weeks_of_a_shortage_that_follow_each_other_are_told_as_one_span(tmp_path: Path) -> None:
    town = with_deadline(planned_workspace(tmp_path / "town"), ONE_WEEK + timedelta(weeks=9))
    with town.open_store() as store, store.writing() as writing:
        writing.replace_shift_rows(OFFICERS, [replace(row, end_s=row.start_s + 300) for row in make_shifts()])
    told = view_campaign(answer_campaign(town, monday=NEXT_MONDAY, with_cures=False), today=TODAY).shortage
    assert told is not None
    assert (told.weeks, told.n_weeks) == (("2026-W49 – 2027-W05",), 10)   # 2026 has a week 53


def test_when_everybody_is_met_nothing_is_left_and_the_page_says_so(tmp_path: Path) -> None:
    town = planned_workspace(tmp_path / "town")
    with town.open_store() as store, store.writing() as writing:
        writing.save_households([replace(home, last_contact_on=TODAY) for home in writing.households()])
    answer = answer_campaign(town, monday=NEXT_MONDAY)
    view = view_campaign(answer, today=TODAY)
    assert (answer.plan.feasible, answer.n_met, answer.n_reachable) == (True, N_HOUSEHOLDS, N_HOUSEHOLDS)
    assert (view.communities, view.worst, view.curve[-1].n_met) == ((), None, N_HOUSEHOLDS)


def test_a_campaign_that_begins_later_has_nothing_behind_it(tmp_path: Path) -> None:
    town = planned_workspace(tmp_path / "town")
    settings = town.folder / "huhu.toml"
    text = settings.read_text(encoding="utf-8").replace("start = 2026-09-28", "start = 2026-12-14")
    settings.write_text(text, encoding="utf-8")
    answer = answer_campaign(open_workspace(town.folder), monday=NEXT_MONDAY)
    view = view_campaign(answer, today=TODAY)
    assert (answer.n_met, view.n_expected) == (0, 0)
    assert all(row.low is not None for row in view.curve)


def test_what_unsure_chances_mean_for_the_hours_is_said(ample: CampaignAnswer, short: CampaignAnswer) -> None:
    assert str(short_answer(ample)[1]).startswith("they suffice too if people are found at home less often")
    assert campaign_figures(ample)["feasible_at_low_chances"] is True
    assert short.low is None and campaign_figures(short)["feasible_at_low_chances"] is False
    missing = replace(ample, low=short.plan)
    hours = round(short.plan.shortage_s / 3600, 1)
    assert f"{hours} h are missing (hours of weekdays by day), in 柳林村, 河西社区" in str(short_answer(missing)[1])
    assert campaign_figures(missing)["shortage_h_at_low_chances"] == round(short.plan.shortage_s / 3600, 1)


@pytest.mark.parametrize(("shortage_s", "said"), [
    (1, "0.1 h are missing"), (0, "the hours suffice in sum, but not every call fits"),
])
def test_low_chances_that_are_short_of_little_or_of_room_only_never_say_nought_hours(
    shortage_s: int, said: str, ample: CampaignAnswer,
) -> None:
    low = replace(ample.plan, flow_s=ample.plan.demand_s - shortage_s,
                  n_unplaced_by_group=ample.plan.n_unplaced_by_group + 1)
    assert not low.feasible and said in str(short_answer(replace(ample, low=low))[1])


def test_a_home_that_was_met_and_is_gone_is_on_neither_side_of_today(tmp_path: Path) -> None:
    town = planned_workspace(tmp_path / "town")
    with town.open_store() as store, store.writing() as writing:
        met = next(h for h in writing.households() if h.last_contact_on is not None)
        writing.save_door_reports([DoorReport(report_id="r1", household_id=met.household_id, kind=ReportKind.DEMOLISHED,
                                              reported_on=TODAY)])
    read = read_campaign(town, monday=NEXT_MONDAY)
    assert len(read.met_on) == read.input.doors.n_met == 59
