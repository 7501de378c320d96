"""What calls of the last 90 days say of the chance to find somebody at home, by cell or community and slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gisdata.records import Household, Reached, VisitAttempt
from planner.campaign import CallRule
from planner.campaign.chances import NO_CALLS, PRIOR_CALLS, Calls, Chance, Quarter, learn_chances
from planner.dues import ATTEMPTS_KEPT_DAYS, OFFICE_SLOTS, CallSlot, slot_of

START = {
    CallSlot.WEEKDAY_MORNING: 0.45, CallSlot.WEEKDAY_AFTERNOON: 0.45, CallSlot.WEEKDAY_EVENING: 0.65,
    CallSlot.WEEKEND_MORNING: 0.55, CallSlot.WEEKEND_AFTERNOON: 0.55, CallSlot.WEEKEND_EVENING: 0.65,
}
"""Anybody at home: placeholders of our own until the station's calls say better; the screen says so."""

LIKENESS = 15.0
"""Doors of a quarter differ as much as if each had been called at so often: a start value of our own. Of doors with a
chance of 0.45 two in three then lie between 0.33 and 0.57."""

RULE = CallRule(likeness=LIKENESS)

OFFICE_CHANCE = 0.9
"""Firms and key places in office hours: our own start value, nobody has counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeChances:
    """Chances of homes by (quarter, slot); quarters are cells and communities, "" is the station."""

    by_quarter: Mapping[tuple[str, str], Chance]

    def worth(self) -> tuple[float, ...]:
        """Return what an hour of each slot is worth in hours of weekdays by day, in the order of CallSlot."""
        return tuple(self.by_quarter["", slot].mean / self.by_day for slot in CallSlot)

    @property
    def by_day(self) -> float:
        """The station's chance on weekdays by day: the mean of morning and afternoon by what is known of each."""
        known = [self.by_quarter["", slot] for slot in sorted(OFFICE_SLOTS)]
        weight = sum(chance.n_calls + PRIOR_CALLS for chance in known)
        return sum((chance.n_calls + PRIOR_CALLS) * chance.mean for chance in known) / weight

    def base(self, community: str) -> float:
        """Return a community's chance on a weekday by day, from all its slots: each slot's chance over its worth."""
        rows = [(self.by_quarter.get((community, slot), self.by_quarter["", slot]), worth)
                for slot, worth in zip(CallSlot, self.worth(), strict=True)]
        weight = sum(chance.n_calls + PRIOR_CALLS for chance, _ in rows)
        return min(1.0, sum((c.n_calls + PRIOR_CALLS) * c.mean / worth for c, worth in rows) / weight)


def learn_home_chances(
    households: Sequence[Household], visits: Iterable[VisitAttempt], *, today: date,
) -> HomeChances:
    """Return the chances of homes; visits of which the part of the day is not known teach nothing.

    Calls of more than 90 days ago are left out, met or not: those that met nobody are deleted by then, and the rest
    alone would say that everybody is always at home. A repeat where nobody was met counts for less than a first call,
    as the doors left are the harder ones.
    """
    of_door = {h.household_id: h for h in households}
    calls: dict[tuple[str, str], Calls] = {}
    missed: Counter[str] = Counter()
    for visit in sorted(visits, key=lambda visit: visit.visited_on):
        home = of_door.get(visit.household_id)
        if home is None or not 0 <= (today - visit.visited_on).days < ATTEMPTS_KEPT_DAYS:
            continue
        met = visit.reached is not Reached.ATTEMPTED
        if visit.day_part is not None:
            key = home.cell_id or home.community, slot_of(visit.visited_on.weekday(), visit.day_part).value
            exposure = RULE.chance_after(missed[home.household_id], 1.0)
            calls[key] = calls.get(key, NO_CALLS) + Calls(n_calls=1, n_met=int(met), exposure=max(exposure, int(met)))
        missed[home.household_id] = 0 if met else missed[home.household_id] + 1
    return HomeChances(by_quarter=learn_chances({s.value: p for s, p in START.items()}, _quarters(households), calls))


def _quarters(households: Sequence[Household]) -> list[Quarter]:
    """Return communities, and cells as parts of the community that most of their households belong to."""
    in_community = Counter(h.community for h in households)
    in_cell: dict[str, Counter[str]] = {}
    for h in households:
        if h.cell_id and h.cell_id not in in_community:   # a cell named like a community is that community
            in_cell.setdefault(h.cell_id, Counter())[h.community] += 1
    return [*(Quarter(name=name, n_households=n) for name, n in sorted(in_community.items())),
            *(Quarter(name=cell, n_households=sum(homes.values()), part_of=min(homes, key=lambda c: (-homes[c], c)))
              for cell, homes in sorted(in_cell.items()))]
