"""The law of the week: one function per rule, each with its own arithmetic and its own sentence."""

from collections.abc import Callable, Iterator

from planner.model import Violation
from planner.rules.bound import bound_is_not_below_the_prize
from planner.rules.breaks import (
    break_is_named_break,
    break_lasts_its_length,
    break_starts_after_the_stop_before,
    break_starts_in_bounds,
    one_break_where_due,
)
from planner.rules.case import PlanCase, open_case
from planner.rules.presence import patrol_reaches_its_presence, patrol_stays_its_dwell
from planner.rules.times import (
    leaves_after_shift_start,
    returns_before_shift_end,
    starts_after_arrival,
    stop_times_add_up,
    visit_lasts_its_service,
    visit_starts_in_a_window,
    way_exists,
)
from planner.rules.work import (
    left_out_has_a_reason,
    mandatory_work_is_served,
    names_are_known,
    one_route_per_shift,
    plan_is_of_this_week,
    task_accounted_for_once,
    task_in_an_allowed_shift,
    task_served_at_most_once,
)
from planner.rules.worth import score_of

Rule = Callable[[PlanCase], Iterator[Violation]]
"""A rule reads a case and yields one Violation for each time it is broken."""

HARD_RULES: tuple[Rule, ...] = (
    plan_is_of_this_week,
    names_are_known,
    one_route_per_shift,
    leaves_after_shift_start,
    returns_before_shift_end,
    way_exists,
    stop_times_add_up,
    starts_after_arrival,
    visit_starts_in_a_window,
    visit_lasts_its_service,
    one_break_where_due,
    break_is_named_break,
    break_lasts_its_length,
    break_starts_in_bounds,
    break_starts_after_the_stop_before,
    patrol_stays_its_dwell,
    patrol_reaches_its_presence,
    task_in_an_allowed_shift,
    task_served_at_most_once,
    task_accounted_for_once,
    left_out_has_a_reason,
    mandatory_work_is_served,
    bound_is_not_below_the_prize,
)
"""The table of contents of the law, in the order in which violations are told."""

__all__ = ["HARD_RULES", "PlanCase", "Rule", "open_case", "score_of"]
