"""Says when there are too few incidents to read a pattern from them."""

from __future__ import annotations

from collections.abc import Sized

from planner.sentence import Sentence, say

FEW_INCIDENTS = 30
"""Below this a count swings by chance by more than a third (2 / sqrt(30) = 0.37), so no pattern can be read."""


def small_count_warning(incidents: Sized) -> Sentence | None:
    """Return the warning to show beside any figure or map of fewer than 30 incidents; None from 30 on."""
    if len(incidents) >= FEW_INCIDENTS:
        return None
    return say(
        "only {n} incidents: too few to tell a hot spot from chance; take a longer time or a larger area",
        n=len(incidents),
    )
