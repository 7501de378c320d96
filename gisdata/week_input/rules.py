"""The station's rules that turn a register into a week: minutes at a door, hours to call, when a visit is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gisdata.events import BUILT_IN, EventRule
from gisdata.records import Dwelling
from gisdata.records.events import EventKind
from planner.dues import DayPart, DueRules, WeeklyMinimum
from planner.model import DAY_S, HOUR_S

AFTERNOON_FROM_S = 13 * HOUR_S
"""Within the midday rest, when nobody calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRules:
    """Minutes, hours and intervals of visits, as the station set them.

    `service_s`: seconds at a door by kind of dwelling. `enter_s`: seconds added to every leg to another building.
    `hours_s`: spans (start, end) in seconds of the day in which a visit may take place; outside them nobody is
    disturbed. `evening_from_s` splits daytime from evening, `AFTERNOON_FROM_S` morning from afternoon.
    `candidates_per_place`: how many due doors are offered
    for each visit that the hours could hold at most; the others wait for a later week. `dues`: when a visit is due.
    `minimum`: what a week's plan should give each officer. `premises_s`: seconds at a firm or key place.
    `events`: how each kind of event is treated.
    """

    service_s: Mapping[Dwelling, int]
    enter_s: int
    hours_s: tuple[tuple[int, int], ...]
    evening_from_s: int
    candidates_per_place: float
    campaign_start: date
    dues: DueRules = field(default_factory=DueRules)
    minimum: WeeklyMinimum = field(default_factory=WeeklyMinimum)
    premises_s: int = 1_200
    events: Mapping[EventKind, EventRule] = field(default_factory=lambda: BUILT_IN)

    def service_of(self, kind: str) -> int:
        """Return the seconds at a door of a kind of dwelling or of key place."""
        return self.service_s[Dwelling(kind)] if kind in _DWELLINGS else self.premises_s

    def day_parts(self) -> tuple[tuple[DayPart, int, int], ...]:
        """Return the parts of a day with their seconds from and until, in order."""
        evening_s = max(self.evening_from_s, AFTERNOON_FROM_S)
        return ((DayPart.MORNING, 0, AFTERNOON_FROM_S), (DayPart.AFTERNOON, AFTERNOON_FROM_S, evening_s),
                (DayPart.EVENING, evening_s, 2 * DAY_S))   # shifts may pass midnight

    def day_part_at(self, second: int) -> DayPart:
        """Return the part of the day of a second since 00:00."""
        return next(part for part, from_s, until_s in self.day_parts() if from_s <= second < until_s)


_DWELLINGS = frozenset(kind.value for kind in Dwelling)
