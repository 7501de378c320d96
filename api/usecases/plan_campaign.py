"""Plan the campaign to its deadline: quotas or proof, what it will bring, and what would mend a shortage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from api.usecases.read_campaign import CampaignRead, read_campaign
from api.week_name import week_of
from api.workspace import Workspace
from gisdata.campaign_input import CampaignInput
from planner.campaign import Campaign
from planner.campaign.changes import extend
from planner.campaign.cures import Cure, find_cures
from planner.campaign.doubt import START_KEPT
from planner.campaign.early import plan_early
from planner.campaign.forecast import Forecast, forecast
from planner.campaign.low_chances import plan_at_low_chances
from planner.campaign.plan import CampaignPlan, plan_campaign
from planner.dues import CallSlot
from planner.model import HOUR_S
from planner.sentence import Sentence, say

EVENING_SLOT = list(CallSlot).index(CallSlot.WEEKDAY_EVENING)
"""Weekday evenings, in the order of the campaign's slots."""

EVENING_S = 3 * HOUR_S
"""One more evening shift: 17:30 to 20:30, the usual hours to call."""

LONGEST_WEEKS = 156
"""Three years: where 95 % lies beyond, that is said and no more."""

WANTED = 0.95
"""The share of the households that calls within the rules can meet, of which the week is told."""

SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignAnswer:
    """The campaign as it stands on a Monday, its plan, its forecast, and cures if it is short.

    `weeks_to_wanted`: weeks until WANTED of the reachable households are met, early, middle and late, beyond the
    deadline if need be; None: not within LONGEST_WEEKS. `low`: the plan if chances are at the low end of what is
    believed, when the hours suffice as believed. `notes`: what the figures rest on.
    """

    read: CampaignRead
    plan: CampaignPlan
    forecast: Forecast
    cures: tuple[Cure, ...]
    weeks_to_wanted: tuple[int | None, int | None, int | None]
    low: CampaignPlan | None
    notes: tuple[Sentence, ...]

    @property
    def input(self) -> CampaignInput:
        """The campaign that was planned, with the doors that are in none of its groups."""
        return self.read.input

    @property
    def deadline(self) -> date:
        """The last day of the campaign."""
        return self.read.deadline

    @property
    def n_met(self) -> int:
        """Homes met in this round so far."""
        return self.input.doors.n_met

    @property
    def n_reachable(self) -> int:
        """Homes that calls within the rules are expected to meet in this round, those met so far included.

        What the calls promised meet in the worst of their hours, or more where better ones, and calls after forgotten
        ones, bring more.
        """
        promised = self.n_met + round(self.plan.expected_met_of(self.input.doors.counted))
        return max(promised, self.n_expected)

    @property
    def n_expected(self) -> int:
        """Homes expected to be met by the deadline, those met so far included."""
        return self.n_met + round(float(self.forecast.mean[-1]))

    def week_name(self, week: int) -> str:
        """Return the name of a week of the campaign."""
        return week_of(self.input.monday + timedelta(weeks=week))


def answer_campaign(workspace: Workspace, *, monday: date, with_cures: bool = True) -> CampaignAnswer:
    """Return the campaign from the week of `monday` to the deadline of the settings, planned.

    Raises WrongUse when the deadline is over or the register lacks what a plan needs.
    """
    return solve_campaign(read_campaign(workspace, monday=monday), with_cures=with_cures)


def solve_campaign(
    read: CampaignRead, *, with_cures: bool = True, tell: Callable[[Sentence], None] = lambda _: None,
) -> CampaignAnswer:
    """Return the answer to a campaign that was read; `tell` hears what is being done."""
    tell(say("planning the calls of all weeks"))
    plan = plan_early(read.input.campaign)
    if with_cures and not plan.feasible:
        tell(say("looking for what would mend the shortage"))
    cures = find_cures(plan, evening_slot=EVENING_SLOT, evening_s=EVENING_S) if with_cures else []
    low = plan_at_low_chances(read.input.campaign, read.input.doubt) if plan.feasible else None
    tell(say("playing the campaign many times"))
    made = read.input
    brings = forecast(plan, seed=SEED, counted=made.doors.counted, doubt=made.doubt)
    return CampaignAnswer(
        read=read, plan=plan, forecast=brings, cures=tuple(cures),
        weeks_to_wanted=weeks_to(made, made.campaign, brings), low=low,
        notes=tuple(_notes(made, measured=read.measured)))


def weeks_to(
    made: CampaignInput, campaign: Campaign, brings: Forecast,
) -> tuple[int | None, int | None, int | None]:
    """Return after how many weeks WANTED of the reachable are met: early, middle, late; None: not in LONGEST_WEEKS.

    Where the deadline comes first, the campaign is planned and played again with more weeks of the usual hours.
    """
    n_met, counted = made.doors.n_met, made.doors.counted
    weeks = brings.week_of(WANTED, n_met=n_met)
    n_weeks = campaign.n_weeks
    while weeks[2] is None and n_weeks < LONGEST_WEEKS:
        n_weeks = min(LONGEST_WEEKS, 2 * n_weeks)
        longer = plan_campaign(extend(campaign, n_weeks - campaign.n_weeks))
        weeks = forecast(longer, seed=SEED, counted=counted, doubt=made.doubt).week_of(WANTED, n_met=n_met)
    early, middle, late = (None if week is None else week + 1 for week in weeks)
    return early, middle, late


def _notes(made: CampaignInput, *, measured: bool) -> list[Sentence]:
    notes = [say("an hour for visits holds {minutes} minutes at doors, as the last planned week had it",
                 minutes=round(60 / made.pace)) if measured else
             say("an hour for visits holds {minutes} minutes at doors: a start value, until a full week is planned",
                 minutes=round(60 / made.pace))]
    notes.append(say("of the planned hours {percent} % are counted on: a start value, until results say what is walked",
                     percent=round(100 * made.doubt.kept_share)) if made.doubt.kept == START_KEPT else
                 say("of the planned hours {percent} % are counted on, as the results of the last weeks had it",
                     percent=round(100 * made.doubt.kept_share)))
    if not any(made.chances.by_quarter["", slot].n_calls for slot in CallSlot):
        notes.append(say("the chances of finding somebody at home are start values, until calls with their part of the "
                         "day are imported"))
    if made.doors.n_unplaced:
        notes.append(say("{n} homes have no point on the map yet and are in no plan: huhu review lists them",
                         n=made.doors.n_unplaced))
    if made.ownerless:
        notes.append(say("these communities have no owner and are in no plan: {names}",
                         names=", ".join(made.ownerless)))
    return notes
