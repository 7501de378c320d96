"""Puts a task that must be served into a draft with the smallest disturbance: beside, pushing, then displacing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from planner.change.diff import TOLERANCE_S
from planner.change.draft import Draft
from planner.model import ShiftId, TaskId
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
        found = [_given_back(_with(shorter, fit), away) for shorter, fit, away in _displacements(draft, task, length)]
        if found:
            best = min(found, key=Draft.worth)
            break
    if most is not None or (best and (draft.n_beyond() or not best.n_beyond())):
        return best
    cleared = (other for s in draft.courses if (away := optional_in(draft, s))
               for other in _cleared(draft, s, away, task))
    return min(((best, *cleared) if best else cleared), key=Draft.worth, default=None)


def _with(draft: Draft, fit: Fit) -> Draft:
    other = draft.copy()
    other.take(fit.course, fit.settled)
    return other


def optional_in(draft: Draft, shift: ShiftId) -> list[TaskId]:
    """Return the visits of a course that may make room for others, in its order."""
    return [t for t in draft.courses[shift].order if t not in draft.musts and t not in draft.week.held]


def _displacements(draft: Draft, task: TaskId, length: int) -> list[tuple[Draft, Fit, tuple[TaskId, ...]]]:
    """Return the cheapest strings of optional neighbours without which a task fits, by prize and added travel.

    Each with the draft without the string and the fit there. Dearer strings are not looked at any more.
    """
    found: list[tuple[int, int, TaskId, Draft, Fit, tuple[TaskId, ...]]] = []
    for prize, shift, away in _strings(draft, task, length):
        if len(found) >= _TRIALS and prize > found[_TRIALS - 1][0]:
            break
        shorter = _without(draft, shift, away)
        fit = next(shorter.fits(shift, task, strict=True), None)
        if fit:
            found.append((prize, fit.travel_s, away[0], shorter, fit, away))
    return [one[3:] for one in sorted(found, key=lambda one: one[:3])[:_TRIALS]]


def _strings(draft: Draft, task: TaskId, length: int) -> list[tuple[int, ShiftId, tuple[TaskId, ...]]]:
    """Return all strings of optional neighbours in shifts that may serve a task, the least prize first."""
    strings = []
    for shift, course in draft.courses.items():
        free = set(optional_in(draft, shift)) if draft.ground.may_serve(shift, task) else set()
        for first in range(len(course.order) - length + 1):
            away = course.order[first:first + length]
            if free.issuperset(away):
                strings.append((sum(map(draft.ground.prize, away)), shift, away))
    return sorted(strings, key=lambda one: one[0])


def _without(draft: Draft, shift: ShiftId, away: Sequence[TaskId]) -> Draft:
    """Return the draft with a course that lost some visits, the times of its other stops left for the next fit."""
    shorter = draft.copy()
    shorter.courses[shift] = draft.courses[shift].without(frozenset(away))
    shorter.rooms = {}
    return shorter


def _cleared(draft: Draft, shift: ShiftId, away: Sequence[TaskId], task: TaskId) -> Iterator[Draft]:
    """Yield drafts with a task in each of some gaps of a shift without its optional visits, which are given back."""
    shorter = _without(draft, shift, away)
    fits = chain(shorter.fits(shift, task, strict=True), shorter.fits(shift, task, strict=False))
    for fit in islice(fits, _TRIALS):
        yield _given_back(_with(shorter, fit), away)


def _given_back(draft: Draft, away: Sequence[TaskId]) -> Draft:
    """Return the draft with visits put back where they change nothing, then the others wherever they fit."""
    dear_first = sorted(away, key=lambda t: (-draft.ground.prize(t), t))
    for task in dear_first:
        draft = place_as_before(draft, task) or draft
    spots = draft.spots()
    for task in (t for t in dear_first if t not in spots):
        draft = place_beside(draft, task) or draft
    return draft
