"""What calls of the last 90 days say of the chance to find somebody at home, by cell, kind of dwelling and slot."""

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

LIKENESS = 18.0
"""Doors of a quarter differ as much as if each had been called at so often: a start value of our own. Of doors with a
chance of 0.45 two in three then lie between 0.34 and 0.56."""

RULE = CallRule(likeness=LIKENESS)

OFFICE_CHANCE = 0.9
"""Firms and key places in office hours: our own start value, nobody has counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeChances:
    """Chances of homes by (quarter, slot).

    Quarters, each a part of the one before: the station (""), a community, its dwellings of one kind, those of one
    cell of it; `quarter_name` makes the names.
    """

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

    def base(self, community: str, kind: str = "") -> float:
        """Return the chance of a community's dwellings of a kind on a weekday by day ("": of all kinds).

        It comes from all slots: each slot's chance over its worth.
        """
        rows = [(self._of(slot, quarter_name(community, kind), community), worth)
                for slot, worth in zip(CallSlot, self.worth(), strict=True)]
        weight = sum(chance.n_calls + PRIOR_CALLS for chance, _ in rows)
        return min(1.0, sum((c.n_calls + PRIOR_CALLS) * c.mean / worth for c, worth in rows) / weight)

    def n_calls(self, quarter: str) -> int:
        """Return how many calls a quarter has learned from, in all slots."""
        found = (self.by_quarter.get((quarter, slot)) for slot in CallSlot)
        return sum(chance.n_calls for chance in found if chance is not None and chance.of == quarter)

    def of_home(self, home: Household, slot: CallSlot) -> Chance:
        """Return the chance in a slot of the smallest quarter that a home lies in, which has 20 households or more."""
        kind = home.dwelling.value
        return self._of(slot, quarter_name(home.community, kind, home.cell_id or ""),
                        quarter_name(home.community, kind), home.community)

    def of_community(self, community: str, slot: CallSlot) -> Chance:
        """Return the chance in a slot of all dwellings of a community."""
        return self._of(slot, community)

    def _of(self, slot: CallSlot, *names: str) -> Chance:
        return self.by_quarter[next((name for name in names if (name, slot) in self.by_quarter), ""), slot]


def quarter_name(community: str, kind: str = "", cell: str = "") -> str:
    """Return the name of a quarter; parts that are not given are left out."""
    return "\n".join(part for part in (community, kind, cell) if part)


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
            key = _smallest(home), slot_of(visit.visited_on.weekday(), visit.day_part).value
            exposure = RULE.chance_after(missed[home.household_id], 1.0)
            calls[key] = calls.get(key, NO_CALLS) + Calls(n_calls=1, n_met=int(met), exposure=max(exposure, int(met)))
        missed[home.household_id] = 0 if met else missed[home.household_id] + 1
    return HomeChances(by_quarter=learn_chances({s.value: p for s, p in START.items()}, _quarters(households), calls))


def _smallest(home: Household) -> str:
    return quarter_name(home.community, home.dwelling.value, home.cell_id or "")


def _quarters(households: Iterable[Household]) -> list[Quarter]:
    """Return communities, their kinds of dwelling, and of these the parts in one cell."""
    found: dict[str, tuple[int, str]] = {}
    for home in households:
        kind = home.dwelling.value
        chain = (home.community, quarter_name(home.community, kind), _smallest(home))
        for name, part_of in zip(dict.fromkeys(chain), ("", *chain), strict=False):
            found[name] = found.get(name, (0, ""))[0] + 1, part_of
    return [Quarter(name=name, n_households=n, part_of=part_of) for name, (n, part_of) in sorted(found.items())]
