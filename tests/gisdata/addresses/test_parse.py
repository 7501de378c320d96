import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisdata.addresses import AddressParts, parse


def said(address: str) -> dict[str, str]:
    parts = parse(address)
    return {
        name: getattr(parts, name) for name in AddressParts.__dataclass_fields__
        if name not in ("door_level", "is_unclear") and getattr(parts, name)
    }


@pytest.mark.parametrize(("address", "parts"), [
    ("清河镇幸福路12号3栋2单元501室",
     {"town": "清河镇", "street": "幸福路", "number": "12", "building": "3", "unit": "2", "room": "501"}),
    ("柳树村3组12号", {"village": "柳树村", "group": "3", "number": "12"}),
    ("解放巷5号", {"street": "解放巷", "number": "5"}),
    ("阳光花园6号楼1单元302", {"estate": "阳光花园", "building": "6", "unit": "1", "room": "302"}),
    ("阳光花园3-2-501", {"estate": "阳光花园", "building": "3", "unit": "2", "room": "501"}),
    ("阳光花园二期3栋2-501", {"estate": "阳光花园2期", "building": "3", "unit": "2", "room": "501"}),
    ("幸福路12号阳光花园6栋", {"street": "幸福路", "number": "12", "estate": "阳光花园", "building": "6"}),
    ("幸福路阳光花园6栋", {"street": "幸福路", "estate": "阳光花园", "building": "6"}),
    ("幸福路三巷5号", {"street": "幸福路3巷", "number": "5"}),
    ("金钟路658弄5号楼5楼", {"street": "金钟路658弄", "building": "5", "floor": "5"}),
    ("发展大道12号附3号", {"street": "发展大道", "number": "12附3"}),
    ("幸福路12号甲", {"street": "幸福路", "number": "12甲"}),
    ("幸福路甲12号", {"street": "幸福路", "number": "甲12"}),
    ("幸福路012号", {"street": "幸福路", "number": "12"}),
    ("幸福路12号老供销社", {"street": "幸福路", "number": "12", "rest": "老供销社"}),
    ("碧水蓝天小区A10幢560室", {"estate": "碧水蓝天小区", "building": "a10", "room": "560"}),
    ("城北路M511号", {"street": "城北路", "number": "m511"}),
    ("东门社区3栋", {"community": "东门社区", "building": "3"}),
    ("粮站宿舍3栋201", {"estate": "粮站宿舍", "building": "3", "room": "201"}),
    ("湖北省十堰市张湾区柏林镇白马山村二组15号",
     {"province": "湖北省", "city": "十堰市", "district": "张湾区", "town": "柏林镇", "village": "白马山村",
      "group": "2", "number": "15"}),
    ("Street 12a", {"street": "street", "number": "12a"}),
    ("Hauptstr. 12 a, 91207 Lauf", {"street": "hauptstrasse", "number": "12a", "town": "lauf"}),
    ("Straße des 17. Juni 135", {"street": "strassedes17juni", "number": "135"}),
    ("12a Downing Street", {"street": "downingstreet", "number": "12a"}),
])
def test_an_address_is_taken_apart(address, parts):
    assert said(address) == parts
    assert not parse(address).is_unclear


@pytest.mark.parametrize(("address", "name", "value"), [
    ("汉江路街道发展大道12号", "town", "汉江路街道"),   # a street office named after a road
    ("菜市口大街23号", "street", "菜市口大街"),         # no city of 菜市
    ("中关村南大街5号", "street", "中关村南大街"),      # no village of 中关村
    ("铁路新村3栋", "estate", "铁路新村"),              # no road 铁路
    ("阳光城市花园3栋", "estate", "阳光城市花园"),      # no city of 阳光城
    ("马路街5号", "street", "马路街"),
    ("清河县老街1号", "street", "老街"),                # but a county and its old street are two names
])
def test_a_name_that_holds_the_sign_of_another_level_stays_whole(address, name, value):
    assert getattr(parse(address), name) == value


@pytest.mark.parametrize("address", [
    "幸福路12号、14号", "幸福路12号2-501", "幸福路12-3-501", "幸福路12号A", "幸福路12号十二", "幸福路12号٣",
    "3巷", "Lauf", "", "Street 8;10", "Street 8, 10a",
])
def test_digits_that_no_part_explains_make_an_address_unclear_or_nameless(address):
    parts = parse(address)
    assert parts.is_unclear or not parts.names_a_door


@pytest.mark.parametrize(("address", "door"), [
    ("幸福路12号3栋2单元501室", "幸福路12号3栋"),
    ("阳光花园3-2-501", "阳光花园3栋"),
    ("柳树村3组12号", "柳树村3组12号"),
    ("幸福路12号3栋旁", "幸福路12号3栋旁"),      # beside it: not the same door
    ("阳光花园302室", "阳光花园302室"),           # no building: the room must not be cut off
])
def test_the_door_plate_level_drops_unit_floor_and_room_only(address, door):
    assert parse(address).door_level == door


SIGNS = "清河镇幸福路柳树村组阳光花园号楼栋单元室巷弄期区附之甲一二0123-aB ,"


@given(st.one_of(st.text(), st.text(alphabet=SIGNS, max_size=25)))
def test_any_text_at_all_can_be_parsed(text):
    parts = parse(text)
    assert isinstance(parts.door_level, str)
