"""What if: the campaign with other hours, fewer officers or a later date, beside the one that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from api.errors import WrongUse
from api.usecases.campaign_words import hours_short, worst_share
from api.usecases.plan_campaign import EVENING_S, EVENING_SLOT, LONGEST_WEEKS, SEED, CampaignAnswer, weeks_to
from planner.campaign import Campaign
from planner.campaign.changes import extend, more_hours, with_evenings, without_officers
from planner.campaign.cures import short_officers, with_helpers
from planner.campaign.early import plan_early
from planner.campaign.forecast import forecast
from planner.model import HOUR_S

MOST = 1000
"""Percent, evening shifts, helpers: beyond that it is a slip of the hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is changed: evening shifts a week more, percent more (or fewer) hours, officers away, weeks later.

    `helpers`: officers with free hours who help where hours are short, those with most of them first.
    """

    evenings: int = 0
    hours_percent: int = 0
    without: tuple[str, ...] = ()
    later_weeks: int = 0
    helpers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A change with what came of it. `made_on`: the day; figures of different days have other doors open."""

    name: str
    made_on: date
    change: Change
    feasible: bool
    shortage_h: float
    reachable: int
    contacted: int
    contacted_by_deadline: int
    deadline_week: str
    interval: tuple[int, int]
    weeks_to_95: int | None
    hours_used: float
    worst_community_share: float


def try_change(answer: CampaignAnswer, change: Change, *, name: str, today: date) -> Scenario:
    """Return the campaign of `answer` after a change, planned and played anew, nothing saved.

    Raises WrongUse for officers the campaign does not know, or numbers that are no change.
    """
    campaign = _changed(answer, change)
    changed = answer
    if change != Change():
        plan = plan_early(campaign)
        brings = forecast(plan, seed=SEED, counted=answer.input.doors.counted, doubt=answer.input.doubt)
        changed = replace(answer, plan=plan, forecast=brings, low=None,
                          weeks_to_wanted=weeks_to(answer.input, campaign, brings))
    low, high = changed.forecast.interval(campaign.n_weeks - 1)
    return Scenario(
        name=name, made_on=today, change=change, feasible=changed.plan.feasible, shortage_h=hours_short(changed),
        reachable=changed.n_reachable, contacted=changed.n_met, contacted_by_deadline=changed.n_expected,
        deadline_week=changed.week_name(campaign.n_weeks - 1),
        interval=(answer.n_met + round(low), answer.n_met + round(high)),
        weeks_to_95=changed.weeks_to_wanted[1],
        hours_used=round(float(changed.plan.used_s().sum()) / HOUR_S, 1),
        worst_community_share=worst_share(changed.forecast))


def named(scenario: Scenario, name: str) -> Scenario:
    """Return the scenario under another name."""
    return replace(scenario, name=name)


def _changed(answer: CampaignAnswer, change: Change) -> Campaign:
    campaign = answer.input.campaign
    number = {officer: o for o, officer in enumerate(campaign.officers)}
    unknown = [officer for officer in change.without if officer not in number]
    if unknown:
        raise WrongUse("officer {officer} is not among the officers", officer=unknown[0])
    check_change(change)
    everyone = range(len(campaign.officers))
    if change.helpers:
        campaign = with_helpers(answer.plan, change.helpers)
    campaign = without_officers(campaign, [number[officer] for officer in change.without])
    campaign = more_hours(campaign, list(everyone), change.hours_percent)
    there = [o for o in everyone if campaign.officers[o] not in change.without]
    short = [o for o in short_officers(answer.plan) if o in there]
    if change.evenings and there:
        campaign = with_evenings(campaign, short or there, change.evenings, (EVENING_SLOT, EVENING_S))
    return extend(campaign, change.later_weeks) if change.later_weeks else campaign


def check_change(change: Change) -> None:
    """Raise WrongUse for amounts that can only be a slip of the hand."""
    if not (-100 < change.hours_percent <= MOST and 0 <= change.evenings <= MOST and 0 <= change.helpers <= MOST
            and 0 <= change.later_weeks <= LONGEST_WEEKS):
        raise WrongUse("a change needs hours between -99 and {most} percent, evenings and helpers from 0 to {most}, "
                       "and weeks from 0 to {weeks}", most=MOST, weeks=LONGEST_WEEKS)
