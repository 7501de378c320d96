"""From seconds of a flow to whole calls, strictly inside every officer's hours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from planner.campaign.model import Campaign, Group, Ints
from planner.campaign.network import Network

ROUNDING = 1e-3
"""Calls: less than this is a rounding error of expected calls, no call."""

HALF = 0.5 + ROUNDING
"""Added before rounding down: from half a call on, less a rounding error, it is a whole one."""


def use_by_slot(network: Network, flow_s: Ints) -> Ints:
    """Return rows (group, officer, week, slot, seconds of worth 1) of a flow, in the order of weeks.

    What groups put into an officer-week without naming a slot is dealt out to its slots as they were filled: both
    sums agree in each officer-week, so two running totals cut each other into pieces of one group and one slot.
    """
    seconds = flow_s[network.use_arcs]
    named = network.use[:, 3] >= 0
    rows = [np.column_stack([network.use[named], seconds[named]])]
    loose, loose_s = network.use[~named], seconds[~named]
    order = np.lexsort((loose[:, 0], loose[:, 2], loose[:, 1]))
    loose, loose_s = loose[order], loose_s[order]
    slot_s = flow_s[network.into_slots]
    n_weeks, n_slots = slot_s.shape[1:]
    giver, taker = np.cumsum(loose_s), np.cumsum(slot_s.ravel())
    cuts = np.unique(np.concatenate([[0], giver, taker]))
    if len(cuts) > 1:
        starts = cuts[:-1]
        who = np.searchsorted(giver, starts, side="right")
        where = np.searchsorted(taker, starts, side="right")
        assert (loose[who, 1] * n_weeks + loose[who, 2] == where // n_slots).all(), "an officer-week's sums differ"
        rows.append(np.column_stack([loose[who, :3], where % n_slots, np.diff(cuts)]))
    table = np.concatenate(rows)
    table = table[table[:, 4] > 0]
    return np.asarray(table[np.lexsort((table[:, 3], table[:, 1], table[:, 0], table[:, 2]))], dtype=np.int64)


class _Hours:
    """The seconds still free in each officer-week and its slots while calls are put into them.

    The last call of a slot may run on into other hours of the week; the officer's week as a whole is never over.
    """

    def __init__(self, campaign: Campaign) -> None:
        self.slot_s = campaign.hours_s.copy()
        self.week_s = campaign.hours_s.sum(axis=2)

    def take(self, at: tuple[int, int, int], service_s: int, most: int) -> int:
        """Take room for up to `most` calls and return for how many there was some."""
        officer, week, _ = at
        n = min(most, -(-int(self.slot_s[at]) // service_s), int(self.week_s[officer, week]) // service_s)
        if n <= 0:
            return 0
        self.slot_s[at] -= n * service_s
        self.week_s[officer, week] -= n * service_s
        return n


def round_calls(campaign: Campaign, use: Ints) -> tuple[Ints, Ints]:
    """Return whole calls as rows (group, officer, week, slot, calls), and the whole calls that found no room, by group.

    Week by week each group's calls are rounded, half up, and what is over or left is carried on to its next piece: a
    single home whose call takes four fifths of one in a good slot would wait for ever if they were rounded down. In the
    end what is still left goes wherever its officers have room in its weeks. No officer-week is over by a second.
    """
    worth, hours = campaign.slot_worth, _Hours(campaign)
    owed = np.zeros(len(campaign.groups))
    calls: Counter[tuple[int, int, int, int]] = Counter()
    for g, o, w, c, seconds in use.tolist():
        service_s = campaign.groups[g].service_s
        owed[g] += seconds / service_s
        n = hours.take((o, w, c), service_s, int(owed[g] / worth[c] + HALF))
        calls[g, o, w, c] += n
        owed[g] -= n * worth[c]
    for g in np.flatnonzero(owed > ROUNDING).tolist():
        group = campaign.groups[g]
        for o, w, c in _places(campaign, group):
            n = hours.take((o, w, c), group.service_s, int(np.ceil(owed[g] / worth[c] - ROUNDING)))
            calls[g, o, w, c] += n
            owed[g] -= n * worth[c]
            if owed[g] <= ROUNDING:
                break
    rows = np.array([(*key, n) for key, n in sorted(calls.items()) if n], dtype=np.int64).reshape(-1, 5)
    return rows, _whole(campaign, np.maximum(owed, 0))


def _whole(campaign: Campaign, owed: npt.NDArray[np.float64]) -> Ints:
    """Return whole calls owed by group; parts of calls of one community add up, and go to its last group."""
    whole = np.floor(owed + ROUNDING).astype(np.int64)
    parts: dict[str, float] = {}
    last: dict[str, int] = {}
    for g, group in enumerate(campaign.groups):
        parts[group.community] = parts.get(group.community, 0.0) + max(0.0, float(owed[g] - whole[g]))
        last[group.community] = g
    for community, part in parts.items():
        whole[last[community]] += int(part + ROUNDING)
    return whole


def _places(campaign: Campaign, group: Group) -> Iterator[tuple[int, int, int]]:
    """Yield every officer, week and slot of a group, late weeks first: these calls come behind those planned."""
    for week in range(group.last_week, group.first_week - 1, -1):
        for officer in campaign.may_call(group):
            for slot in group.slots:
                yield officer, week, slot
