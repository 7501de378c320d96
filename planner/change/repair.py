"""Repairs a draft: what must be served first, then what a lost shift left behind, then what the budget still buys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.change.draft import Draft
from planner.change.placing import place_beside, place_displacing, place_pushing
from planner.model import MINUTE_S, ShiftId, TaskId
from planner.routes.fits import Fit
from planner.routes.ground import full_stay_of_s

_NOISE = 0.2
"""Spread of the factors on the worth of visits in the noisy repairs (log-normal)."""

_REPAIRS = 4
"""Repairs tried for one change, the first without noise; the best is kept."""

_MOST_FOR_ONE = 3
"""Visits that may change to win one other back: a resident told anew is worth about as much as one visited."""


def repair(draft: Draft, touched: frozenset[ShiftId], *, seed: int) -> Draft:
    """Return the best of a few repairs of a draft; the same seed gives the same."""
    chance = np.random.default_rng(seed)
    waiting = _waiting(draft)
    n_repairs = _REPAIRS if len(waiting) > 1 else 1
    found = []
    for k in range(n_repairs):
        noise = {t: float(np.exp(chance.normal(0.0, _NOISE))) if k else 1.0 for t in waiting}
        placed = _place_musts(draft, noise)
        found.append(_place_optional(placed, touched, noise))
    best = min(found, key=Draft.worth)
    return _win_back(best)


def _waiting(draft: Draft) -> list[TaskId]:
    """Return the tasks that were planned, or are wanted, and stand on no route."""
    spots = draft.spots()
    asked = [*draft.week.before, *sorted(draft.musts)]
    return [t for t in dict.fromkeys(asked) if t in draft.ground.problem.task and t not in spots]


def _place_musts(draft: Draft, noise: dict[TaskId, float]) -> Draft:
    """Place what must be served: held ones first, then those with the fewest shifts, the longest ahead."""
    problem = draft.ground.problem

    def hard_first(task_id: TaskId) -> tuple[bool, bool, float, str]:
        task = problem.task[task_id]
        n_shifts = len(problem.shifts) if task.shifts is None else len(task.shifts)
        stay_s = max(full_stay_of_s(task), MINUTE_S)
        return task_id not in draft.week.held, bool(task.shifts == ()), n_shifts / stay_s * noise[task_id], task_id

    for task in sorted((t for t in _waiting(draft) if t in draft.musts), key=hard_first):
        draft = place_beside(draft, task) or _place_at_a_cost(draft, task) or draft
    return draft


def _place_at_a_cost(draft: Draft, task: TaskId) -> Draft | None:
    found = [one for one in (place_pushing(draft, task), place_displacing(draft, task)) if one]
    return min(found, key=Draft.worth, default=None)


def _place_optional(draft: Draft, touched: Iterable[ShiftId], noise: dict[TaskId, float]) -> Draft:
    """Place the optional visits that lost their place, then others where room came up, as the budget allows."""
    lost = [t for t in _waiting(draft) if draft.ground.prize(t) > 0]
    draft = _Offers.of(draft, lost, list(draft.courses), noise).placed(len(lost))
    spots = draft.spots()
    others = [v.task_id for v in draft.ground.problem.visits if v.task_id not in spots and v.prize > 0
              and v.task_id not in lost]
    n_free = draft.n_allowed - draft.n_changed(spots)
    if n_free <= 0 or not others:
        return draft
    return _Offers.of(draft, others, sorted(touched), noise).placed(n_free)


def _win_back(draft: Draft) -> Draft:
    """Serve visits that had to go after all, where a few others change for it and the budget holds."""
    for task in sorted(_waiting(draft), key=lambda t: (-draft.ground.prize(t), t)):
        if task in draft.musts or not draft.ground.prize(task):
            continue
        n_missing, n_over, n_changed, prize, _ = draft.worth()
        for other in (place_pushing(draft, task), place_displacing(draft, task, most=_MOST_FOR_ONE)):
            if other is None:
                continue
            now = other.worth()
            gains = now[0] <= n_missing and now[3] < prize and now[1] <= n_over
            if gains and now[2] - n_changed <= _MOST_FOR_ONE:
                draft = other
                break
    return draft


@dataclass(slots=True, eq=False)
class _Offers:
    """The best gap of each waiting visit in each shift; only a route that changed is asked again."""

    draft: Draft
    tasks: list[TaskId]
    shifts: Sequence[ShiftId]
    noise: dict[TaskId, float]
    fit: dict[tuple[TaskId, ShiftId], Fit | None]

    @classmethod
    def of(
        cls, draft: Draft, tasks: list[TaskId], shifts: Sequence[ShiftId], noise: dict[TaskId, float]
    ) -> _Offers:
        return cls(draft.copy(), tasks, shifts, noise, {})

    def placed(self, most: int) -> Draft:
        """Place up to `most` visits, always the one of most worth for each second it adds."""
        for _ in range(most):
            best = max(
                ((self._worth(t, s), t, s) for t in self.tasks for s in self.shifts if self._offer(t, s)),
                default=None,
            )
            if best is None:
                break
            _, task, shift = best
            fit = self.fit[task, shift]
            if fit:
                self.draft.take(fit.course, fit.settled)
            self.tasks = [t for t in self.tasks if t != task]
            self.fit = {key: old for key, old in self.fit.items() if key[1] != shift}
        return self.draft

    def _offer(self, task: TaskId, shift: ShiftId) -> Fit | None:
        if (task, shift) not in self.fit:
            self.fit[task, shift] = next(self.draft.fits(shift, task, strict=True), None)
        return self.fit[task, shift]

    def _worth(self, task: TaskId, shift: ShiftId) -> float:
        fit = self.fit[task, shift]
        stay_s = full_stay_of_s(self.draft.ground.problem.task[task])
        cost_s = max(fit.travel_s if fit else 0, 0) + stay_s + MINUTE_S
        return self.draft.ground.prize(task) * self.noise.get(task, 1.0) / cost_s


