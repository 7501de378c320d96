import pytest

from gisdata.errors import Conflict
from gisdata.records import KeyPlace, Officer, PatrolOrder, PatrolScope, PlaceKind, TravelMode
from gisdata.week_input import split_into_teams


def officer(officer_id, team, *communities, base=(110.79, 32.62)):
    return Officer(officer_id=officer_id, team=team, communities=communities, mode=TravelMode.FOOT,
                   base_lon_deg=base and base[0], base_lat_deg=base and base[1])


def patrol(lon=110.79, **more):
    return PatrolOrder(patrol_id="p1", label="清河小学", scope=PatrolScope.POINT, lon_deg=lon, lat_deg=32.62,
                       weekdays=(1,), day=None, window_start_s=27_000, window_end_s=30_600, presence_s=1_800,
                       min_dwell_s=1_800, visit_credit=0.0, **more)


def police(place_id="k1", lon=110.8):
    return KeyPlace(place_id=place_id, kind=PlaceKind.POLICE, name="清河派出所", lon_deg=lon, lat_deg=32.6,
                    source="osm")


def split(officers, patrols=(), places=(), station=None):
    return split_into_teams(officers, patrols, places=places, station=station)


def test_each_team_gets_its_officers_and_their_communities():
    scopes, findings = split([officer("2", "B", "c2"), officer("1", "A", "c1", "c3"), officer("3", "A", "c3")])
    assert [(s.team, s.owners) for s in scopes] == [("A", {"c1": ("1",), "c3": ("1", "3")}), ("B", {"c2": ("2",)})]
    assert findings == []


def test_a_community_of_two_teams_is_planned_once_and_the_finding_says_by_whom():
    scopes, findings = split([officer("1", "A", "c1"), officer("2", "B", "c1")])
    assert [list(s.owners) for s in scopes] == [["c1"], []]
    assert "c1 is owned by officers of teams A and B; team A plans it" in str(findings[0])


def test_a_patrol_of_nobody_goes_to_the_team_with_the_nearest_base():
    scopes, _ = split([officer("1", "A", "c1"), officer("2", "B", "c2", base=(110.9, 32.62))], [patrol(lon=110.88)])
    assert [len(s.patrols) for s in scopes] == [0, 1]


def test_a_patrol_of_an_officer_goes_to_that_officers_team():
    scopes, _ = split([officer("1", "A", "c1"), officer("2", "B", "c2")], [patrol(officer_id="2")])
    assert [len(s.patrols) for s in scopes] == [0, 1]


def test_a_patrol_of_an_unknown_team_is_named():
    scopes, findings = split([officer("1", "A", "c1")], [patrol(team="Z")])
    assert scopes[0].patrols == ()
    assert "patrol p1 is for Z" in str(findings[0])


def test_without_an_own_base_the_settings_then_the_only_police_station_are_taken():
    nobody = officer("1", "A", "c1", base=None)
    assert split([nobody], station=(1.0, 2.0), places=[police()])[0][0].bases == {"1": (1.0, 2.0)}
    assert split([nobody], places=[police()])[0][0].bases == {"1": (110.8, 32.6)}


def test_two_police_stations_are_never_chosen_between():
    with pytest.raises(Conflict, match="officer 1 has no base: the map knows 2 police stations"):
        split([officer("1", "A", "c1", base=None)], places=[police(), police("k2", 110.9)])


def test_an_officer_calls_at_doors_of_a_community_only_on_the_days_of_acting_for_it():
    days = {("1", "c1"): frozenset({0, 1})}
    (scope,), _ = split_into_teams([officer("1", "A", "c1"), officer("2", "A", "c1")], [], places=[], station=None,
                                   days=days)
    assert [scope.may_serve("1", "c1", day) for day in (1, 2)] == [True, False]
    assert scope.may_serve("2", "c1", 2)
    assert not scope.may_serve("3", "c1", 0)
