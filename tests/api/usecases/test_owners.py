"""Hand-overs, substitutes and contact points of a station: moved, refused, listed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from api.errors import WrongUse
from api.usecases.events import add_event
from api.usecases.import_table import ImportOrder, import_table
from api.usecases.owners import hand_over, list_owners, set_contact_point, stand_in
from api.usecases.register import ownership_of
from api.workspace import Workspace
from gisdata.errors import Conflict
from gisdata.events import EventOrder
from gisdata.records.events import EventKind
from gisdata.records.owners import ContactPoint, HandOver, StandIn
from tests.web_workspace import TODAY, planned_workspace

HOME = "河东社区"


@pytest.fixture
def station(tmp_path: Path) -> Workspace:
    return planned_workspace(tmp_path / "station")


def order(**changes) -> HandOver:
    return HandOver(**{"community": HOME, "from_officer": "060101", "to_officer": "060202", "on": TODAY, **changes})


def owners(station: Workspace, day: date = TODAY) -> dict[str, tuple[str, ...]]:
    with station.open_store() as store, store.reading() as reading:
        return {row.community: row.acting for row in list_owners(reading, day=day)}


def sole_owner(station: Workspace) -> tuple[str, str]:
    """A community with one owner, and that owner."""
    return next((community, who[0]) for community, who in owners(station).items() if len(who) == 1)


def test_a_hand_over_moves_owner_and_events_and_nothing_else(station: Workspace) -> None:
    community, old = sole_owner(station)
    add_event(station, EventOrder(kind=EventKind.FESTIVAL, starts_on=TODAY, community=community))
    with station.open_store() as store, store.reading() as reading:
        homes, officers = reading.households(), reading.officers()
    done = hand_over(station, order(community=community, from_officer=old), today=TODAY)
    assert done.n_events == 1
    assert owners(station)[community] == ("060202",)
    with station.open_store() as store, store.reading() as reading:
        assert (reading.households(), reading.officers()) == (homes, officers)
        assert [event.officer_id for event in reading.events()] == ["060202"]


@pytest.mark.parametrize(("changes", "why"), [
    ({"to_officer": "999"}, "there is no officer 999"), ({"from_officer": "060202"}, "does not own 河东社区"),
    ({"on": date(2026, 11, 1)}, "2026-11-01 is past"), ({"to_officer": "060101"}, "owns it already"),
])
def test_a_hand_over_that_cannot_be_says_why(station: Workspace, changes, why: str) -> None:
    with pytest.raises(WrongUse, match=why):
        hand_over(station, order(**changes), today=TODAY)


def test_nobody_is_left_without_an_owner_and_a_contact_point_makes_it_possible(station: Workspace) -> None:
    community, old = sole_owner(station)
    away = StandIn(officer_id=old, first_on=date(2026, 11, 25), last_on=date(2026, 11, 27))
    ends = order(community=community, from_officer=old, to_officer="")
    for change in (lambda: stand_in(station, away, today=TODAY), lambda: hand_over(station, ends, today=TODAY)):
        with pytest.raises(Conflict, match=f"nobody would answer for {community} on 2026-11-2[45]"):
            change()
    with station.open_store() as store, store.reading() as reading:
        assert (reading.stand_ins(), reading.hand_overs()) == ([], [])
    set_contact_point(station, ContactPoint(community="", officer_id="060202"), today=TODAY)
    stand_in(station, away, today=TODAY)
    assert owners(station, date(2026, 11, 25))[community] == ("060202",)
    assert owners(station, date(2026, 11, 28))[community] == (old,)


@pytest.mark.parametrize(("first", "last", "by", "why"), [
    (date(2026, 11, 10), date(2026, 11, 20), "060202", "is over"),
    (date(2026, 11, 27), date(2026, 11, 26), "060202", "ends before it begins"),
    (date(2026, 11, 26), date(2026, 11, 27), "060101", "cannot stand in"),
])
def test_an_absence_that_cannot_be_says_why(station: Workspace, first, last, by: str, why: str) -> None:
    with pytest.raises(WrongUse, match=why):
        stand_in(station, StandIn(officer_id="060101", first_on=first, last_on=last, substitute_id=by), today=TODAY)


def test_an_officer_is_not_away_twice_at_a_time(station: Workspace) -> None:
    away = StandIn(officer_id="060101", first_on=TODAY, last_on=date(2026, 11, 27), substitute_id="060202")
    stand_in(station, away, today=TODAY)
    with pytest.raises(WrongUse, match="away from 2026-11-24 to 2026-11-27 already"):
        stand_in(station, StandIn(officer_id="060101", first_on=date(2026, 11, 27), last_on=date(2026, 12, 1),
                                  substitute_id="060202"), today=TODAY)


def test_a_file_of_officers_may_not_leave_a_community_to_nobody(station: Workspace, tmp_path: Path) -> None:
    community, old = sole_owner(station)
    file = tmp_path / "officers.csv"
    file.write_text(f"officer_id,team,communities,mode\n{old},A,月亮社区,foot\n", encoding="utf-8")
    with station.open_store() as store, store.reading() as reading:
        before = ownership_of(reading).owners(community, TODAY)

    with pytest.raises(Conflict, match=f"nobody would answer for {community}"):
        import_table(station, ImportOrder(kind="officers", path=file, crs=None, skip_bad=False, today=TODAY,
                                          now=datetime(2026, 11, 24, tzinfo=UTC)))
    with station.open_store() as store, store.reading() as reading:
        assert ownership_of(reading).owners(community, TODAY) == before
