"""Puts a task that must be served into a draft with the smallest disturbance: beside, pushing, then displacing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from planner.change.diff import TOLERANCE_S
from planner.change.draft import Draft
from planner.model import ShiftId, TaskId
from planner.routes import Course
from planner.routes.fits import Fit

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
    return _with(draft, best) if best else None


def place_as_before(draft: Draft, task: TaskId) -> Draft | None:
    """Return the draft with a task put back into its shift within its half hour, where no other stop changes."""
    spot = draft.week.before.get(task)
    if spot is None or spot.shift not in draft.courses:
        return None
    near = ((spot.start_s - TOLERANCE_S, spot.start_s + TOLERANCE_S),)
    fit = next(draft.fits(spot.shift, task, strict=True, within=near), None)
    return _with(draft, fit) if fit else None


def place_pushing(draft: Draft, task: TaskId) -> Draft | None:
    """Return the best draft with a task put in where later stops are pushed beyond their half hour; None: nowhere."""
    found = []
    for shift in draft.courses:
        for fit in islice(draft.fits(shift, task, strict=False), _TRIALS):
            found.append(_with(draft, fit))
    return min(found, key=Draft.worth, default=None)


def place_displacing(draft: Draft, task: TaskId, *, most: int | None = None) -> Draft | None:
    """Return the best draft with a task put in for optional visits, which go elsewhere if they fit; None: nowhere.

    Single visits are tried first, then strings of neighbours, of up to `most` visits. Without `most`, where no string
    will do or the budget would no longer hold, whole shifts are cleared of their optional visits and filled again.
    """
    best = None
    for length in range(1, (most or _LONGEST_STRING) + 1):
        trials = sorted(_displacements(draft, task, length), key=lambda one: one[:3])
        found = [other for *_, course, away in trials[:_TRIALS] for other in _displaced(draft, course, away, task, 1)]
        if found:
            best = min(found, key=Draft.worth)
            break
    if most is not None or (best and (draft.n_beyond() or not best.n_beyond())):
        return best
    cleared = (other for s in draft.courses if (away := frozenset(optional_in(draft, s)))
               for other in _displaced(draft, draft.courses[s].without(away), away, task, _TRIALS))
    return min(((best, *cleared) if best else cleared), key=Draft.worth, default=None)


def _with(draft: Draft, fit: Fit) -> Draft:
    other = draft.copy()
    other.take(fit.course, fit.settled)
    return other


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


def _displaced(
    draft: Draft, course: Course, away: frozenset[TaskId], task: TaskId, most: int
) -> Iterator[Draft]:
    """Yield drafts with a task in up to `most` gaps of a course that lost some visits, those given back if they fit."""
    shorter = draft.copy()
    shorter.courses[course.shift] = course
    shorter.rooms = {}
    fits = chain(shorter.fits(course.shift, task, strict=True), shorter.fits(course.shift, task, strict=False))
    for fit in islice(fits, most):
        yield _given_back(_with(shorter, fit), sorted(away, key=lambda t: (-draft.ground.prize(t), t)))


def _given_back(draft: Draft, away: Sequence[TaskId]) -> Draft:
    """Return the draft with visits put back where they change nothing, then the others wherever they fit."""
    for task in away:
        draft = place_as_before(draft, task) or draft
    spots = draft.spots()
    for task in (t for t in away if t not in spots):
        draft = place_beside(draft, task) or draft
    return draft
