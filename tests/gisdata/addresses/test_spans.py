"""Parts of addresses in their own text: known names first, rules after, no sign lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisdata.addresses.spans import Part, gazetteer_of, labels_of, read_spans, read_token_blocks, tokens_of_line
from gisdata.addresses.spans.several import second_address
from gisdata.addresses.spans.tokens import are_tokens

SIGNS = "浙江省宁波市区县镇村路街巷弄幸福小苑号栋幢单元楼室层组东西一二三十0123456789abF-_ ,，（）#；甲"


def parts_of(address: str, *own: tuple[str, Part]) -> list[tuple[str, str]]:
    return [(span.part.value, address[span.start:span.end]) for span in read_spans(address, gazetteer_of(own))]


@pytest.mark.parametrize(("address", "wanted"), [
    ("浙江省宁波市海曙区鼓楼街道幸福路12号3幢2单元5楼501室",
     "浙江省/province 宁波市/city 海曙区/district 鼓楼街道/town 幸福路/road 12号/number "
     "3幢/building 2单元/unit 5楼/floor 501室/room"),
    ("十堰张湾柏林镇白马山村二组15号", "十堰/city 张湾/district 柏林镇/town 白马山村/community 二组/road 15号/number"),
    ("汉江路街道学府路３号", "汉江路街道/town 学府路/road ３号/number"),
    ("幸福小区8-10-1109", "幸福小区/place 8/building -/noise 10/unit -/noise 1109/room"),
    ("同普路1501弄166号2224室", "同普路/road 1501弄/subroad 166号/subnumber 2224室/room"),
    ("清河镇幸福路十二号(三号楼)", "清河镇/town 幸福路/road 十二号/number (/noise 三号楼/building )/noise"),
    ("天河路1号对面", "天河路/road 1号/number 对面/assist"),
    ("慈溪市宁波市慈溪市浒山街道", "慈溪市/noise 宁波市/city 慈溪市/district 浒山街道/town"),
    ("海宁路5号", "海宁路/road 5号/number"),
    ("海宁路103#", "海宁路/road 103#/number"),
    ("幸福小区3#502", "幸福小区/place 3#/building 502/room"),
    ("龙港镇育才路191号", "龙港镇/town 育才路/road 191号/number"),
])
def test_an_address_is_cut_into_the_parts_of_the_standard(address, wanted):
    assert [f"{word}/{part}" for part, word in parts_of(address)] == wanted.split(" ")


def test_the_stations_own_names_win_over_the_rules():
    assert ("town", "临平") not in parts_of("余杭区临平朝阳东路962号")
    assert parts_of("余杭区临平朝阳东路962号", ("临平街道", Part.TOWN))[1:3] == [("town", "临平"), ("road", "朝阳东路")]


def test_a_village_named_like_a_county_stays_a_village():
    """柏林镇白马山村二组 is in no 马山县."""
    assert ("community", "白马山村") in parts_of("柏林镇白马山村二组")


@given(st.text(SIGNS, max_size=40))
def test_the_parts_laid_end_to_end_are_the_address(address):
    spans = read_spans(address)
    assert "".join(address[span.start:span.end] for span in spans) == address
    assert all(span.start < span.end for span in spans)


@given(st.text(max_size=30))
def test_no_text_of_any_script_is_lost(address):
    assert "".join(address[span.start:span.end] for span in read_spans(address)) == address


@given(st.lists(st.sampled_from([*SIGNS, "10-1", "806", "ACE"]), min_size=1, max_size=25))
def test_each_token_gets_one_label_and_a_part_begins_once(tokens):
    labels = labels_of(tokens)
    assert len(labels) == len(tokens)
    assert labels[0].startswith("B-")
    for before, label in pairwise(labels):
        assert label.startswith("B-") or label[2:] == before[2:]


def test_a_hyphen_inside_a_token_belongs_to_one_number_and_alone_it_parts_two():
    assert labels_of(["路", "人", "路", "806-808", "号"])[3:] == ["B-roadno", "I-roadno"]
    assert labels_of(["人", "民", "路", "806", "-", "808", "号"])[3:] == [
        "B-roadno", "B-redundant", "B-houseno", "I-houseno"]


@pytest.mark.parametrize(("address", "second"), [
    ("幸福路12号；学府路3号", "学府路3号"),
    ("宁波市幸福路12号2楼 宁波市学府路3号", "宁波市学府路3号"),
    ("幸福路12号(3栋)", None),
    ("幸福路12号,清风小区", None),
    ("幸福路12-3号", None),
])
def test_a_second_address_in_one_field_is_found_where_it_has_a_door_of_its_own(address, second):
    at = second_address(address, read_spans(address))
    assert (None if at is None else address[at:]) == second


def test_blocks_of_tokens_are_read_with_and_without_labels():
    labelled = ["人 B-road", "路 I-road", "", "8 B-roadno"]
    assert list(read_token_blocks(labelled)) == list(read_token_blocks(["人", "路", "", "8"])) == [["人", "路"], ["8"]]
    assert are_tokens(labelled)
    assert are_tokens(["人", "路", "", "8"])
    assert not are_tokens(["人民路8号", "学府路3号"])
    assert tokens_of_line("人路 12A") == ["人", "路", "_", "12", "A"]
