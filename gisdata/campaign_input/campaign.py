"""A station's campaign as the planner sees it: groups out of the register, hours out of the roster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil

import numpy as np

from gisdata.campaign_input.chances import LIKENESS, OFFICE_CHANCE, HomeChances, learn_home_chances
from gisdata.campaign_input.groups import CampaignDoor, SortedDoors, Weeks, sort_doors
from gisdata.campaign_input.hours import SLOTS, OffDuty, hours_by_slot, weeks_until
from gisdata.records import Household, Officer, ShiftRow
from gisdata.week_input import Premises, ToldOfDoors, VisitRules
from gisdata.week_input.doors import DoorFacts
from planner.campaign import CallRule, Campaign
from planner.campaign.doubt import START_KEPT, Doubt, learned_doubt
from planner.campaign.model import MOST_CHANCE, Ints
from planner.dues import ATTEMPTS_KEPT_DAYS, OFFICE_SLOTS, round_start

USUAL_PACE = 1.25
"""Seconds on duty for each second at a door, ways and entering included, until a plan of the station says better."""

LEAST_ROUND = 0.5
"""Share of a round that must lie before the deadline for the campaign to want it: one that begins on the last day, as
the third of a half-year does, would ask for every door in one week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """What a station brings to its campaign: register, what is told of doors, firms, officers, roster, who is away.

    `kept`: shifts that were walked as planned and that were not (see `learn_kept`).
    """

    households: Sequence[Household]
    premises: Sequence[Premises]
    told: ToldOfDoors
    officers: Sequence[Officer]
    shift_rows: Sequence[ShiftRow]
    rules: VisitRules
    off: OffDuty = field(default_factory=OffDuty)
    kept: tuple[float, float] = START_KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignInput:
    """The campaign from a Monday to its deadline, with the doors that are in none of its groups, and the chances.

    `round_start`: the day the current round began or begins. `ownerless`: communities with homes and no owner; they are
    in no group. `pace`: seconds on duty for a second at a
    door that the campaign was made with. `doubt`: how sure its chances and hours are.
    """

    campaign: Campaign
    doors: SortedDoors
    chances: HomeChances
    monday: date
    round_start: date
    ownerless: tuple[str, ...]
    office_kinds: frozenset[str]
    pace: float
    doubt: Doubt


def build_campaign(station: Station, *, monday: date, deadline: date, pace: float = USUAL_PACE) -> CampaignInput:
    """Return the campaign from the week of `monday` to the one of `deadline`, both included.

    `pace`: seconds on duty for each second at a door; patrols beside the visits are in it when it was measured on a
    plan. Owners come first, others of their team may help.
    """
    rules = station.rules.dues
    n_weeks = max(1, weeks_until(monday, deadline))
    start_day = round_start((station.rules.campaign_start - monday).days, rules)
    owners, helpers = _who(station.officers)
    hours_s, later_s = _hours_s(station, monday, deadline)
    chances = learn_home_chances(station.households, station.told.visits, today=monday)
    doubt = learned_doubt(chances.n_calls(""), {name: chances.n_calls(name) for name in owners}, kept=station.kept)
    weeks = _weeks(n_weeks, start_day, station.rules)
    doors = _doors(station, monday=monday, round_start_day=start_day)
    sorted_doors = sort_doors(
        [one for one in doors if one.community in owners], weeks, rules=rules,
        call_s={kind: ceil(station.rules.service_of(kind) * pace) for kind in {one.door.kind for one in doors}},
        chance=lambda community, kind: _chance(chances, community, kind, is_office=kind in rules.office_kinds))
    campaign = Campaign(
        n_weeks=n_weeks, groups=sorted_doors.groups, officers=tuple(o.officer_id for o in station.officers),
        slots=tuple(slot.value for slot in SLOTS), slot_worth=chances.worth(),
        hours_s=_kept_s(hours_s, doubt), later_s=_kept_s(later_s, doubt), owners=owners, helpers=helpers,
        rule=CallRule(n_calls=rules.most_attempts, pause_weeks=max(1, ceil(rules.pause_days / 7)), likeness=LIKENESS,
                      kept_weeks=ceil(ATTEMPTS_KEPT_DAYS / 7), other_slot=True)).as_staffed()
    return CampaignInput(campaign=campaign, doors=sorted_doors, chances=chances, monday=monday, pace=pace, doubt=doubt,
                         round_start=monday + timedelta(days=start_day), office_kinds=rules.office_kinds,
                         ownerless=tuple(sorted({one.community for one in doors} - owners.keys())))


def _hours_s(station: Station, monday: date, deadline: date) -> tuple[Ints, Ints]:
    """Return the hours of the campaign, and those of a week after it: the mean of its weeks, none cut short."""
    def until(last_day: date, since: date = monday) -> Ints:
        return hours_by_slot(station.officers, station.shift_rows, monday=since, last_day=last_day,
                             rules=station.rules, off=station.off)
    last_monday = deadline - timedelta(days=deadline.weekday())
    whole_s = until(last_monday + timedelta(days=6))
    later_s = whole_s.sum(axis=1) // max(1, whole_s.shape[1])
    return np.concatenate([whole_s[:, :-1], until(deadline, last_monday)], axis=1), later_s


def _kept_s(hours_s: Ints, doubt: Doubt) -> Ints:
    return np.asarray(np.floor(hours_s * doubt.kept_share), dtype=np.int64)


def _chance(chances: HomeChances, community: str, kind: str, *, is_office: bool) -> float:
    """Return the chance of a first call, low enough that no slot it may be made in makes it a certainty."""
    worth = max(w for slot, w in zip(SLOTS, chances.worth(), strict=True) if slot in OFFICE_SLOTS or not is_office)
    return min(OFFICE_CHANCE if is_office else chances.base(community, kind), MOST_CHANCE / worth)


def _who(officers: Sequence[Officer]) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    """Return owners and helpers of each community by officers' numbers; helpers are the owners' teams."""
    owners: dict[str, tuple[int, ...]] = {}
    team: dict[str, list[int]] = {}
    for o, officer in enumerate(officers):
        team.setdefault(officer.team, []).append(o)
        for community in officer.communities:
            owners[community] = (*owners.get(community, ()), o)
    return owners, {community: tuple(sorted(o for name in {officers[i].team for i in mine} for o in team[name]))
                    for community, mine in owners.items()}


def _weeks(n_weeks: int, start_day: int, rules: VisitRules) -> Weeks:
    length = rules.dues.round_days
    later = () if length is None else tuple(
        week for k in range(1, n_weeks) if (week := (start_day + k * length) // 7) > 0
        and n_weeks - week >= LEAST_ROUND * length / 7)
    return Weeks(n_weeks=n_weeks, round_start_day=start_day, later_rounds=later)


def _doors(station: Station, *, monday: date, round_start_day: int) -> list[CampaignDoor]:
    facts = DoorFacts(station.told, monday=monday, round_start_day=round_start_day)
    homes = [CampaignDoor(door=facts.door(h, h.dwelling.value), community=h.community, slot=h.slot,
                          is_placed=h.has_point, missed_days=facts.missed_days(h))
             for h in station.households]
    return [*homes, *(CampaignDoor(door=facts.door(one.door, one.kind.value), community=one.door.community)
                      for one in station.premises)]
