"""Play a campaign: plan, walk, record, learn, plan anew, to the deadline."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np

from api.usecases.simulate.policies import Monday, Planned, Policy, plan_monday
from api.usecases.simulate.state import State, WeekRow, state_of
from api.usecases.simulate.town import Town
from api.week_name import week_of
from gisdata.campaign_input import SLOTS
from gisdata.files import replace_text
from gisdata.records import Reached, VisitAttempt
from planner.dues import slot_of
from planner.model import DAY_S, HOUR_S, Route, StopKind
from planner.sentence import Sentence, say
from planner.simulation import Truth

SICK = 0.03
"""Chance that a shift falls out after the week was planned."""

EVENT_DOORS = 8
"""Doors of one cell that an event, one every second week, obliges somebody to call at by Sunday."""

NO_SICKNESS, EVENTS = 1, 2
"""Streams of chance, beside that of the truth: what happens is the same for every policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationOrder:
    """What is played: the policy, the weeks, the seed, the steps of the search for each team-week.

    `kept_in`: a file that keeps the state after every week, so that a run that was broken off goes on; None: nowhere.
    """

    policy: Policy
    n_weeks: int
    seed: int
    start: date
    work: int
    kept_in: Path | None = None

    @property
    def deadline(self) -> date:
        """The Sunday of the last week."""
        return self.start + timedelta(days=7 * self.n_weeks - 1)


def simulate(town: Town, order: SimulationOrder, *, tell: Callable[[Sentence], None] | None = None) -> dict[str, Any]:
    """Return the figures of a campaign played to its end; the same order in the same town gives the same figures."""
    truth = town.truth(order.seed)
    state, first = _read(town, order)
    for week in range(len(state.weeks), order.n_weeks):
        day = order.start + timedelta(weeks=week)
        _new_duties(town, state, order, week)
        planned = plan_monday(town, state, order.policy, Monday(
            week=week, day=day, deadline=order.deadline, seed=order.seed, work=order.work,
            pace=first.get("pace")))
        if week == 0:
            first = {"feasible": planned.feasible, "feasible_at_low_chances": planned.feasible_at_low_chances,
                     "shortage_h": round(planned.shortage_s / HOUR_S, 1),
                     "pace": planned.pace}
        state.weeks.append(_walk_week(town, truth, state, planned, (order, week)))
        if tell is not None:
            tell(say("{policy}, seed {seed}, week {week} of {n}: {met} of {all} doors met", policy=order.policy.value,
                     seed=order.seed, week=week + 1, n=order.n_weeks, met=state.weeks[-1].n_met,
                     all=len(town.households)))
        if order.kept_in is not None:
            replace_text(order.kept_in, json.dumps(
                {"order": _key(town, order), "first": first, "state": state.to_dict(town.doors)}))
    return _figures(town, truth, state, order, first)


def _key(town: Town, order: SimulationOrder) -> list[Any]:
    return [order.policy.value, order.n_weeks, order.seed, order.start.isoformat(), order.work, town.digest()]


def _read(town: Town, order: SimulationOrder) -> tuple[State, dict[str, Any]]:
    """Return the state kept of the same order in the same town; a new one when there is none."""
    if order.kept_in is not None and order.kept_in.exists():
        raw = json.loads(order.kept_in.read_text(encoding="utf-8"))
        if raw["order"] == _key(town, order):
            return state_of(raw["state"], town.doors), raw["first"]
    return State(), {}


def _new_duties(town: Town, state: State, order: SimulationOrder, week: int) -> None:
    """Let an event oblige a visit at some doors of one cell every second week or so."""
    rng = np.random.default_rng([order.seed, EVENTS, week])
    state.must_by = {door: day for door, day in state.must_by.items() if day >= order.start + timedelta(weeks=week)}
    if rng.random() < 0.5:
        centre = town.households[int(rng.integers(len(town.households)))]
        near = [h for h in town.households if h.cell_id == centre.cell_id and h.community == centre.community]
        for household in near[:EVENT_DOORS]:
            state.must_by[household.household_id] = order.start + timedelta(days=7 * week + 6)


def _walk_week(
    town: Town, truth: Truth, state: State, planned: Planned, at: tuple[SimulationOrder, int],
) -> WeekRow:
    """Walk what was planned: shifts that fall out make no calls, doors answer as the truth has it."""
    order, week = at
    number = {h.household_id: i for i, h in enumerate(town.households)}
    calls, used_s, n_lost, n_missed, shifts = state.calls(), 0, 0, 0, Counter[bool]()
    monday = order.start + timedelta(weeks=week)
    for team_week, plan in planned.teams:
        must = {visit.task_id for visit in team_week.problem.visits if visit.mandatory}
        n_missed += sum(out.task in must for out in plan.left_out)
        for route in plan.routes:
            visits = [stop for stop in route.stops if stop.kind is StopKind.VISIT]
            is_sick = _is_sick(order, week, route)
            shifts[is_sick] += bool(visits)
            if is_sick:
                n_lost += len(visits)
                continue
            used_s += route.return_s - route.leave_s
            for stop in visits:
                door = team_week.households[stop.task].household_id
                day, part = stop.start_s // DAY_S, town.rules.day_part_at(stop.start_s % DAY_S)
                met = truth.answers(number[door], calls[door], SLOTS.index(slot_of(day, part)))
                calls[door] += 1
                state.record(VisitAttempt(
                    household_id=door, visited_on=monday + timedelta(days=day),
                    reached=Reached.COMPLETED if met else Reached.ATTEMPTED, day_part=part))
    n_calls = sum(calls.values()) - sum(row.n_calls for row in state.weeks)
    return WeekRow(week=week, n_met=len(state.met_on), n_calls=n_calls, n_lost=n_lost, used_s=used_s,
                   n_mandatory_missed=n_missed, n_walked=shifts[False], n_fell_out=shifts[True],
                   believed=planned.believed, feasible=planned.feasible)


def _is_sick(order: SimulationOrder, week: int, route: Route) -> bool:
    """Tell whether a shift falls out; drawn from its name, so that it does so under every policy."""
    name = int.from_bytes(blake2b(route.shift.encode(), digest_size=8).digest(), "big")
    return bool(np.random.default_rng([order.seed, NO_SICKNESS, week, name]).random() < SICK)


def _week_of(share: float, met_on: list[date | None], order: SimulationOrder) -> int | None:
    """Return the week, from 1 on, at whose end so many of the doors with these days of contact were met."""
    days = sorted(day for day in met_on if day is not None)
    n_wanted = ceil(share * len(met_on))
    return (days[n_wanted - 1] - order.start).days // 7 + 1 if 0 < n_wanted <= len(days) else None


def _figures(
    town: Town, truth: Truth, state: State, order: SimulationOrder, first: dict[str, Any],
) -> dict[str, Any]:
    reachable = truth.reachable(town.slots_of_homes(order.start),
                                n_calls=min(order.n_weeks, town.rules.dues.most_attempts))
    can = [h for h, ok in zip(town.households, reachable.tolist(), strict=True) if ok]
    met = [h for h in can if h.household_id in state.met_on]
    share: dict[str, list[bool]] = {}
    for household in can:
        share.setdefault(household.community, []).append(household.household_id in state.met_on)
    return {
        "policy": order.policy.value, "seed": order.seed, "weeks": order.n_weeks, "work": order.work,
        "deadline": order.deadline, "deadline_week": week_of(order.deadline), "households": len(town.households),
        "left_out": town.n_left_out, "reachable": len(can), "contacted": len(met), "contacted_all": len(state.met_on),
        "share": round(len(met) / max(1, len(can)), 4),
        "worst_community_share": round(min((sum(rows) / len(rows) for rows in share.values()), default=1.0), 4),
        "hours_used": round(sum(row.used_s for row in state.weeks) / HOUR_S, 1),
        "calls": len(state.attempts), "lost_calls": sum(row.n_lost for row in state.weeks),
        "duties_missed": sum(row.n_mandatory_missed for row in state.weeks),
        "mondays_short": [row.week for row in state.weeks if row.feasible is False],
        "week_of_95": _week_of(0.95, [state.met_on.get(h.household_id) for h in can], order),
        **first,
        "forecast": {str(row.week): [round(x, 1) for x in row.believed] for row in state.weeks
                     if row.believed is not None and row.week in (0, 4, 13)},
        "curve": [row.n_met for row in state.weeks],
    }
