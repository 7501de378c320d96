"""Breaks: exactly one where the shift has one, of its length, inside its bounds, not while at a stop."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import BREAK, Stop, Violation, clock
from planner.rules.case import PlanCase, RouteCase
from planner.sentence import Sentence, say


def one_break_where_due(case: PlanCase) -> Iterator[Violation]:
    """Require that a route with a task holds exactly one break if its shift has one, and no route holds any other."""
    for one in case.routes:
        n_breaks, rule = len(one.rests), one.shift.rest
        shift_id = one.shift.shift_id
        if rule is None and n_breaks:
            yield _violation(
                "one_break_where_due", one, say("shift {shift} has no break, the plan takes one", shift=shift_id)
            )
        elif n_breaks > 1 or (rule is not None and one.working and not n_breaks):
            yield _violation(
                "one_break_where_due", one,
                say("shift {shift} takes {count} breaks and needs exactly one", shift=shift_id, count=n_breaks),
            )


def break_is_named_break(case: PlanCase) -> Iterator[Violation]:
    """Require that the task of a break is 'break'."""
    for one in case.routes:
        for rest in one.rests:
            if rest.task != BREAK:
                yield _violation(
                    "break_is_named_break", one,
                    say(
                        "shift {shift}: a break is called {task}, not 'break'",
                        shift=one.shift.shift_id, task=rest.task,
                    ),
                )


def break_lasts_its_length(case: PlanCase) -> Iterator[Violation]:
    """Require that a break lasts exactly the length its shift gives it."""
    for one in case.routes:
        rule = one.shift.rest
        for rest in one.rests if rule else ():
            lasts_s = rest.end_s - rest.start_s
            if rule and lasts_s != rule.length_s:
                yield _violation(
                    "break_lasts_its_length", one,
                    say(
                        "shift {shift}: the break lasts {lasts} s, not {length} s",
                        shift=one.shift.shift_id, lasts=lasts_s, length=rule.length_s,
                    ),
                    abs(lasts_s - rule.length_s),
                )


def break_starts_in_bounds(case: PlanCase) -> Iterator[Violation]:
    """Require that a break starts between its earliest and its latest start, both included."""
    for one in case.routes:
        rule = one.shift.rest
        for rest in one.rests if rule else ():
            if rule and not rule.earliest_s <= rest.start_s <= rule.latest_s:
                yield _violation(
                    "break_starts_in_bounds", one,
                    say(
                        "shift {shift}: the break starts at {time}, not between {earliest} and {latest}",
                        shift=one.shift.shift_id, time=clock(rest.start_s), earliest=clock(rule.earliest_s),
                        latest=clock(rule.latest_s),
                    ),
                    max(rule.earliest_s - rest.start_s, rest.start_s - rule.latest_s),
                )


def break_starts_after_the_stop_before(case: PlanCase) -> Iterator[Violation]:
    """Require that a break starts no sooner than the stop (or break) before it ends, or the route leaves."""
    for one in case.routes:
        free_s = one.route.leave_s
        for known in one.stops:
            if not isinstance(known, Stop):
                free_s = known.stop.end_s
                continue
            early_s = free_s - known.start_s
            if early_s > 0:
                yield _violation(
                    "break_starts_after_the_stop_before", one,
                    say(
                        "shift {shift}: the break starts at {time}, {amount} s before the stop ahead of it ends",
                        shift=one.shift.shift_id, time=clock(known.start_s), amount=early_s,
                    ),
                    early_s,
                )
            free_s = max(free_s, known.end_s)


def _violation(rule: str, one: RouteCase, sentence: Sentence, amount_s: float = 0.0) -> Violation:
    return Violation(
        rule=rule, shift=one.shift.shift_id, task=BREAK, amount=amount_s, unit="s" if amount_s else "",
        sentence=sentence,
    )
