"""Puts a task that must be served into a draft with the smallest disturbance: beside, pushing, then displacing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from planner.change.draft import Draft
from planner.model import ShiftId, TaskId
from planner.routes import Course

_LONGEST_STRING = 6
"""Neighbouring stops that may make room together: six quarter-hour visits are longer than any task asks for."""

_TRIALS = 12
"""Ways to displace or push that are worked out to the end, the cheapest by prize and travel first."""


def place_beside(draft: Draft, task: TaskId) -> Draft | None:
    """Return the draft with a task put in where no other stop changes, with the least travel; None: nowhere."""
    best = None
    for shift in draft.courses:
        fit = next(draft.fits(shift, task, strict=True), None)
        if fit and (best is None or fit.travel_s < best.travel_s):
            best = fit
    if best is None:
        return None
    found = draft.copy()
    found.take(best.course, best.settled)
    return found


def place_pushing(draft: Draft, task: TaskId) -> Draft | None:
    """Return the best draft with a task put in where later stops are pushed beyond their half hour; None: nowhere."""
    found = []
    for shift in draft.courses:
        for fit in islice(draft.fits(shift, task, strict=False), _TRIALS):
            other = draft.copy()
            other.take(fit.course, fit.settled)
            found.append(other)
    return min(found, key=Draft.worth, default=None)


def place_displacing(draft: Draft, task: TaskId, *, most: int | None = None) -> Draft | None:
    """Return the best draft with a task put in for optional visits, which go elsewhere if they fit; None: nowhere.

    Single visits are tried first, then strings of neighbours, of up to `most` visits, then (without `most`) all
    optional visits of a shift.
    """
    for length in range(1, (most or _LONGEST_STRING) + 1):
        trials = sorted(_displacements(draft, task, length), key=lambda one: one[:3])
        found = [other for *_, course, away in trials[:_TRIALS] if (other := _displaced(draft, course, away, task))]
        if found:
            return min(found, key=Draft.worth)
    if most is not None:
        return None
    cleared = (_displaced(draft, draft.courses[s].without(away), away, task)
               for s in draft.courses if (away := frozenset(optional_in(draft, s))))
    return min((one for one in cleared if one), key=Draft.worth, default=None)


def optional_in(draft: Draft, shift: ShiftId) -> list[TaskId]:
    """Return the visits of a course that may make room for others, in its order."""
    return [t for t in draft.courses[shift].order if t not in draft.musts and t not in draft.week.held]


def _displacements(
    draft: Draft, task: TaskId, length: int
) -> Iterator[tuple[int, int, str, Course, frozenset[TaskId]]]:
    """Yield strings of optional neighbours without which a task fits: prize, added travel, first id, course, string."""
    for shift, course in draft.courses.items():
        if not draft.ground.may_serve(shift, task):
            continue
        free = set(optional_in(draft, shift))
        for first in range(len(course.order) - length + 1):
            away = course.order[first:first + length]
            if not free.issuperset(away):
                continue
            shorter = draft.copy()
            shorter.courses[shift] = course.without(frozenset(away))
            shorter.rooms = {}
            fit = next(shorter.fits(shift, task, strict=True), None)
            if fit:
                prize = sum(draft.ground.prize(t) for t in away)
                yield prize, fit.travel_s, away[0], shorter.courses[shift], frozenset(away)


def _displaced(draft: Draft, course: Course, away: frozenset[TaskId], task: TaskId) -> Draft | None:
    """Return the draft with a task in a course that lost some visits, those served elsewhere if they fit there."""
    other = draft.copy()
    other.courses[course.shift] = course
    other.rooms = {}
    fit = next(other.fits(course.shift, task, strict=True), None) or next(
        other.fits(course.shift, task, strict=False), None)
    if fit is None:
        return None
    other.take(fit.course, fit.settled)
    for visit in sorted(away, key=lambda t: (-draft.ground.prize(t), t)):
        other = place_beside(other, visit) or other
    return other
