"""Households of a register as groups of a campaign: who is still to be met, after how many calls, in which weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gisdata.campaign_input.hours import SLOTS
from gisdata.records import Slot
from planner.campaign import Group
from planner.dues import OFFICE_SLOTS, CallSlot, Door, DueRules

SLOTS_WANTED = {
    Slot.ANY: frozenset(CallSlot),
    Slot.DAYTIME: frozenset(slot for slot in CallSlot if not slot.endswith("evening")),
    Slot.EVENING: frozenset(slot for slot in CallSlot if slot.endswith("evening")),
    Slot.WEEKEND: frozenset(slot for slot in CallSlot if slot.startswith("weekend")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDoor:
    """A door with its community and the slots it wishes; days of `door` count from the Monday of week 0.

    `is_placed`: it has a point, so that a route can lead to it. `missed_days`: days of the calls of this round that met
    nobody; of others than these it is not known when they were.
    """

    door: Door
    community: str
    slot: Slot = Slot.ANY
    is_placed: bool = True
    missed_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """The weeks of a campaign from 0 on; the current round began on `round_start_day`, others begin in later weeks."""

    n_weeks: int
    round_start_day: int
    later_rounds: tuple[int, ...] = ()

    def rounds(self) -> list[tuple[int, int]]:
        """Return the first and last week of each round, the current one first."""
        starts = [0, *(week for week in self.later_rounds if 0 < week < self.n_weeks)]
        return list(zip(starts, [*(week - 1 for week in starts[1:]), self.n_weeks - 1], strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedDoors:
    """The doors of a campaign: groups still to be met, and how many homes are open in none of the current round.

    `n_met`: met in this round. `n_quiet`: asked not to be disturbed, or not before the round ends. `n_given_up`: had
    all the calls there may be, `n_spent` of the groups. `n_unplaced`: no point, so no route leads there. `n_homes`: all
    homes, no firms. `counted`: which groups are homes of the current round.
    """

    groups: tuple[Group, ...]
    counted: tuple[bool, ...]
    n_homes: int
    n_unplaced: int
    n_met: int
    n_quiet: int
    n_given_up: int


class _Key(NamedTuple):
    community: str
    kind: str
    slots: frozenset[CallSlot]
    first_week: int
    last_week: int


def sort_doors(
    doors: Iterable[CampaignDoor], weeks: Weeks, *, rules: DueRules, call_s: Mapping[str, int],
    chance: Callable[[str, str], float],
) -> SortedDoors:
    """Return the groups of a campaign, by community and kind.

    `call_s`: seconds of a call by kind, ways included. `chance(community, kind)`: of meeting somebody at a first call
    on a weekday by day. Homes are met once a round; firms and key places at their interval, on weekdays by day.
    """
    open_: dict[_Key, list[int]] = {}
    missed: dict[_Key, Counter[int]] = {}
    told: Counter[str] = Counter()
    for one in doors:
        if one.door.kind in rules.office_kinds:
            keys = _office_visits(one, weeks, rules)
        else:
            told["homes"] += 1
            keys = _home_visits(one, weeks, rules, told)
        for key, n_calls in keys:
            open_.setdefault(key, [0] * (rules.most_attempts + 1))[n_calls] += 1
            if n_calls:
                missed.setdefault(key, Counter()).update(-1 - day // 7 for day in one.missed_days)
    first_round_ends = weeks.rounds()[0][1]
    groups = tuple(
        Group(community=key.community, kind=key.kind, n_open_by_calls=tuple(n[:-1]), n_spent=n[-1],
              missed_ago=_ago(missed.get(key, Counter())),
              service_s=call_s[key.kind],
              chance=chance(key.community, key.kind), slots=tuple(sorted(SLOTS.index(slot) for slot in key.slots)),
              first_week=key.first_week, last_week=key.last_week,
              round_week=min(0, weeks.round_start_day // 7) if key.first_week <= first_round_ends else None)
        for key, n in sorted(open_.items(), key=lambda row: (*row[0][:2], *row[0][3:], sorted(row[0].slots))))
    counted = tuple(group.kind not in rules.office_kinds and group.first_week <= first_round_ends for group in groups)
    return SortedDoors(groups=groups, counted=counted, n_homes=told["homes"],
                       n_unplaced=told["unplaced"], n_met=told["met"], n_quiet=told["quiet"],
                       n_given_up=told["given up"])


def _ago(weeks: Counter[int]) -> tuple[int, ...]:
    return tuple(weeks[k] for k in range(max(weeks) + 1)) if weeks else ()


def _home_visits(one: CampaignDoor, weeks: Weeks, rules: DueRules, told: Counter[str]) -> Iterator[tuple[_Key, int]]:
    door, (first, last), *later = one.door, *weeks.rounds()
    rest_week = max(0, (door.rest_until_day or 0) // 7)
    is_met = door.last_contact_day is not None and door.last_contact_day >= weeks.round_start_day
    if door.do_not_disturb or not one.is_placed:
        told["quiet" if door.do_not_disturb else "met" if is_met else "unplaced"] += 1
        return
    first = max(first, _first_day(door, weeks, rules) // 7)
    if is_met:
        told["met"] += 1
    elif max(rest_week, first) > last:
        told["quiet"] += 1
    else:
        told["given up"] += door.attempts_this_round >= rules.most_attempts
        yield _key(one, max(first, rest_week), last), min(door.attempts_this_round, rules.most_attempts)
    for start, end in later:
        if rest_week <= end:
            yield _key(one, max(start, rest_week), end), 0


def _first_day(door: Door, weeks: Weeks, rules: DueRules) -> int:
    """Return the first day on which the campaign may call: its start, the shortest interval, and the pause."""
    days = [0, weeks.round_start_day]
    if door.last_contact_day is not None:
        days.append(door.last_contact_day + rules.floor_days)
    if door.last_attempt_day is not None:
        days.append(door.last_attempt_day + rules.pause_days)
    return max(days)


def _office_visits(one: CampaignDoor, weeks: Weeks, rules: DueRules) -> Iterator[tuple[_Key, int]]:
    interval = max(1, rules.interval_of(one.door.kind) // 7)
    contact = one.door.last_contact_day
    due = 0 if contact is None else max(0, -(-(contact + rules.interval_of(one.door.kind)) // 7))
    for week in range(due, weeks.n_weeks if one.is_placed else 0, interval):
        key = _key(one, week, min(week + interval, weeks.n_weeks) - 1)
        yield key._replace(slots=OFFICE_SLOTS), 0


def _key(one: CampaignDoor, first_week: int, last_week: int) -> _Key:
    return _Key(one.community, one.door.kind, SLOTS_WANTED[one.slot], first_week, last_week)
