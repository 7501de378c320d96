"""The words of the week: frozen types, cross-checked when a WeekProblem is made."""

from planner.model.identity import BREAK, CellId, CrewId, Mode, PlaceId, ShiftId, TaskId
from planner.model.places import Place
from planner.model.plan import Bound, LeftOut, Route, Stop, StopKind, WeekPlan
from planner.model.problem import WeekProblem
from planner.model.shifts import Break, Shift
from planner.model.tasks import Patrol, Visit
from planner.model.times import DAY_S, HOUR_S, MINUTE_S, WEEK_S, TimeWindow, clock, overlap_s
from planner.model.travel import NO_WAY, TravelTimes
from planner.model.verdict import Score, Verdict, Violation

__all__ = [
    "BREAK", "DAY_S", "HOUR_S", "MINUTE_S", "NO_WAY", "WEEK_S",
    "Bound", "Break", "CellId", "CrewId", "LeftOut", "Mode", "Patrol", "Place", "PlaceId", "Route", "Score",
    "Shift", "ShiftId", "Stop", "StopKind", "TaskId", "TimeWindow", "TravelTimes", "Verdict", "Violation",
    "Visit", "WeekPlan", "WeekProblem", "clock", "overlap_s",
]
