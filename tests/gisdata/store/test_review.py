"""The review list of addresses: filtered, paged, set aside; on both databases."""

import pytest

from gisdata.errors import NotFound
from gisdata.records import AddressPoint, AddressSource, Household, Located, ReviewFilter, ReviewState
from gisdata.store import Store
from tests.gisdata.store.examples import a_household, a_placed_household, a_review_item

WAITING = ReviewFilter(state=ReviewState.WAITING)
LATER = ReviewFilter(state=ReviewState.LATER)


@pytest.fixture
def register(store: Store) -> Store:
    """Five waiting at 清河路 in two communities, one placed by a conclusion, one surely, one nowhere but decided."""
    waiting = [a_household(f"w{n}", address=f"清河路{n}号", community="西社区东社区"[3 * (n % 2):][:3])
               for n in range(5)]
    others = [a_placed_household("u1", address="清河路10号", located=Located.INTERPOLATED),
              a_placed_household("s1", address="清河路11号"), a_household("n1", address="清河路0号")]
    with store.writing() as writing:
        writing.save_households([*waiting, *others])
        writing.replace_review_items(a_review_item(h.household_id, address=h.address) for h in waiting)
    return store


def ids(store: Store, wanted: ReviewFilter, **page: object) -> list[str]:
    with store.reading() as reading:
        rows = reading.review_rows(wanted, **{"most": 50, **page})
        if not page:
            assert reading.count_review(wanted) == len(rows)
        return [row.household.household_id for row in rows]


def test_each_state_has_its_households_by_address(register: Store) -> None:
    assert ids(register, WAITING) == ["w0", "w1", "w2", "w3", "w4"]
    assert ids(register, LATER) == []
    assert ids(register, ReviewFilter(state=ReviewState.UNSURE)) == ["u1"]


def test_a_filter_narrows_by_community_and_by_words_as_they_are_written(register: Store) -> None:
    assert ids(register, ReviewFilter(state=ReviewState.WAITING, community="东社区")) == ["w1", "w3"]
    assert ids(register, ReviewFilter(state=ReviewState.WAITING, text="路2")) == ["w2"]
    assert ids(register, ReviewFilter(state=ReviewState.WAITING, text="%")) == []
    with register.reading() as reading:
        assert reading.review_communities(ReviewState.WAITING) == ["东社区", "西社区"]
        assert reading.communities() == ["东社区", "西社区"]


def test_pages_follow_one_another_and_the_next_is_the_one_behind(register: Store) -> None:
    assert ids(register, WAITING, first=3, most=2) == ["w3", "w4"]
    behind = Household(household_id="w1", address="清河路1号", community="")
    assert ids(register, WAITING, after=behind, most=1) == ["w2"]
    assert ids(register, WAITING, after=Household(household_id="w4", address="清河路4号", community="")) == []


def test_what_is_set_aside_stays_so_until_its_address_changes(register: Store) -> None:
    with register.writing() as writing:
        writing.set_aside("w2", later=True)
        writing.replace_review_items([a_review_item("w2", address="清河路2号", why="new"), a_review_item("w3")])
    assert (ids(register, WAITING), ids(register, LATER)) == (["w3"], ["w2"])
    with register.writing() as writing:
        writing.replace_review_items([a_review_item("w2", address="清河路22号")])
    assert ids(register, LATER) == []
    with pytest.raises(NotFound), register.writing() as writing:
        writing.set_aside("w4", later=True)


def test_a_household_that_got_a_point_waits_no_more(register: Store) -> None:
    with register.writing() as writing:
        writing.place_households([a_placed_household("w0", address="清河路0号", located=Located.DECIDED)])
    assert "w0" not in ids(register, WAITING)
    with register.reading() as reading:
        row = reading.review_row("w0")
        assert row.item is not None and row.household.located is Located.DECIDED
        assert reading.review_row("n1").item is None
        with pytest.raises(NotFound):
            reading.review_row("x")


def test_items_are_added_and_dropped_one_by_one(register: Store) -> None:
    with register.writing() as writing:
        writing.drop_review_items(["w0", "w1", "w2", "nobody"])
        writing.save_review_items([a_review_item("n1", address="清河路0号"), a_review_item("w3", why="again")])
    with register.reading() as reading:
        assert [(item.household_id, item.why == "again") for item in reading.review_items()] == [
            ("n1", False), ("w3", True), ("w4", False)]
    with pytest.raises(NotFound), register.writing() as writing:
        writing.save_review_items([a_review_item("nobody")])


def test_points_are_found_by_box_and_by_id(store: Store) -> None:
    points = [AddressPoint(address_id=f"p{n}", source=AddressSource.OSM, address="", street="", number="",
                           community="", lon_deg=116.0 + n, lat_deg=40.0) for n in range(3)]
    with store.writing() as writing:
        writing.save_address_points(points)
    with store.reading() as reading:
        assert reading.address_points_in((116.0, 39.9, 117.0, 40.0)) == points[:2]
        assert reading.address_points_in((116.0, 40.1, 117.0, 41.0)) == []
        assert reading.address_points_of(["p2", "x"]) == {"p2": points[2]}
