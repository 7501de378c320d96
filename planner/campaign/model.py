"""A campaign: which households wait where, which hours there are, and how often one calls before one gives up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from planner.errors import InvalidProblem

Ints = npt.NDArray[np.int64]

Number = TypeVar("Number", float, npt.NDArray[np.float64])

NO_CAP = 1_000
"""More calls than any rule allows."""

MOST_CHANCE = 0.95
"""Nobody is at home for sure: a chance times the worth of a slot may not be above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Households of one community that are alike for the campaign: same kind, same minutes, same weeks.

    `n_open_by_calls[a]`: households not yet met after a calls of this round. `service_s`: seconds that one call takes
    of a shift, the way to the next door included. `chance`: of meeting somebody at a first call in a slot of worth 1.
    `slots`: indices of the slots in which they may be called at. Weeks from `first_week` to `last_week`, both included.
    `most_calls`: calls there may be at a door, where that is fewer than the rule's (one, if only one slot has shifts: a
    repeat needs another one). `least_worth`: what the worst of the slots is worth in which somebody has hours, 1 at
    least (both: see `Campaign.as_staffed`): homes that wish evenings are met with the chance of evenings. `round_week`:
    the week in which the round of these households began, below 0 if that was before week 0 (None: `first_week`): what
    was planned for a door then is still planned for it now.

    The forecast alone looks at `n_spent`, households that had all the calls there may be: calls are forgotten, so
    others will follow; and at `missed_ago[k]`, the calls at these doors that met nobody in the k-th week before week 0
    (k = 0: the week just before).
    """

    community: str
    kind: str
    n_open_by_calls: tuple[int, ...]
    service_s: int
    chance: float
    slots: tuple[int, ...]
    first_week: int
    last_week: int
    most_calls: int = NO_CAP
    least_worth: float = 1.0
    n_spent: int = 0
    missed_ago: tuple[int, ...] = ()
    round_week: int | None = None

    @property
    def n_open(self) -> int:
        """Households not yet met that may be called at."""
        return sum(self.n_open_by_calls)

    @property
    def n_not_met(self) -> int:
        """Households not yet met, those that had all the calls there may be among them."""
        return self.n_open + self.n_spent


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRule:
    """At most `n_calls` calls at a door in a round, with `pause_weeks` weeks from one to the next (1 or more).

    `likeness`: how alike the doors of a group are, as calls: infinite when all have the same chance. Doors where nobody
    was met are harder than the others, so after k such calls the chance is `likeness / (likeness + k)` of the first.
    `kept_weeks`: a call that met nobody is forgotten after so many weeks (None: never). `other_slot`: a repeat needs
    another slot than the last call. In the plan a group with hours in one slot is called once then, and any slot counts
    otherwise; it promises `n_calls`, and what is forgotten earlier is on top.
    """

    n_calls: int = 6
    pause_weeks: int = 1
    likeness: float = inf
    kept_weeks: int | None = None
    other_slot: bool = False

    def chance_after(self, n_missed: float, chance: float) -> float:
        """Return the chance of the next call at a door where so many met nobody, out of that of a first call."""
        return chance_after(n_missed, chance, self.likeness)


def chance_after(n_missed: Number, chance: Number, likeness: Number) -> Number:
    """Return the chance of the next call at doors where so many met nobody, out of that of a first call.

    Source: mean of a Beta(s p, s (1 - p)) after k misses, s p / (s + k), with s = `likeness`.
    """
    return chance / (1 + n_missed / likeness)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Campaign:
    """All that the plan of a campaign is made of.

    `hours_s`: int64, shape (n_officers, n_weeks, n_slots): seconds an officer has for visits. `slot_worth[c]`: what a
    second in slot c is worth in seconds of a slot of worth 1, because more or fewer people are at home. `owners` and
    `helpers`: officers (indices) who may call in a community; helpers only where the owners' hours do not suffice.
    `later_s`: shape (n_officers, n_slots), hours of a week after the last one, if it came (None: the mean of those
    there are); the last one may be cut short by the deadline.
    """

    n_weeks: int
    groups: tuple[Group, ...]
    officers: tuple[str, ...]
    slots: tuple[str, ...]
    slot_worth: tuple[float, ...]
    hours_s: Ints
    owners: Mapping[str, tuple[int, ...]]
    helpers: Mapping[str, tuple[int, ...]]
    rule: CallRule
    later_s: Ints | None = None

    def __post_init__(self) -> None:
        self.hours_s.setflags(write=False)
        shape = (len(self.officers), self.n_weeks, len(self.slots))
        if self.hours_s.shape != shape or (self.hours_s < 0).any():
            raise InvalidProblem("the hours of the campaign have shape {got}, not {shape}, or some are negative",
                                 got=self.hours_s.shape, shape=shape)
        if len(self.slot_worth) != len(self.slots) or min(self.slot_worth, default=1.0) <= 0:
            raise InvalidProblem("each of the {n} slots needs a worth above 0", n=len(self.slots))
        for group in self.groups:
            _check_group(group, self)

    @property
    def n_households(self) -> int:
        """Households not yet met that may be called at."""
        return sum(group.n_open for group in self.groups)

    def may_call(self, group: Group) -> tuple[int, ...]:
        """Return the officers who may call at a group, owners first."""
        owners = self.owners[group.community]
        return (*owners, *(o for o in self.helpers.get(group.community, ()) if o not in owners))

    def capacity_s(self) -> Ints:
        """Return hours_s in seconds of a slot of worth 1, rounded down: int64 of the same shape."""
        return np.asarray(np.floor(self.hours_s * np.array(self.slot_worth) + 1e-6), dtype=np.int64)

    def as_staffed(self) -> Campaign:
        """Return the campaign with `least_worth` and `most_calls` of its groups as their slots and the hours have it.

        To be asked again whenever hours, or who may call, have changed. Where a repeat needs another slot, a group that
        has hours in one slot only is called once.
        """
        has_hours = self.hours_s.sum(axis=1) > 0
        groups = []
        for group in self.groups:
            worth = [self.slot_worth[c] for c in set(group.slots) if has_hours[list(self.may_call(group)), c].any()]
            groups.append(replace(group, least_worth=max(1.0, min(worth, default=1.0)),
                                  most_calls=1 if self.rule.other_slot and len(worth) == 1 else NO_CAP))
        return replace(self, groups=tuple(groups))


def _check_group(group: Group, campaign: Campaign) -> None:
    name = f"{group.community}/{group.kind}"
    if not campaign.owners.get(group.community):
        raise InvalidProblem("community {community} has no owner: assign an officer to it first",
                             community=group.community)
    if not 0 < group.chance <= 1:
        raise InvalidProblem("group {group}: a chance of {chance} is not above 0 and at most 1", group=name,
                             chance=group.chance)
    if min(group.service_s, group.least_worth) < 1 or min(group.n_open_by_calls, default=0) < 0:
        raise InvalidProblem("group {group}: seconds of a call and their least worth must be at least 1, "
                             "households at least 0", group=name)
    if len(group.n_open_by_calls) > campaign.rule.n_calls:
        raise InvalidProblem("group {group}: households with {n} calls already, but {most} is the most", group=name,
                             n=len(group.n_open_by_calls) - 1, most=campaign.rule.n_calls)
    if not 0 <= group.first_week <= group.last_week < campaign.n_weeks:
        raise InvalidProblem("group {group}: weeks {first} to {last} do not lie in the {n} weeks of the campaign",
                             group=name, first=group.first_week, last=group.last_week, n=campaign.n_weeks)
    if any(not 0 <= slot < len(campaign.slots) for slot in group.slots) or not group.slots:
        raise InvalidProblem("group {group}: it needs at least one of the {n} slots", group=name,
                             n=len(campaign.slots))
    best = max(group.least_worth, *(campaign.slot_worth[slot] for slot in group.slots))
    if best != 1 and group.chance * best > MOST_CHANCE + 1e-9:
        raise InvalidProblem("group {group}: a chance of {chance} in a slot of worth {worth} is above {most}",
                             group=name, chance=group.chance, worth=best, most=MOST_CHANCE)
