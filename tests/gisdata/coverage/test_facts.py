"""What field reports change about the register."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gisdata.addresses import normalise
from gisdata.coverage import door_facts
from gisdata.records import DoorReport, Household, ReportKind

TODAY = date(2026, 11, 20)


def households(*ids: str) -> list[Household]:
    return [Household(household_id=id_, address=f"幸福路{id_}号", community="东社区") for id_ in ids]


def a_report(report_id: str, kind: ReportKind, household_id: str = "", day: int = 1, **other: Any) -> DoorReport:
    return DoorReport(report_id=report_id, reported_on=date(2026, 11, day), kind=kind, household_id=household_id,
                      **other)


def told(*reports: DoorReport, rows: str = "123") -> dict[str, str]:
    return {id_: kind.value for id_, kind in door_facts(households(*rows), reports, today=TODAY).reported.items()}


def duplicate(report_id: str, household_id: str, same_as: str) -> DoorReport:
    return a_report(report_id, ReportKind.DUPLICATE, household_id, same_as=same_as)


def test_the_newest_report_of_a_household_counts():
    assert told(a_report("r2", ReportKind.VACANT, "1", day=2), a_report("r1", ReportKind.DEMOLISHED, "1", day=9)) == {
        "1": "demolished"}


def test_a_report_that_the_dwelling_stands_takes_an_earlier_one_back():
    gone, stands = (a_report(kind.value, kind, "1", day=day)
                    for kind, day in ((ReportKind.DEMOLISHED, 2), (ReportKind.STANDING, 3)))
    assert told(gone, stands) == {}


def test_a_report_of_tomorrow_or_of_no_row_says_nothing():
    assert told(a_report("r1", ReportKind.VACANT, "1", day=21), a_report("r2", ReportKind.VACANT, "9")) == {}


def test_of_two_rows_that_are_said_to_repeat_each_other_one_stays():
    assert told(duplicate("r1", "1", "2"), duplicate("r2", "2", "1")) == {"2": "duplicate"}


def test_of_three_rows_in_a_chain_the_one_that_nobody_called_a_duplicate_stays():
    assert told(duplicate("r1", "1", "2"), duplicate("r2", "2", "3")) == {"1": "duplicate", "2": "duplicate"}


def test_a_duplicate_of_a_row_that_is_gone_stays():
    assert told(duplicate("r1", "1", "9")) == {}


@given(st.lists(st.tuples(st.sampled_from("123456"), st.sampled_from("1234569")), max_size=12))
def test_a_row_that_is_struck_off_always_leaves_one_of_its_group_behind(pairs):
    reports = [duplicate(f"r{n}", one, other) for n, (one, other) in enumerate(pairs) if one != other]
    struck = set(told(*reports, rows="123456"))
    for report in reports:
        if report.household_id in struck:
            reach, size = {report.household_id}, 0
            while size != len(reach):
                size = len(reach)
                for other in reports:
                    if {other.household_id, other.same_as} & reach and other.same_as in "123456":
                        reach |= {other.household_id, other.same_as}
            assert reach - struck


def test_an_unlisted_dwelling_counts_until_its_number_or_its_address_is_in_the_register():
    reports = [a_report("r1", ReportKind.UNLISTED, "1", address="无名巷1号"),
               a_report("r2", ReportKind.UNLISTED, address="幸福路２号", community="东社区"),
               a_report("r3", ReportKind.UNLISTED, address="幸福路9号", community="东社区"),
               a_report("r4", ReportKind.UNLISTED, lon_deg=110.0, lat_deg=32.0)]
    facts = door_facts(households("1", "2"), reports, today=TODAY)
    assert [report.report_id for report in facts.unlisted] == ["r3", "r4"]


SPELLINGS = ("幸福路12号", "幸福路１２号", "幸福路十二号", "地址：幸福路 12 号", "幸福路①②号", "幸福路1 2号",
             "三里街12号", "三里街十2号", "幸福路12号三号楼", "幸福路12号3栋")
REPORTED = ("幸福路12号", "幸福路拾贰号", "幸福路十二号", "三里街12号", "幸福路12号3#楼", "幸福路1 2号")


@given(st.lists(st.sampled_from(SPELLINGS), max_size=4), st.sampled_from(REPORTED))
def test_an_address_is_in_the_register_in_whatever_spelling(addresses, reported):
    rows = [Household(household_id=f"h{n}", address=text, community="东社区") for n, text in enumerate(addresses)]
    facts = door_facts(rows, [a_report("r1", ReportKind.UNLISTED, address=reported)], today=TODAY)
    assert bool(facts.unlisted) == (normalise(reported) not in {normalise(text) for text in addresses})


def test_an_address_in_another_community_is_another_door():
    rows = [Household(household_id="h1", address="幸福路1号", community="西社区")]
    for community, is_open in (("东社区", True), ("西社区", False), ("", False)):
        report = a_report("r1", ReportKind.UNLISTED, address="幸福路1号", community=community)
        other = a_report("r2", ReportKind.UNLISTED, address="别处1号")   # looks into every community
        facts = door_facts(rows, [report, other], today=TODAY)
        assert (report in facts.unlisted) == is_open
