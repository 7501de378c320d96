"""What a person decided about an address is kept on both databases, through an upgrade too."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from gisdata.errors import NotFound, RefusedRows
from gisdata.records import AddressDecision, Located
from gisdata.store import Store, open_store, upgrade_schema
from gisdata.store.engine import make_engine
from gisdata.store.version import downgrade_schema
from tests.gisdata.store.examples import a_placed_household, a_review_item

WITHOUT_ZONE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def a_decision(key: str = "清河路12号@东", **changes) -> AddressDecision:
    return AddressDecision(**{"decision_key": key, "address": "清河路12号", "lon_deg": 116.1, "lat_deg": 40.1,
                              "decided_at": datetime(2026, 11, 23, 1, tzinfo=UTC), **changes})


def test_a_decision_comes_back_and_a_later_one_replaces_it(store: Store) -> None:
    none = a_decision(lon_deg=None, lat_deg=None)
    with store.writing() as writing:
        writing.save_address_decision(a_decision())
        writing.save_address_decision(a_decision("清河路14号@"))
        writing.save_address_decision(none)
    with store.reading() as reading:
        assert reading.address_decisions() == [none, a_decision("清河路14号@")]
        assert not none.exists


def test_a_decision_is_taken_back_once(store: Store) -> None:
    with store.writing() as writing:
        writing.save_address_decision(a_decision())
        assert writing.address_decision(a_decision().decision_key) == a_decision()
        assert writing.take_back_address_decision(a_decision().decision_key) == a_decision()
        assert writing.address_decision(a_decision().decision_key) is None
        with pytest.raises(NotFound):
            writing.take_back_address_decision(a_decision().decision_key)


@pytest.mark.parametrize("changes", [{"lon_deg": None}, {"lon_deg": 181.0}, {"decided_at": WITHOUT_ZONE}])
def test_half_a_point_a_point_off_the_earth_and_a_moment_without_zone_are_refused(store: Store, changes) -> None:
    with pytest.raises(RefusedRows), store.writing() as writing:
        writing.save_address_decision(a_decision(**changes))


def test_an_upgrade_keeps_the_register_and_its_review_list_and_so_does_the_way_back(store_url: str) -> None:
    upgrade_schema(store_url)
    downgrade_schema(store_url, "0001")
    engine = make_engine(store_url)
    with engine.begin() as connection:
        connection.execute(text(
            "INSERT INTO household VALUES "
            "('h1', '清河路', '东', 'flat', NULL, NULL, 'nowhere', 'any', false, NULL, NULL, NULL)"))
        connection.execute(text("INSERT INTO review_item VALUES ('h1', '清河路', 'why', '[]')"))
    engine.dispose()
    upgrade_schema(store_url)
    with open_store(store_url) as store, store.writing() as writing:
        assert [item.household_id for item in writing.review_items()] == ["h1"]
        writing.save_households([a_placed_household("h2", located=Located.DECIDED)])
        writing.replace_review_items([a_review_item("h1")])
    downgrade_schema(store_url, "0001")
    upgrade_schema(store_url)
    with open_store(store_url) as store, store.reading() as reading:
        assert [household.located for household in reading.households()] == [Located.NOWHERE, Located.GIVEN]
        assert len(reading.review_items()) == 1
