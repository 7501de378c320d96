import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisdata.addresses import normalise


@pytest.mark.parametrize(("written", "expected"), [
    ("幸福路１２号", "幸福路12号"),
    (" 清河镇 幸福路 12 号，3 栋 ", "清河镇幸福路12号3栋"),
    ("幸福路二十三号", "幸福路23号"),
    ("幸福路二三号", "幸福路23号"),
    ("幸福路一百零五号", "幸福路105号"),
    ("幸福路2〇3号", "幸福路203号"),
    ("柳树村第三组十二号", "柳树村3组12号"),
    ("阳光花园３＃楼", "阳光花园3栋"),
    ("阳光花园3幢", "阳光花园3栋"),
    ("中山路１０３＃", "中山路103号"),
    ("中山路 103#2栋", "中山路103号2栋"),
    ("中山路3#楼", "中山路3栋"),
    ("城关街道3#", "城关街道3栋"),
    ("阳光花园A座", "阳光花园a栋"),
    ("阳光花园三号楼二单元五〇一室", "阳光花园3栋2单元501室"),
    ("幸福路12号院", "幸福路12号"),
    ("地址：幸福路12号。", "幸福路12号"),
    ("幸福路12號3棟", "幸福路12号3栋"),
    ("幸福路12号（3栋）", "幸福路12号3栋"),
    ("幸福路三巷5号", "幸福路3巷5号"),
    ("Hauptstraße  12,  Lauf", "hauptstrasse 12,lauf"),
    ("", ""),
])
def test_spellings_of_one_address_become_one(written, expected):
    assert normalise(written) == expected


@pytest.mark.parametrize("name", ["三元里大街5号", "五一巷5号", "八一社区5号", "六合街5号", "三门峡路5号", "百货大楼"])
def test_numerals_inside_names_stay_names(name):
    assert normalise(name) == name


@pytest.mark.parametrize(("written", "never"), [
    ("幸福路三、五号", "幸福路35号"),
    ("幸福路12 3号", "幸福路123号"),
    ("幸福路12三号楼", "幸福路123栋"),
    ("幸福路1，2号", "幸福路12号"),
    ("幸福路十、二号", "幸福路12号"),
    ("Hauptstraße 1 2", "hauptstrasse 12"),
])
def test_two_numbers_never_run_together_into_a_third(written, never):
    assert normalise(written) != never


SIGNS = "清河镇幸福路柳树村组阳光花园号楼栋座幢单元室一二三十百〇零两甲第院#-,，、（） 0123４Aa:地址　~.ßŒ"


@given(st.one_of(st.text(), st.text(alphabet=SIGNS, max_size=25)))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once
