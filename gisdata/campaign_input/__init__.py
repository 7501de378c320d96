"""From the register, the roster and calls made to a campaign that the planner can plan, and back into the week."""

from gisdata.campaign_input.campaign import USUAL_PACE, CampaignInput, Station, build_campaign
from gisdata.campaign_input.chances import START, HomeChances, learn_home_chances, quarter_name
from gisdata.campaign_input.groups import SLOTS_WANTED
from gisdata.campaign_input.hours import SLOTS, OffDuty, hours_by_slot, slot_seconds, weeks_until
from gisdata.campaign_input.kept import learn_kept
from gisdata.campaign_input.pace import measured_pace
from gisdata.campaign_input.slots import better_slots
from gisdata.campaign_input.urgency import calls_made, with_urgency

__all__ = [
    "SLOTS", "SLOTS_WANTED", "START", "USUAL_PACE", "CampaignInput", "HomeChances", "OffDuty", "Station",
    "better_slots", "build_campaign", "calls_made", "hours_by_slot", "learn_home_chances", "learn_kept",
    "measured_pace", "quarter_name", "slot_seconds", "weeks_until", "with_urgency",
]
