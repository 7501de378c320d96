"""What a person decided about a door, and which households it settles."""

from __future__ import annotations

from dataclasses import replace

from gisdata.addresses.normalise import normalise
from gisdata.addresses.parse import parse
from gisdata.addresses.plates import COMMUNITY_KIND
from gisdata.records import AddressDecision, Household, Located


def decision_key(address: str, community: str) -> str:
    """Return the normalised address down to its door, and the community; one key for all homes behind the door.

    >>> decision_key("幸福路１２号三号楼501室", "东门社区"), decision_key("幸福路12号3栋", "东门居委会")
    ('幸福路12号3栋@东门', '幸福路12号3栋@东门')
    """
    return f"{parse(address).door_level}@{bare_community(community)}"


def bare_community(community: str) -> str:
    """Return the name of a community as the key of a decision has it (东门社区 and 东门居委会 are 东门)."""
    return COMMUNITY_KIND.sub("", normalise(community))


def as_decided(household: Household, decision: AddressDecision) -> Household:
    """Return the household at the point that was decided, or without a point where the door does not exist."""
    located = Located.DECIDED if decision.exists else Located.NOWHERE
    return replace(household, lon_deg=decision.lon_deg, lat_deg=decision.lat_deg, located=located)
