"""The order in which the visits of one stay in a building are looked at, so that no timetable of them is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

LEAST_RAISE_S = 900
"""Seconds by which a visit may end too late before the stay is cut there: shorter cuts only add items."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A visit, or a patrol without runs: its task, seconds of its stay, first and last start in the shift."""

    task: int
    stay_s: int
    first_s: int
    last_s: int

    @property
    def end_s(self) -> int:
        """Last end."""
        return self.last_s + self.stay_s

    def within(self, first_s: int, last_s: int) -> Item:
        """Return it with these starts: itself if they are its own, as most are (a copy takes ten times as long)."""
        is_same = (first_s, last_s) == (self.first_s, self.last_s)
        return self if is_same else replace(self, first_s=first_s, last_s=last_s)


def in_order(items: list[Item]) -> tuple[Item, ...]:
    """Return the visits of a stay in an order into which any timetable of it can be put.

    The stay is cut where visits of narrow windows close inside wide ones. What ends between two cuts is sorted by
    first start; if last ends also rose in that order, any two neighbours of the wrong order could be swapped, so
    last ends are raised until they do. A visit that may end on both sides of a cut stands on both.
    """
    cuts: list[int] = []
    while True:
        slots = list(_slots(items, cuts))
        late = [cut for slot in slots for cut in _closed_too_late(slot)]
        if not late:
            return tuple(item for slot in slots for item in _raised(slot))
        cuts = sorted({*cuts, max(late)})


def _slots(items: list[Item], cuts: list[int]) -> Iterator[list[Item]]:
    """Yield what may end after each cut and not after the next one, by first start in the shift."""
    by_first = sorted(items, key=lambda i: (i.first_s, i.end_s, i.task))
    for after_s, until_s in zip([-1, *cuts], [*cuts, None], strict=True):
        slot = [
            item.within(
                max(item.first_s, after_s + 1 - item.stay_s),
                item.last_s if until_s is None else min(item.last_s, until_s - item.stay_s),
            ) for item in by_first
        ]
        yield [item for item in slot if item.first_s <= item.last_s]


def _raised(slot: list[Item]) -> Iterator[Item]:
    """Yield the items, each with a last end no sooner than that of those before."""
    latest_s = 0
    for item in slot:
        latest_s = max(latest_s, item.end_s)
        yield item.within(item.first_s, latest_s - item.stay_s)


def _closed_too_late(slot: list[Item]) -> Iterator[int]:
    """Yield the last ends that are raised by more than is worth a cut."""
    for item, raised in zip(slot, _raised(slot), strict=True):
        if raised.last_s - item.last_s > LEAST_RAISE_S:
            yield item.end_s
