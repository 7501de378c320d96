"""Teams and what they own: officers, their communities (包联), and the patrols that fall to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import cos, hypot, radians

from gisdata.errors import Conflict
from gisdata.records import KeyPlace, Officer, PatrolOrder, PlaceKind
from planner.sentence import Sentence, say

LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamScope:
    """One team: its officers, the officers that own each community, the base of each officer, its patrols.

    `days`: on which days (0..6) an officer acts for a community, when not on all.
    """

    team: str
    officers: tuple[Officer, ...]
    owners: dict[str, tuple[str, ...]]
    bases: dict[str, LonLat]
    patrols: tuple[PatrolOrder, ...]
    days: Mapping[tuple[str, str], frozenset[int]] = field(default_factory=dict)

    def may_serve(self, officer_id: str, community: str, day: int) -> bool:
        """Tell whether an officer calls at doors of a community on a day of the week (0..6)."""
        return officer_id in self.owners[community] and day in self.days.get((officer_id, community), range(7))

    def with_helpers(self, helpers: Mapping[str, Sequence[str]]) -> TeamScope:
        """Return the team with these officers of it beside the owners of some of its communities, for one week."""
        members = {officer.officer_id for officer in self.officers}
        return replace(self, owners={
            community: (*owners, *(o for o in helpers.get(community, ()) if o in members and o not in owners))
            for community, owners in self.owners.items()})


def split_into_teams(
    officers: Sequence[Officer], patrols: Sequence[PatrolOrder], *, places: Sequence[KeyPlace], station: LonLat | None,
    days: Mapping[tuple[str, str], frozenset[int]] | None = None,
) -> tuple[list[TeamScope], list[Sentence]]:
    """Return the teams by name, and findings.

    A community that officers of two teams own goes to the first of these teams by name, and a finding says so.
    A patrol without team or officer goes to the team whose base is nearest. Raises Conflict when an officer has no
    base and neither the settings nor the map tell one.
    """
    findings: list[Sentence] = []
    teams = sorted({o.team for o in officers})
    of_community: dict[str, str] = {}
    for officer in sorted(officers, key=lambda o: (o.team, o.officer_id)):
        for community in officer.communities:
            first = of_community.setdefault(community, officer.team)
            if first != officer.team:
                findings.append(say(
                    "community {community} is owned by officers of teams {first} and {second}; team {first} plans it",
                    community=community, first=first, second=officer.team))
    bases = {o.officer_id: _base_of(o, places, station) for o in officers}
    scopes = []
    for team in teams:
        members = tuple(sorted((o for o in officers if o.team == team), key=lambda o: o.officer_id))
        owners = {
            community: tuple(o.officer_id for o in members if community in o.communities)
            for community, owner_team in sorted(of_community.items()) if owner_team == team
        }
        mine = tuple(p for p in patrols if _team_of(p, officers, bases) == team)
        scopes.append(TeamScope(team=team, officers=members, owners=owners,
                                bases={o.officer_id: bases[o.officer_id] for o in members}, patrols=mine,
                                days=days or {}))
    known = {o.officer_id for o in officers}
    findings += [
        say("patrol {patrol} is for {who}, who is not among the officers; nobody walks it",
            patrol=p.patrol_id, who=p.officer_id or p.team)
        for p in patrols if (p.officer_id and p.officer_id not in known) or (p.team and p.team not in teams)
    ]
    return scopes, findings


def _team_of(patrol: PatrolOrder, officers: Sequence[Officer], bases: dict[str, LonLat]) -> str:
    if patrol.officer_id:
        return next((o.team for o in officers if o.officer_id == patrol.officer_id), "")
    if patrol.team:
        return patrol.team
    here = (patrol.lon_deg, patrol.lat_deg)
    return min(officers, key=lambda o: (_apart_deg(bases[o.officer_id], here), o.team)).team


def _base_of(officer: Officer, places: Sequence[KeyPlace], station: LonLat | None) -> LonLat:
    if officer.base_lon_deg is not None and officer.base_lat_deg is not None:
        return officer.base_lon_deg, officer.base_lat_deg
    if station is not None:
        return station
    police = sorted((p for p in places if p.kind is PlaceKind.POLICE), key=lambda p: p.place_id)
    if len(police) == 1:
        return police[0].lon_deg, police[0].lat_deg
    raise Conflict(
        "officer {officer} has no base: the map knows {n} police stations. Give base_lon and base_lat in the officers' "
        "file, or station.lon_deg and station.lat_deg in huhu.toml", officer=officer.officer_id, n=len(police))


def _apart_deg(a: LonLat, b: LonLat) -> float:
    # only compared with itself, so degrees shrunk by the latitude are enough
    return hypot((a[0] - b[0]) * cos(radians(a[1])), a[1] - b[1])
