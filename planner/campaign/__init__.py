"""The campaign: every household reached by the date, or the proof that the hours do not suffice.

Here are its types; `plan`, `forecast` and `cures` load OR-Tools and are imported by name.
"""

from planner.campaign.model import CallRule, Campaign, Group

__all__ = ["CallRule", "Campaign", "Group"]
