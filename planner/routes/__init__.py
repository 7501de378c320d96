"""Routes that exist already: their clock, and the exact test of where a task still fits beside their stops."""

from planner.routes.clock import Terms, Timed, timings
from planner.routes.course import Course, course_of
from planner.routes.gaps import Gap, gaps_for
from planner.routes.ground import FAR_S, Ground
from planner.routes.settle import Settled, settle

__all__ = [
    "FAR_S", "Course", "Gap", "Ground", "Settled", "Terms", "Timed", "course_of", "gaps_for", "settle",
    "timings",
]
