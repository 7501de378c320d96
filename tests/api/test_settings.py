import re
from datetime import date

import pytest

from api.errors import BadSettings
from api.settings import new_settings_text, read_settings
from gisdata.records import Dwelling, TravelMode
from gisdata.records.events import EventKind
from planner.dues import Goal, WeeklyMinimum

GOOD = new_settings_text(name="清河派出所", time_zone="Asia/Shanghai", start=date(2026, 9, 28))


def read(tmp_path, text):
    path = tmp_path / "huhu.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_a_new_workspace_reads_its_own_settings_back(tmp_path):
    settings = read(tmp_path, GOOD)
    assert settings.station.name == "清河派出所"
    assert settings.station.time_zone.key == "Asia/Shanghai"
    assert settings.campaign.deadline == date(2027, 3, 29)            # 26 weeks after the start
    assert settings.visits.service_s[Dwelling.FLAT] == 720
    assert settings.visits.hours_s == ((32_400, 43_200), (50_400, 73_800))
    assert settings.speeds_kmh == {TravelMode.FOOT: 4.8, TravelMode.EBIKE: 16, TravelMode.CAR: 50}
    assert settings.database_url == ""


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ('"Asia/Shanghai"', '"Asia/Qinghe"', "Asia/Qinghe is no time zone"),
    ("deadline = 2027-03-29", "deadline = 2026-09-28", "is not after its start"),
    ("start = 2026-09-28", "start = 5", "campaign.start = 5 is no date"),
    ("flat_min = 12", "flat_min = 0", "visits.flat_min = 0 is not a number of at least 1"),
    ("flat_min = 12", "flat_min = true", "visits.flat_min = True is not a number"),
    ("flat_min = 12", "flat_min = nan", "visits.flat_min = nan is not a number"),
    ('"09:00-12:00"', '"12:00-09:00"', "a span 12:00-09:00 that ends before it starts"),
    ('"09:00-12:00"', '"9-12"', "9 is no time of day"),
    ("foot_kmh = 4.8", "foot_kmh = -1", "travel.foot_kmh = -1 is not a number of at least 0.5"),
    ('language = "zh-CN"', 'language = "fr"', "language = fr is neither zh-CN nor en"),
    ("# lon_deg = 110.79", "lon_deg = 110.79", "lon_deg and station.lat_deg go together"),
    ("[visits]", "[visits", "huhu.toml cannot be read"),
    ("[visits]", "[visit]", "huhu.toml: [visit] is not known; there are station, campaign, visits"),
    ("flat_min = 12", "flat_mins = 12", "visits.flat_mins is not known; there are flat_min"),
    ('hours = ["09:00-12:00", "14:00-20:30"]', "hours = 5", "visits.hours = 5 is no list"),
    ("deadline = 2027-03-29", "deadline = 2027-03-29T00:00:00", "is no date"),
    ('goal = "once"', 'goal = "thrice"', "campaign.goal = thrice is not one of: once, twice_a_half_year"),
    ("floor_days = 28", "floor_days = 366", "dues.floor_days = 366 is more than dues.ceiling_days = 365"),
    ("most_attempts = 6", "most_attempts = 7", "dues.most_attempts = 7 is more than 6"),
    ("# hardship = {", "hardship = 5 #", "events.hardship = 5 is no table"),
    ("# hardship = {", "hardship = { days = 3,", "events.hardship.days is not known; there are due_days, last_days"),
    ("last_days = 21", "last_days = 21 }\nhardship = { due_days = 31, last_days = 30 } #",
     "events.hardship needs due_days <= last_days <= 90; it has 31 and 30"),
    ("# group_grievance = { allowed_by = \"所长\",", "group_grievance = { allowed_by = \"\",",
     "events.group_grievance is switched on only by a named leader"),
    ("# group_grievance = { allowed_by", "group_grievance = { on = true } #", "is switched on only by a named leader"),
    ("# group_grievance = { allowed_by", "group_grievance = { last_days = 31, due_days = 3, allowed_by",
     "events.group_grievance needs due_days <= last_days <= 30"),
    ("pause_days = 3", "pause_days = 0", "dues.pause_days = 0 is not a number of at least 1"),
    ("households = 10", "household = 10", "minimum.household is not known; there are households, firms, community_h"),
])
def test_a_wrong_setting_is_named_with_its_value(tmp_path, old, new, sentence):
    assert old in GOOD
    with pytest.raises(BadSettings, match=re.escape(sentence)):
        read(tmp_path, GOOD.replace(old, new))


def test_a_folder_without_settings_is_no_workspace_and_the_command_is_told(tmp_path):
    with pytest.raises(BadSettings, match=r"is not a workspace: it has no huhu\.toml\. Make one with: huhu init"):
        read_settings(tmp_path / "huhu.toml")


def test_a_station_name_cannot_break_out_of_its_setting(tmp_path):
    text = new_settings_text(name='清河"\n[database]\nurl = "x\\', time_zone="Asia/Shanghai", start=date(2026, 9, 28))
    assert read(tmp_path, text).database_url == ""


def test_the_files_of_dask_are_found_from_the_folder_of_the_workspace(tmp_path):
    text = GOOD + ('[dask]\nscheduler = "tls://10.1.2.3:8786"\n'
                   'ca = "tls/ca.pem"\ncert = "tls/cert.pem"\nkey = "/k.pem"\n')
    dask = read(tmp_path, text).dask
    assert dask.scheduler == "tls://10.1.2.3:8786"
    assert (dask.tls.ca, dask.tls.cert, str(dask.tls.key)) == (
        tmp_path / "tls/ca.pem", tmp_path / "tls/cert.pem", "/k.pem")


def test_a_workspace_without_dask_names_no_scheduler(tmp_path):
    dask = read(tmp_path, GOOD).dask
    assert (dask.scheduler, dask.tls) == ("", None)


def test_some_of_the_tls_files_are_not_enough(tmp_path):
    with pytest.raises(BadSettings, match=r"\[dask\] names some of ca, cert and key; cert, key is missing"):
        read(tmp_path, GOOD + '[dask]\nca = "ca.pem"\n')


def test_the_rules_of_being_due_come_from_the_settings(tmp_path):
    text = GOOD.replace('"once"', '"twice_a_half_year"').replace("# flat_days = 180", "flat_days = 120").replace(
        "firm_days = 0 ", "firm_days = 60 ").replace("community_h = 0 ", "community_h = 20 ")
    visits = read(tmp_path, text).visits
    assert visits.dues.goal is Goal.TWICE_A_HALF_YEAR
    assert visits.dues.interval_days == {"flat": 120, "firm": 60}
    assert (visits.dues.usual_interval_days, visits.dues.pause_days, visits.dues.most_attempts) == (180, 3, 6)
    assert visits.minimum == WeeklyMinimum(n_households=10, n_firms=0, community_s=72_000)
    assert (visits.service_of("flat"), visits.service_of("firm")) == (720, 1_200)


def test_a_workspace_of_an_earlier_version_asks_for_no_minimum_and_calls_at_no_firm(tmp_path):
    head, tail = GOOD.split("[dues]")
    old = head.replace('goal = "once"', "") + "[travel]" + tail.split("[travel]")[1]
    visits = read(tmp_path, old).visits
    assert (visits.minimum, visits.dues.interval_days, visits.dues.goal) == (WeeklyMinimum(), {}, Goal.ONCE)


def test_a_sensitive_kind_is_on_only_with_a_leader_and_a_day(tmp_path):
    kind = EventKind.GROUP_GRIEVANCE
    assert not read(tmp_path, GOOD).visits.events[kind].is_on
    rule = read(tmp_path, GOOD.replace("# group_grievance", "group_grievance")).visits.events[kind]
    assert (rule.is_on, rule.allowed_by, rule.allowed_on) == (True, "所长", date(2026, 11, 20))


def test_a_station_changes_days_and_words_of_an_event(tmp_path):
    changed = "# festival = { due_days = 14, last_days = 21"
    rule = read(tmp_path, GOOD.replace(changed, "festival = { due_days = 5, last_days = 9")).visits.events[
        EventKind.FESTIVAL]
    assert (rule.due_days, rule.last_days, rule.own_words) == (5, 9, {"zh-CN": "节日走访", "en": "festival"})
