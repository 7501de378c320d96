"""From the register, the roster and the streets to one team's WeekProblem, and from its plan back to walks."""

from gisdata.week_input.candidates import DueDoor, RestingDoor, WeekDues, choose_candidates, dues_of_week
from gisdata.week_input.doors import ToldOfDoors
from gisdata.week_input.premises import Premises, premises_to_call_at
from gisdata.week_input.roster import DutySpan, roster_of_week
from gisdata.week_input.rules import VisitRules
from gisdata.week_input.team_week import Ground, TeamWeek, build_team_week
from gisdata.week_input.teams import TeamScope, split_into_teams
from gisdata.week_input.walks import walks_of

__all__ = [
    "DueDoor", "DutySpan", "Ground", "Premises", "RestingDoor", "TeamScope", "TeamWeek", "ToldOfDoors",
    "VisitRules", "WeekDues", "build_team_week", "choose_candidates", "dues_of_week", "premises_to_call_at",
    "roster_of_week", "split_into_teams", "walks_of",
]
