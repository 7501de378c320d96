"""Routes that exist already: their clock, and the exact test of where a task still fits beside their stops."""

from planner.routes.clock import Terms, Timed, time_course
from planner.routes.course import Course, course_of
from planner.routes.gaps import Gap, Room, gaps_for, rooms_of
from planner.routes.ground import FAR_S, Ground
from planner.routes.settle import Settled, settle

__all__ = [
    "FAR_S", "Course", "Gap", "Ground", "Room", "Settled", "Terms", "Timed", "course_of", "gaps_for", "rooms_of",
    "settle", "time_course",
]
