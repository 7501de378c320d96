from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from gisdata.addresses import geocode
from gisdata.addresses.answers import Answers, Ground
from gisdata.records import AddressPoint, AddressSource, Building, Household, Located

LON, LAT = 110.79, 32.62


def a_plate(address: str, *, east_m: float = 0.0, community: str = "", source=AddressSource.DOORPLATE, number="",
            street="", address_id: str | None = None) -> AddressPoint:
    # one degree of longitude is about 93,770 m at latitude 32.62
    return AddressPoint(
        address_id=address_id or f"p-{address}-{east_m:g}", source=source, address=address, street=street,
        number=number, community=community, lon_deg=LON + east_m / 93_770, lat_deg=LAT,
    )


def a_household(address: str, community: str = "", household_id: str = "h1") -> Household:
    return Household(household_id=household_id, address=address, community=community)


def place(address: str, plates: list[AddressPoint], community: str = ""):
    """Return the household after geocoding and its review item (None when it was placed)."""
    done = geocode([a_household(address, community)], plates)
    assert sum(done.counts.values()) == 1
    assert len(done.review) == (0 if done.households[0].has_point else 1)
    return done.households[0], (done.review[0] if done.review else None)


@pytest.mark.parametrize(("address", "plate"), [
    ("清河镇幸福路12号3栋2单元501室", "清河镇幸福路12号3栋"),
    ("清河镇幸福路１２号三号楼501", "清河镇幸福路12号3栋"),
    ("柳树村三组十二号", "柳树村3组12号"),
    ("解放巷5号", "解放巷5号"),
    ("阳光花园6号楼1单元302", "阳光花园6幢"),
])
def test_an_address_equal_down_to_the_door_plate_is_placed_there(address, plate):
    household, _ = place(address, [a_plate(plate), a_plate("幸福路99号", east_m=900)])
    assert household.located is Located.DOORPLATE
    assert (household.lon_deg, household.lat_deg) == (LON, LAT)


def test_an_address_point_of_the_map_places_as_osm_address():
    household, _ = place("Street 12a", [a_plate("Street 12a", source=AddressSource.OSM, street="Street", number="12a")])
    assert household.located is Located.OSM_ADDRESS


@pytest.mark.parametrize(("address", "plate"), [
    ("清河镇幸福路12号", "幸福路12号"),
    ("湖北省十堰市清河镇幸福路12号3栋501", "清河镇幸福路12号3栋"),
    ("幸福路12号阳光花园6栋1单元302", "阳光花园6栋"),
    ("清河镇柳树村3组12号", "柳树村3组12号"),
    ("幸福路12号老供销社", "幸福路12号"),
])
def test_the_same_street_and_number_in_other_words_are_placed_as_same_number(address, plate):
    household, _ = place(address, [a_plate(plate)])
    assert household.located is Located.SAME_NUMBER


def test_a_group_and_number_alone_are_placed_in_the_village_of_the_household():
    plates = [a_plate("柳树村3组12号", community="柳树村"), a_plate("杨树村3组12号", community="杨树村", east_m=900)]
    household, _ = place("3组12号", plates, community="杨树村")
    assert household.located is Located.SAME_NUMBER
    assert household.lon_deg == plates[1].lon_deg


def test_street_and_number_kept_apart_by_the_map_are_used():
    points = [a_plate("清华东路17号 某大学", street="清华东路", number="17", source=AddressSource.OSM)]
    assert place("清华东路17号", points)[0].located is Located.SAME_NUMBER
    points = [a_plate("Hauptstraße 12;14", street="Hauptstraße", number="12;14", source=AddressSource.OSM)]
    assert place("Hauptstr. 14", points)[0].located is Located.SAME_NUMBER
    assert place("Hauptstr. 13", points)[0].located is Located.NOWHERE


@pytest.mark.parametrize(("address", "plate"), [
    ("幸福路13号", "幸福路12号"),
    ("幸福路2号", "幸福路12号"),
    ("幸福路12号附3号", "幸福路12号"),
    ("幸福路12-3号", "幸福路12号"),
    ("幸福路12号甲", "幸福路12号"),
    ("幸福路12号A", "幸福路12号"),
    ("幸福路12号、14号", "幸福路12号"),
    ("幸福路12号3栋", "幸福路12号4栋"),
    ("幸福路12号3栋", "幸福路12号"),
    ("柳树村3组12号", "柳树村2组12号"),
    ("柳树村12号", "柳树村2组12号"),
    ("幸福路3巷5号", "幸福路5号"),
    ("幸福路3巷5号", "幸福路2巷5号"),
    ("阳光花园二期3栋", "阳光花园3栋"),
    ("阳光花园A3栋", "阳光花园3栋"),
    ("Street 12a", "Street 12"),
    ("Street 1 2", "Street 12"),
    ("3巷5号", "柳树村3巷5号"),
])
def test_a_different_number_is_never_placed(address, plate):
    household, review = place(address, [a_plate(plate)])
    assert household.located is Located.NOWHERE
    assert review is not None and review.why


@pytest.mark.parametrize(("address", "plate"), [
    ("辛福路12号", "幸福路12号"), ("Haupstraße 12", "Hauptstraße 12"), ("幸幅路12号3栋501", "幸福路12号3栋"),
])
def test_a_typo_in_a_name_is_placed_where_one_known_name_alone_is_near(address, plate):
    far = [a_plate("学府路12号", east_m=300), a_plate("胜利街12号", east_m=600)]
    household, _ = place(address, [*far, a_plate(plate)])
    assert (household.located, household.lon_deg) == (Located.SIMILAR_NAME, LON)


@pytest.mark.parametrize(("address", "plates"), [
    ("辛福路12号", ["幸福路12号", "辛安路12号"]),
    ("中山西路12号", ["中山东路12号"]),
    ("新华一路12号", ["新华二路12号"]),
    ("幸福街12号", ["幸福路12号"]),
    ("Ostring 12", ["Westring 12"]),
    ("辛福路12号", ["幸福路13号"]),
    ("辛福路12号", ["清河镇幸福路14号", "学府路12号"]),
])
def test_a_name_that_may_be_another_street_is_never_placed(address, plates):
    points = [a_plate(plate, east_m=100 * i) for i, plate in enumerate(plates)]
    assert place(address, points)[0].located is Located.NOWHERE


def test_a_street_of_the_map_without_plates_is_no_misspelling():
    plates = (a_plate("幸福路12号"),)
    asked = [a_household("兴福路12号")]
    assert geocode(asked, Ground(address_points=plates)).households[0].located is Located.SIMILAR_NAME
    known = Ground(address_points=plates, street_names=("兴福路",))
    assert geocode(asked, known).households[0].located is Located.NOWHERE


def test_a_number_between_two_near_ones_of_its_side_lies_between_them():
    plates = [a_plate("幸福路10号"), a_plate("幸福路14号", east_m=40), a_plate("幸福路13号", east_m=200)]
    household, _ = place("清河镇幸福路12号2单元501", plates)
    assert household.located is Located.INTERPOLATED
    assert household.lon_deg == pytest.approx(LON + 20 / 93_770)


@pytest.mark.parametrize(("address", "plates"), [
    ("幸福路12号", [("幸福路10号", 0), ("幸福路14号", 61)]),
    ("幸福路12号", [("幸福路10号", 0), ("幸福路18号", 40)]),
    ("幸福路12号", [("幸福路11号", 0), ("幸福路13号", 20)]),
    ("幸福路16号", [("幸福路12号", 0), ("幸福路14号", 20)]),
    ("白河镇幸福路12号", [("清河镇幸福路10号", 0), ("清河镇幸福路14号", 20)]),
    ("幸福路12号3栋", [("幸福路10号", 0), ("幸福路14号", 20)]),
    ("幸福路12号", [("幸福路10号", 0), ("幸福路14号", 20), ("幸福路12号3栋", 900)]),
])
def test_too_wide_a_gap_the_other_side_the_end_or_another_town_is_not_interpolated(address, plates):
    household, _ = place(address, [a_plate(text, east_m=east) for text, east in plates])
    assert household.located is not Located.INTERPOLATED


def test_one_misspelt_name_is_placed_when_number_building_and_the_other_name_agree():
    plates = [a_plate("桃园路26号学府花园11栋"), a_plate("东风街26号学府花园12栋", east_m=500),
              a_plate("李园路3号", east_m=900)]
    for address in ("春园路26号学府花园11栋501", "桃园路26号学付花园11栋"):
        household, _ = place(address, plates)
        assert (household.located, household.lon_deg) == (Located.SIMILAR_NAME, LON)
    for address in ("春风路26号学府花园11栋", "春园路27号学府花园11栋", "春园路26号学付花园11栋"):
        assert place(address, plates)[0].located is Located.NOWHERE


def test_of_two_names_equally_near_the_one_in_the_known_community_is_meant():
    plates = [a_plate("学府路1号", community="东门社区"), a_plate("政府路1号", community="西关社区", east_m=900)]
    assert place("心府路1号", plates)[0].located is Located.NOWHERE
    assert place("心府路1号", plates, community="西关居委会")[0].lon_deg == plates[1].lon_deg
    both = [*plates, a_plate("政府路9号", community="东门社区", east_m=300)]
    assert place("心府路1号", both, community="东门社区")[0].located is Located.NOWHERE


def a_building(name: str, building_id: str = "b1") -> Building:
    return Building(building_id=building_id, shape=box(LON, LAT, LON + 0.001, LAT + 0.001), kind="yes", levels=None,
                    name=name)


def test_a_building_that_the_map_names_once_is_found_by_its_name():
    known = Ground(address_points=(a_plate("幸福路12号"),), buildings=(a_building("清河大厦"),))
    household = geocode([a_household("清河镇清河大厦")], known).households[0]
    assert (household.located, household.lon_deg) == (Located.BUILDING, pytest.approx(LON + 0.0005))
    twice = replace(known, buildings=(a_building("清河大厦"), a_building("清河大厦", "b2")))
    assert geocode([a_household("清河大厦")], twice).households[0].located is Located.NOWHERE
    assert geocode([a_household("清河大厦3栋")], known).households[0].located is Located.NOWHERE


def test_an_address_that_names_a_community_only_has_its_middle_as_answer_but_no_household_is_put_there():
    plates = tuple(a_plate(f"柳树村{i}组1号", east_m=100 * i, community="柳树村") for i in range(3))
    answer = Answers(Ground(address_points=plates)).to("清河镇柳树村", "")
    assert (answer.located, answer.lon_deg) == (Located.COMMUNITY, plates[1].lon_deg)
    assert place("清河镇柳树村", list(plates))[0].located is Located.NOWHERE


@pytest.mark.parametrize(("address", "plate"), [
    ("阳光花圆6栋", "阳光花园6栋"),
    ("柳村3组12号", "柳树村3组12号"),
])
def test_a_typo_that_could_be_another_name_goes_to_review_with_the_right_door_first(address, plate):
    others = [a_plate("幸福路13号", east_m=300), a_plate("胜利街12号", east_m=600)]
    household, review = place(address, [*others, a_plate(plate)])
    assert household.located is Located.NOWHERE
    assert review is not None
    assert review.candidates[0][1] == plate


def test_the_main_number_is_offered_for_a_sub_number_but_not_taken():
    _, review = place("菜园巷1-2号", [a_plate("菜园巷1号", address_id="p1"), a_plate("菜园巷2号", east_m=40)])
    assert review is not None
    assert review.candidates == (("p1", "菜园巷1号"),)


def test_plates_up_to_thirty_metres_apart_are_one_point_the_one_with_the_least_id():
    plates = [a_plate("幸福路12号", east_m=29, address_id="b"), a_plate("幸福路12号", address_id="a")]
    household, _ = place("幸福路12号", plates)
    assert household.lon_deg == LON


def test_plates_further_than_thirty_metres_apart_go_to_review_with_both_as_candidates():
    plates = [a_plate("幸福路12号", east_m=31, address_id="b"), a_plate("幸福路12号", address_id="a")]
    household, review = place("幸福路12号", plates)
    assert household.located is Located.NOWHERE
    assert review is not None
    assert {candidate for candidate, _ in review.candidates} == {"a", "b"}
    assert "several door plates" in review.why


def test_communities_tell_two_roads_of_one_name_apart_when_both_are_known():
    plates = [a_plate("幸福路12号", community="东门社区"), a_plate("幸福路12号", community="西关社区", east_m=900)]
    assert place("幸福路12号", plates, community="西关居委会")[0].lon_deg == plates[1].lon_deg
    assert place("幸福路12号", plates)[0].located is Located.NOWHERE
    household, review = place("幸福路12号", plates, community="北门社区")
    assert household.located is Located.NOWHERE
    assert review is not None and len(review.candidates) == 2


def test_towns_that_differ_are_never_mixed_up():
    household, _ = place("白河镇幸福路12号", [a_plate("清河镇幸福路12号")])
    assert household.located is Located.NOWHERE


@pytest.mark.parametrize("address", ["幸福路12号对面", "幸福路12号旁", "幸福路12号以东", "幸福路12号3栋旁"])
def test_a_place_beside_a_door_is_not_the_door(address):
    plates = [a_plate("幸福路12号"), a_plate("幸福路12号3栋", east_m=300)]
    household, review = place(address, plates)
    assert household.located is Located.NOWHERE
    assert review is not None


def test_a_plate_with_a_word_of_its_own_is_another_door():
    assert place("幸福路12号", [a_plate("幸福路12号东院")])[0].located is Located.NOWHERE


@pytest.mark.parametrize(("address", "why"), [
    ("幸福路", "no house number"), ("", "no house number"), ("12号", "names no street"),
    ("长虹街7号", "no door plate bears this name"), ("幸福路99号", "bears this number"),
    ("幸福路12号2-501", "not understood"),
])
def test_a_review_says_why(address, why):
    _, review = place(address, [a_plate("幸福路12号")])
    assert review is not None
    assert why in review.why


def test_without_any_plates_everything_goes_to_review_and_says_so():
    _, review = place("幸福路12号", [])
    assert review is not None
    assert "import them first" in review.why
    assert review.candidates == ()


def test_the_official_plate_wins_over_the_map():
    plates = [a_plate("幸福路12号", source=AddressSource.OSM, east_m=200), a_plate("幸福路12号")]
    household, _ = place("幸福路12号", plates)
    assert (household.located, household.lon_deg) == (Located.DOORPLATE, LON)


def test_households_with_a_point_are_left_alone_and_the_order_is_kept():
    given_point = replace(a_household("幸福路12号", household_id="a"), lon_deg=1.0, lat_deg=2.0, located=Located.GIVEN)
    done = geocode([given_point, a_household("幸福路12号", household_id="b")], [a_plate("幸福路12号")])
    assert done.households[0] == given_point
    assert [h.household_id for h in done.households] == ["a", "b"]
    assert done.counts[Located.GIVEN] == done.counts[Located.DOORPLATE] == 1


def test_at_most_five_candidates_are_offered():
    plates = [a_plate(f"幸福{sign}路12号", east_m=100 * i) for i, sign in enumerate("东西南北中上下")]
    _, review = place("幸福路12号", plates)
    assert review is not None
    assert len(review.candidates) == 5


NAMES = st.sampled_from(["幸福路", "辛福路", "清河镇幸福路", "阳光花园", "柳树村", "柳树村3组", "解放巷", "Street "])
TAILS = st.sampled_from(["12号", "13号", "1-2号", "12", "6栋", "6号楼1单元302", "3组12号", "12号6栋", "12a", ""])
ADDRESSES = st.builds(lambda name, tail: name + tail, NAMES, TAILS)


@given(
    st.lists(st.tuples(ADDRESSES, st.integers(0, 400)), max_size=8), st.lists(ADDRESSES, min_size=1, max_size=6)
)
def test_a_placed_household_has_the_point_of_a_plate_or_one_between_two(plated, asked):
    plates = [a_plate(text, east_m=east, address_id=str(i)) for i, (text, east) in enumerate(plated)]
    done = geocode([a_household(text, household_id=str(i)) for i, text in enumerate(asked)], plates)
    given_points = {(plate.lon_deg, plate.lat_deg) for plate in plates}
    assert len(done.households) == len(asked)
    for household in done.households:
        if household.located is Located.INTERPOLATED:
            assert min(given_points)[0] <= household.lon_deg <= max(given_points)[0]
        elif household.has_point:
            assert (household.lon_deg, household.lat_deg) in given_points
    assert {item.household_id for item in done.review} == {h.household_id for h in done.households if not h.has_point}


def test_an_address_that_names_nothing_is_placed_in_a_known_common_community_only():
    plates = [a_plate("12号", community="柳树村")]
    assert place("12号", plates, community="柳树村")[0].located is Located.DOORPLATE
    assert place("12号", plates)[0].located is Located.NOWHERE
    assert place("12号", plates, community="杨树村")[0].located is Located.NOWHERE
    assert place("", [a_plate("")])[0].located is Located.NOWHERE
