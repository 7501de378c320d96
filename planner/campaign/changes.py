"""Changes of a campaign that a commander may think of: hours, evening shifts, fewer officers, a later date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from planner.campaign.model import Campaign, Ints


def more_hours(campaign: Campaign, officers: Sequence[int], percent: int) -> Campaign:
    """Return the campaign with so many percent more hours for these officers in every week and slot."""
    def change(hours_s: Ints) -> None:
        hours_s[officers] += hours_s[officers] * percent // 100
    return _with_hours(campaign, change)


def with_evenings(campaign: Campaign, officers: Sequence[int], n_shifts: int, shift: tuple[int, int]) -> Campaign:
    """Add `n_shifts` evening shifts to every week, dealt to the officers in turn; `shift` is slot and seconds."""
    def change(hours_s: Ints) -> None:
        for i in range(n_shifts):
            hours_s[officers[i % len(officers)], ..., shift[0]] += shift[1]
    return _with_hours(campaign, change)


def without_officers(campaign: Campaign, officers: Sequence[int]) -> Campaign:
    """Return the campaign in which these officers have no hours; their communities keep them as owners on paper."""
    def change(hours_s: Ints) -> None:
        hours_s[list(officers)] = 0
    return _with_hours(campaign, change)


def _with_hours(campaign: Campaign, change: Callable[[Ints], None]) -> Campaign:
    """Return the campaign with its hours changed, officers on the first axis and slots on the last; later ones too."""
    hours_s, later_s = campaign.hours_s.copy(), None if campaign.later_s is None else campaign.later_s.copy()
    for array in (hours_s, later_s):
        if array is not None:
            change(array)
    return replace(campaign, hours_s=hours_s, later_s=later_s).as_staffed()


def extend(campaign: Campaign, n_weeks: int) -> Campaign:
    """Return the campaign with so many weeks more, each with its `later_s`, or the mean hours of those there are.

    Groups whose weeks end with the campaign get the new weeks too.
    """
    later_s: Ints = campaign.hours_s.sum(axis=1) // campaign.n_weeks if campaign.later_s is None else campaign.later_s
    last = campaign.n_weeks - 1
    return replace(
        campaign, n_weeks=campaign.n_weeks + n_weeks,
        hours_s=np.concatenate([campaign.hours_s, np.repeat(later_s[:, None], n_weeks, axis=1)], axis=1),
        groups=tuple(replace(g, last_week=last + n_weeks) if g.last_week == last else g for g in campaign.groups),
    ).as_staffed()
