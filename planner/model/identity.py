"""Ids of the things in a week: plain strings, told apart by type."""

from typing import NewType

PlaceId = NewType("PlaceId", str)
TaskId = NewType("TaskId", str)
ShiftId = NewType("ShiftId", str)
CrewId = NewType("CrewId", str)
CellId = NewType("CellId", str)
Mode = NewType("Mode", str)

BREAK = TaskId("break")
"""The task id that a break carries in a plan; no visit or patrol may be called so."""
