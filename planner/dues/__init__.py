"""What is due: from dates of the register to this week's visits."""

from planner.dues.due import Due, DueRule, due_this_week

__all__ = ["Due", "DueRule", "due_this_week"]
