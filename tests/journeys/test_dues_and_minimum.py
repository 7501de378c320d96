"""When a visit is due and when it is not, from the files of a station to the account of its week."""

import json

from tests.journeys.conftest import WEEK
from tests.journeys.test_truth_of_the_account import HOMES, bring, reasons

SETTINGS = (("firm_days = 0 ", "firm_days = 90 "), ("households = 10", "households = 500"))
VISITS = ("household_id,visited_on,reached,day_part,rest\nN1,2026-11-19,contacted,morning,yes\n"
          "N2,2026-11-19,contacted,morning,yes\nN2,2026-11-20,contacted,morning,no\nN3,2026-11-18,contacted,morning,\nCS001,2026-11-19,completed,morning,\n")


def test_a_week_keeps_the_peace_of_doors_calls_at_firms_and_tells_what_falls_short(station, huhu, tmp_path):
    text = (station / "huhu.toml").read_text(encoding="utf-8")
    for old, new in SETTINGS:
        assert old in text
        text = text.replace(old, new)
    (station / "huhu.toml").write_text(text, encoding="utf-8")
    bring(huhu, station, tmp_path, "households", HOMES + "".join(
        f"N{n},新街{n}号,学府社区,110.79,32.62,any,2026-11-25\n" for n in (1, 2))
          + "N3,新街3号,学府社区,110.79,32.62,any,\n")
    (tmp_path / "visits.csv").write_text(VISITS, encoding="utf-8")
    assert huhu("import", "visits", tmp_path / "visits.csv", "-w", station).code == 0

    made = huhu("events", "add", "hardship", "--household", "N3", "--due", "2026-11-27", "-w", station, "--json")
    assert json.loads(made.out)["doors"] == 1
    listed = json.loads(huhu("events", "list", "-w", station, "--json").out)["events"]
    assert [(event["event"], event["officer"]) for event in listed] == [("E0001", "1001")]
    absence = ("1001", "--from", "2026-11-23", "--until", "2026-11-29")
    assert huhu("owners", "substitute", *absence, "--by", "2001", "-w", station).code == 0
    given = huhu("owners", "hand-over", "老街社区", "--from", "2001", "--to", "2002", "-w", station)
    assert (given.code, "0 events go with it" in given.out) == (0, True)
    assert json.loads(huhu("owners", "list", "-w", station, "--json").out)["without_owner"] == []

    figures = json.loads(huhu("plan", "--week", WEEK, "--work", "1", "-w", station, "--json").out)
    findings, account = figures["findings"], reasons(station)
    assert "新街1号 is owed a visit this week, but the household wishes no call before 2027-05-20" in findings
    assert ("N1" in account, "N2" in account) == (False, True)         # N2 wanted visits again the day after
    firms = {id_ for id_ in account if id_.startswith("CS")}
    assert firms == {f"CS{n:03d}" for n in range(2, 61)}                # sixty firms, the first one was met last week
    assert figures["due"] == len(account)
    told = [finding[:13] for finding in findings if "of at least 500 households" in finding]
    counted = json.loads(huhu("dues", "--week", WEEK, "-w", station, "--json").out)
    assert (counted["due"], counted["by_reason"]["event"]) == (figures["due"], 1)
    assert account["N3"] == ("", "")                                    # contacted last week, and yet on a route
    assert told == [f"officer {n}:" for n in (1002, 1003, 2001, 2002, 2003, 3001, 3002, 3003)]
