"""The mobile police room: where one or two vehicles stand this week, so that most due doors have it near.

Here are its types; `plan` loads OR-Tools and is imported by name.
"""

from planner.rooms.model import ReachRule, RoomProblem, RoomSession, RoomStop

__all__ = ["ReachRule", "RoomProblem", "RoomSession", "RoomStop"]
