"""What a campaign asks of one week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_URGENCY = 3.0
"""Of a community that has no week to lose; 1 of one with all the time there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyStep:
    """One week of a campaign: calls asked for, and how long each community could wait.

    `n_calls`: calls of the plan in this week, by community. `slack_weeks`: weeks that a community can wait before
    its calls no longer fit, if all others wait as long as they can too; 0: its calls must begin now.
    `helpers`: officers who call in a community this week though others own it, whose hours do not suffice.
    """

    n_calls: Mapping[str, int]
    slack_weeks: Mapping[str, int]
    helpers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def urgency(self, community: str) -> float:
        """Return how urgent a community is: MOST_URGENCY without slack, near 1 with much of it.

        >>> WeeklyStep(n_calls={}, slack_weeks={"c1": 1}).urgency("c1")
        2.0
        """
        if community not in self.slack_weeks:
            return 1.0
        return 1.0 + (MOST_URGENCY - 1.0) / (1 + self.slack_weeks[community])
