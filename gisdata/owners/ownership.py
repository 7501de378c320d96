"""Ownership by day: the officers' file, changed by hand-overs, and who acts while an owner is away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from gisdata.records import Officer
from gisdata.records.owners import ContactPoint, HandOver, StandIn


class Ownership:
    """Who owns a community, and who acts for it, on any day. Hand-overs are applied in order of their day."""

    def __init__(
        self, officers: Iterable[Officer], hand_overs: Iterable[HandOver] = (), stand_ins: Iterable[StandIn] = (),
        contact_points: Iterable[ContactPoint] = (),
    ) -> None:
        self._base: dict[str, list[str]] = defaultdict(list)
        for officer in officers:
            for community in officer.communities:
                self._base[community].append(officer.officer_id)
        self._moves: dict[str, list[HandOver]] = defaultdict(list)
        for move in sorted(hand_overs, key=lambda move: move.on):
            self._moves[move.community].append(move)
        self._away: dict[str, list[StandIn]] = defaultdict(list)
        for one in stand_ins:
            self._away[one.officer_id].append(one)
        self._leader = {point.community: point.officer_id for point in contact_points}

    @property
    def communities(self) -> tuple[str, ...]:
        """The communities that anybody owns or owned, in order."""
        return tuple(sorted({*self._base, *self._moves, *self._leader} - {""}))

    def owners(self, community: str, day: date) -> tuple[str, ...]:
        """Return the owners on a day, in the order of the officers' file and then of the hand-overs."""
        owners = list(self._base.get(community, ()))
        for move in self._moves.get(community, ()):
            if move.on > day or move.from_officer not in owners:
                continue
            at = owners.index(move.from_officer)
            owners[at:at + 1] = [move.to_officer] if move.to_officer and move.to_officer not in owners else []
        return tuple(owners)

    def leader(self, community: str) -> str:
        """Return the leader whose contact point a community is, else the one of all communities, else ""."""
        return self._leader.get(community) or self._leader.get("", "")

    def acting(self, community: str, day: date) -> tuple[str, ...]:
        """Return who acts on a day: the owners who are there, else those who stand in for them, else the leader.

        Empty only when nobody is left.
        """
        owners = self.owners(community, day)
        there = tuple(officer for officer in owners if not self.is_away(officer, day))
        if there:
            return there
        stand_ins = dict.fromkeys(one.substitute_id for owner in owners for one in self._away.get(owner, ())
                                  if one.substitute_id and one.first_on <= day <= one.last_on)
        able = tuple(officer for officer in stand_ins if not self.is_away(officer, day))
        leader = self.leader(community)
        return able or ((leader,) if leader and not self.is_away(leader, day) else ())

    def is_away(self, officer_id: str, day: date) -> bool:
        """Tell whether an officer is away on a day."""
        return any(one.first_on <= day <= one.last_on for one in self._away.get(officer_id, ()))

    def days_of_change(self) -> list[date]:
        """Return the days on which anything may be different from the day before."""
        days = {move.on for moves in self._moves.values() for move in moves}
        for one in (one for listed in self._away.values() for one in listed):
            days |= {one.first_on, one.last_on + timedelta(days=1)}
        return sorted(days)
