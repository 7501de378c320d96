"""Changes a planned week as little as can be: sick officers, urgent visits, appointments, pins, what is done."""

from planner.change.changes import (
    Appointment,
    Change,
    ChangeBudget,
    CrewLost,
    Done,
    Pin,
    ShiftLost,
    VisitAdded,
    VisitDropped,
)
from planner.change.diff import Moved, PlanDiff, Spot, diff_plans
from planner.change.replan import Replanned, Solve, replan

__all__ = [
    "Appointment", "Change", "ChangeBudget", "CrewLost", "Done", "Moved", "Pin", "PlanDiff", "Replanned",
    "ShiftLost", "Solve", "Spot", "VisitAdded", "VisitDropped", "diff_plans", "replan",
]
