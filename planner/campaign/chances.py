"""The chance of finding somebody at home, by quarter and slot: a start value, overwritten by calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scipy.stats import beta

PRIOR_CALLS = 8.0
"""The start value weighs as much as so many calls, so two weeks of calls in a quarter outweigh it."""

K_LEAST = 20
"""A chance is told of so many households or more; below it the wider quarter's is used. Never of a household."""

INTERVAL = 0.8
"""The true chance lies in the interval told in eight cases of ten, if the calls were independent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Calls of one kind of dwelling in one slot: how many, and at how many somebody was met.

    `exposure`: how many first calls they are worth, when repeats at doors where nobody was met count for less; at least
    `n_met`. None: as many as the calls.
    """

    n_calls: int
    n_met: int
    exposure: float | None = None

    @property
    def n_missed(self) -> float:
        """First calls that met nobody, as far as repeats count."""
        return max(0.0, (self.n_calls if self.exposure is None else self.exposure) - self.n_met)

    def __add__(self, other: Calls) -> Calls:
        return Calls(n_calls=self.n_calls + other.n_calls, n_met=self.n_met + other.n_met,
                     exposure=self.n_met + self.n_missed + other.n_met + other.n_missed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A chance with its interval, and the quarter (`of`) and number of calls it comes from (0: the start value)."""

    mean: float
    low: float
    high: float
    n_calls: int
    of: str


NO_CALLS = Calls(n_calls=0, n_met=0)


def learn_chance(start: float, calls: Calls, *, of: str, weight: float = PRIOR_CALLS) -> Chance:
    """Return the chance after some calls, a Beta posterior: `start` counts as `weight` calls.

    >>> round(learn_chance(0.45, Calls(n_calls=40, n_met=10), of="c1").mean, 3)
    0.283
    """
    a = weight * start + calls.n_met
    b = weight * (1 - start) + calls.n_missed
    return Chance(mean=a / (a + b), low=float(beta.ppf((1 - INTERVAL) / 2, a, b)),
                  high=float(beta.ppf((1 + INTERVAL) / 2, a, b)), n_calls=calls.n_calls, of=of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """A cell or a community with its households of one kind; `part_of` is the wider quarter, "" for none."""

    name: str
    n_households: int
    part_of: str = ""


def learn_chances(
    start: Mapping[str, float], quarters: Iterable[Quarter], calls: Mapping[tuple[str, str], Calls],
) -> dict[tuple[str, str], Chance]:
    """Return the chance of one kind of dwelling by (quarter, slot).

    `start`: start value by slot. `calls`: by (quarter, slot), each call once, in the smallest quarter that has it. A
    quarter learns from its calls with the wider quarter's chance as its start; with fewer than K_LEAST households it
    takes that chance as it is. The name "" stands for the whole station.
    """
    known = {quarter.name: quarter for quarter in quarters}
    total: dict[tuple[str, str], Calls] = {}
    for (name, slot), made in calls.items():
        for part in _chain(known, name):
            total[part, slot] = total.get((part, slot), NO_CALLS) + made
    found: dict[tuple[str, str], Chance] = {}
    for slot, value in start.items():
        found["", slot] = learn_chance(value, total.get(("", slot), NO_CALLS), of="")
        for name in known:
            for part in reversed(_chain(known, name)[:-1]):
                if (part, slot) not in found:
                    wider = found[known[part].part_of, slot]
                    enough = known[part].n_households >= K_LEAST
                    found[part, slot] = learn_chance(wider.mean, total.get((part, slot), NO_CALLS), of=part
                                                     ) if enough else wider
    return found


def _chain(known: Mapping[str, Quarter], name: str) -> list[str]:
    """Return a quarter and all wider ones, the station ("") last."""
    chain = [name]
    while chain[-1]:
        chain.append(known[chain[-1]].part_of if chain[-1] in known else "")
    return chain
