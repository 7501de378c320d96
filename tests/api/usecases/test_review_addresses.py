"""The review of addresses: what a person is shown, what a decision does at once and at the next import."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.errors import WrongUse
from api.usecases import review_addresses as review
from api.usecases.address_map import has_map, read_door
from api.usecases.locate import locate_households
from api.usecases.settle_address import Choice, leave_for_later, settle_address, take_back
from api.workspace import Workspace, create_workspace
from gisdata.cells import square_cells
from gisdata.errors import NotFound
from gisdata.records import Household, Located, ReviewFilter, ReviewState
from tests.review_workspace import SOUTH, WAITING, WEST, households_of, review_workspace

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
LISTED = ReviewFilter(state=ReviewState.WAITING)


@pytest.fixture
def station(tmp_path: Path) -> Workspace:
    return review_workspace(tmp_path / "station")


def waiting(workspace: Workspace, state: ReviewState = ReviewState.WAITING) -> list[str]:
    with workspace.open_store() as store, store.reading() as reading:
        view = review.view_review(reading, ReviewFilter(state=state))
        return [line.household.household_id for line in view.lines]


def door(workspace: Workspace, household_id: str) -> review.OpenDoor:
    with workspace.open_store() as store, store.reading() as reading:
        return review.view_door(reading, household_id)


def test_the_list_says_how_each_address_is_placed_how_surely_and_why_a_person_should_look(station: Workspace) -> None:
    with station.open_store() as store, store.reading() as reading:
        view = review.view_review(reading, LISTED)
        unsure = review.view_review(reading, ReviewFilter(state=ReviewState.UNSURE))
    assert [line.household.household_id for line in view.lines] == list(WAITING)
    assert [(str(line.level), line.confidence, line.n_candidates) for line in view.lines] == [
        ("not placed", 0.0, 2), ("not placed", 0.0, 0), ("not placed", 0.0, 0)]
    assert "several door plates" in str(view.lines[0].why)
    assert [(str(line.level), line.confidence) for line in unsure.lines] == [("between two numbers", 0.9)]
    assert "between two known numbers" in str(unsure.lines[0].why)
    assert (view.counts, view.n_decided) == ({"waiting": 3, "later": 0, "unsure": 1}, 0)


def test_candidates_tell_how_far_they_are_from_the_middle_of_the_community(station: Workspace) -> None:
    shown = door(station, "h4")
    # households of the community stand at numbers 10 and 12, whose middle lies 11e-5 degrees east of WEST:
    # 0.001 - 0.00011 degrees of longitude at 32.62 degrees north are 83.4 m
    assert [(c.point.address_id, c.distance_m) for c in shown.candidates] == [("q1", 83), ("q2", 364)]
    assert door(station, "h5").near == (WEST + 12e-5, SOUTH)
    assert (door(station, "h3").n_homes, door(station, "h1").is_open) == (2, False)


def test_an_accepted_candidate_moves_the_household_and_puts_it_into_its_cell(station: Workspace) -> None:
    with station.open_store() as store, store.writing() as writing:
        writing.replace_cells(square_cells([WEST], [SOUTH], side_m=2000))
    done = settle_address(station, "h4", Choice(candidate_id="q2"), now=NOW)
    moved = households_of(station)["h4"]
    assert (moved.located, moved.lon_deg, done.household_ids) == (Located.DECIDED, WEST + 0.004, ("h4",))
    assert moved.cell_id is not None
    assert waiting(station) == ["h3", "h2"]


def test_a_point_settles_all_homes_behind_the_door_and_later_imports_too(station: Workspace) -> None:
    settle_address(station, "h2", Choice(point=(WEST, SOUTH + 0.001)), now=NOW)
    assert waiting(station) == ["h4"]
    with station.open_store() as store, store.writing() as writing:
        writing.save_households([Household(household_id="h9", address="幸福路90号9室", community="东门居委会")])
    locate_households(station)
    households = households_of(station)
    assert {id_: households[id_].lat_deg for id_ in ("h2", "h3", "h9")} == dict.fromkeys(
        ("h2", "h3", "h9"), SOUTH + 0.001)


def test_a_door_that_does_not_exist_leaves_the_list_for_good_until_that_is_taken_back(station: Workspace) -> None:
    done = settle_address(station, "h2", Choice(), now=NOW)
    locate_households(station)
    assert waiting(station) == ["h4"]
    assert "no such door" in str(door(station, "h3").line.why)
    assert take_back(station, done.decision.decision_key).household_ids == ("h2", "h3")
    assert waiting(station) == list(WAITING)
    with pytest.raises(NotFound):
        take_back(station, done.decision.decision_key)


def test_what_is_left_for_later_waits_in_a_list_of_its_own_through_the_next_locating(station: Workspace) -> None:
    leave_for_later(station, "h4", later=True)
    locate_households(station)
    assert (waiting(station), waiting(station, ReviewState.LATER)) == (["h3", "h2"], ["h4"])
    leave_for_later(station, "h4", later=False)
    assert waiting(station) == list(WAITING)


def test_the_next_address_is_the_one_behind_in_the_list_even_when_this_one_is_settled(station: Workspace) -> None:
    settle_address(station, "h4", Choice(candidate_id="q1"), now=NOW)
    households = households_of(station)
    with station.open_store() as store, store.reading() as reading:
        assert review.next_door(reading, LISTED, households["h4"]) == "h3"
        assert review.next_door(reading, LISTED, households["h2"]) is None


def test_a_place_from_a_plate_is_nothing_to_decide_on(station: Workspace) -> None:
    with pytest.raises(WrongUse, match="already"):
        settle_address(station, "h1", Choice(), now=NOW)
    assert "nothing to settle" in str(door(station, "h1").line.why)


@pytest.mark.parametrize("point", [(SOUTH, WEST - 30), (WEST - 99, SOUTH), (WEST + 1.2, SOUTH)])
def test_a_point_far_from_the_community_is_a_slip_of_the_hand(station: Workspace, point: tuple[float, float]) -> None:
    with pytest.raises(WrongUse, match="km away from the homes of"):
        settle_address(station, "h2", Choice(point=point), now=NOW)
    assert "h2" in waiting(station)
    settle_address(station, "h2", Choice(point=(WEST + 0.9, SOUTH)), now=NOW)   # 85 km: a remote farm may be


def test_decisions_are_listed_latest_first(station: Workspace) -> None:
    settle_address(station, "h4", Choice(candidate_id="q1"), now=NOW)
    settle_address(station, "h2", Choice(), now=NOW.replace(hour=2))
    with station.open_store() as store, store.reading() as reading:
        assert [d.address for d in review.view_decisions(reading)] == ["幸福路90号501室", "学府路5号"]
        assert [d.exists for d in review.view_decisions(reading, text="学府")] == [True]


def test_the_map_begins_at_the_best_candidate_and_shows_the_plates_around(station: Workspace) -> None:
    with station.open_store() as store, store.reading() as reading:
        shown = read_door(reading, "h4")
        assert shown.start == (WEST + 0.001, SOUTH)
        assert [plate.address_id for plate in shown.plates] == ["p60", "p14", "p10"]
        assert read_door(reading, "h3").start == pytest.approx((WEST + 11e-5, SOUTH))


def test_without_any_place_there_is_no_map(tmp_path: Path) -> None:
    workspace = create_workspace(tmp_path / "empty", name="", start=NOW.date())
    with workspace.open_store() as store, store.writing() as writing:
        writing.save_households([Household(household_id="h1", address="幸福路1号", community="")])
        assert not has_map(writing, review.view_door(writing, "h1"))
        with pytest.raises(NotFound):
            read_door(writing, "h1")
