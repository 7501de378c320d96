"""The weekly minimum: what a station asks of each officer's week, and what a plan does not give it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.sentence import Sentence, say

HOUR_S = 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyMinimum:
    """Households and firms called at and seconds spent in the community, by each officer in a week; 0: not asked."""

    n_households: int = 0
    n_firms: int = 0
    community_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerWeek:
    """What a plan gives one officer: calls at households and firms, seconds between leaving and reaching the base."""

    officer_id: str
    n_households: int
    n_firms: int
    community_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """An officer's week that the plan keeps below the minimum. It is about the plan, not about the officer."""

    week: OfficerWeek
    minimum: WeeklyMinimum

    @property
    def sentence(self) -> Sentence:
        """The parts asked for and planned, in words."""
        return say("officer {officer}: the plan has {households} of at least {min_households} households, {firms} of "
                   "{min_firms} firms, {hours} of {min_hours} h in the community", officer=self.week.officer_id,
                   households=self.week.n_households, min_households=self.minimum.n_households,
                   firms=self.week.n_firms, min_firms=self.minimum.n_firms,
                   hours=f"{self.week.community_s / HOUR_S:.1f}", min_hours=f"{self.minimum.community_s / HOUR_S:g}")


def shortfalls(weeks: Iterable[OfficerWeek], minimum: WeeklyMinimum) -> list[Shortfall]:
    """Return the weeks below the minimum in any part, by officer's number; never an order of better and worse."""
    return [Shortfall(week=week, minimum=minimum) for week in sorted(weeks, key=lambda w: w.officer_id)
            if week.n_households < minimum.n_households or week.n_firms < minimum.n_firms
            or week.community_s < minimum.community_s]
