"""What the campaign's answer is made of, read from the workspace: the campaign itself, and who was met when."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from api.errors import WrongUse
from api.usecases.campaign_station import campaign_from, standing
from api.usecases.register import read_register
from api.workspace import Workspace
from gisdata.campaign_input import CampaignInput
from gisdata.records import Household, Reached, VisitAttempt


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRead:
    """A campaign as read on a day, ready to be planned.

    `measured`: the pace is of the station's own plans. `met_on`: for each home met in the current round the first day
    known, in order.
    """

    input: CampaignInput
    deadline: date
    measured: bool
    met_on: tuple[date, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """Everything the answer depends on: while it stays equal, so does the answer."""
        made, campaign = self.input, self.input.campaign
        return (self.deadline, self.measured, self.met_on, made.monday, made.round_start, made.pace, made.doors,
                made.doubt, made.chances, made.ownerless, made.office_kinds, campaign.n_weeks, campaign.officers,
                campaign.slot_worth, campaign.rule, dict(campaign.owners), dict(campaign.helpers),
                campaign.hours_s.shape, campaign.hours_s.tobytes(),
                None if campaign.later_s is None else campaign.later_s.tobytes())


def read_campaign(workspace: Workspace, *, monday: date) -> CampaignRead:
    """Return the campaign from the week of `monday` to the deadline of the settings, not planned yet.

    Raises WrongUse when the deadline is over or the register lacks what a plan needs.
    """
    campaign = workspace.settings.campaign
    if monday > campaign.deadline:
        raise WrongUse("the campaign's deadline {deadline} is over; set a later one in huhu.toml",
                       deadline=campaign.deadline)
    register = read_register(workspace)
    with workspace.open_store() as store, store.reading() as reading:
        made, measured = campaign_from(register, reading, monday=monday, settings=workspace.settings)
    met_on = _met_on(standing(register, monday), register.told.visits, since=made.round_start,
                     communities=made.campaign.owners)
    return CampaignRead(input=made, deadline=campaign.deadline, measured=measured,
                        met_on=tuple(met_on))


def _met_on(
    homes: Sequence[Household], visits: Sequence[VisitAttempt], *, since: date, communities: Container[str],
) -> list[date]:
    """Return the first known day since `since` on which somebody was met, of each home that is in the campaign."""
    first = {h.household_id: h.last_contact_on for h in homes
             if h.last_contact_on is not None and h.last_contact_on >= since}
    for visit in visits:
        if visit.reached is not Reached.ATTEMPTED and visit.visited_on >= since:
            first[visit.household_id] = min(first.get(visit.household_id, visit.visited_on), visit.visited_on)
    return sorted(first[h.household_id] for h in homes
                  if h.household_id in first and h.community in communities and not h.do_not_disturb)
