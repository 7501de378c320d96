"""Builders of campaigns for tests: valid by default, override what matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from hypothesis import strategies as st

from planner.campaign import CallRule, Campaign, Group

ONE_CALL = CallRule(n_calls=1)


def a_group(community: str = "c1", n: int = 10, **changes: object) -> Group:
    """Return n homes of a community that answer every call of 600 s, in two weeks."""
    values: dict[str, object] = {"community": community, "kind": "home", "n_open_by_calls": (n,), "service_s": 600,
                                 "chance": 1.0, "slots": (0,), "first_week": 0, "last_week": 1}
    return Group(**{**values, **changes})  # type: ignore[arg-type]


def a_campaign(
    *groups: Group, hours_s: Sequence[Sequence[Sequence[int]]] = (((3600,), (3600,)),),
    owners: Mapping[str, tuple[int, ...]] | None = None, helpers: Mapping[str, tuple[int, ...]] | None = None,
    slot_worth: tuple[float, ...] | None = None, rule: CallRule = ONE_CALL,
) -> Campaign:
    """Return a campaign of these groups; by default officer o0 owns all and has an hour in each of two weeks."""
    hours = np.array(hours_s, dtype=np.int64)
    return Campaign(
        n_weeks=hours.shape[1], groups=groups, officers=tuple(f"o{i}" for i in range(hours.shape[0])),
        slots=tuple(f"slot{i}" for i in range(hours.shape[2])),
        slot_worth=slot_worth or (1.0,) * hours.shape[2], hours_s=hours,
        owners=owners or {g.community: (0,) for g in groups}, helpers=helpers or {}, rule=rule)


@st.composite
def campaigns(draw: st.DrawFn) -> Campaign:
    """Return small campaigns: some with hours enough, some without, with helpers, slots, repeats and odd weeks."""
    n_officers, n_weeks, n_slots = draw(st.integers(1, 3)), draw(st.integers(1, 6)), draw(st.integers(1, 3))
    hours = [[[draw(st.integers(0, 5)) * 700 for _ in range(n_slots)] for _ in range(n_weeks)]
             for _ in range(n_officers)]
    rule = CallRule(n_calls=draw(st.integers(1, 4)), pause_weeks=draw(st.integers(1, 2)))
    worth = tuple(draw(st.sampled_from([0.8, 1.0, 1.44])) for _ in range(n_slots))
    names = [f"c{i}" for i in range(draw(st.integers(1, 4)))]
    groups = []
    for name in names:
        first = draw(st.integers(0, n_weeks - 1))
        slots = draw(st.sets(st.integers(0, n_slots - 1), min_size=1))
        counts = draw(st.lists(st.integers(0, 6), min_size=1, max_size=rule.n_calls))
        groups.append(a_group(
            name, n_open_by_calls=tuple(counts), service_s=draw(st.integers(100, 900)),
            chance=draw(st.sampled_from([0.25, 0.4, 0.65])), slots=tuple(slots), first_week=first,
            last_week=draw(st.integers(first, n_weeks - 1)), round_week=draw(st.sampled_from([None, -20])),
            least_worth=max(1.0, min(worth[slot] for slot in slots))))
    who = st.sets(st.integers(0, n_officers - 1), min_size=1).map(lambda s: tuple(sorted(s)))
    return a_campaign(*groups, hours_s=hours, owners={n: draw(who) for n in names},
                      helpers={n: draw(who) for n in names if draw(st.booleans())}, rule=rule,
                      slot_worth=worth)
