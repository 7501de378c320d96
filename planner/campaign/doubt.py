"""How far the plays of a forecast stray from what is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FIRST_CALLS = 40.0
"""A start value is as sure as so many calls would make it: one station in five lies beyond 0.35 or 0.55 with 0.45."""

MOST_CALLS = 300.0
"""More calls than this make no chance surer: the doors still open are not those that were called at, and plays know
neither streets nor slots that were called at before. With all calls counted 6 intervals of 80 % in ten held the outcome
of played campaigns, with 300 some 8 (`docs/benchmarks.md`)."""

START_KEPT = (46.0, 4.0)
"""Share of planned shifts that are walked (sick days, other orders), as shifts that were and were not: our own start
value, 92 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """How sure chances and hours are.

    `station_calls`: as how many calls the chance of the whole station counts; `group_calls`: that of a community beside
    it, where `calls_in` does not say. `kept`: shifts that were walked and that fell out, the start value among them;
    the mean is in the hours of the campaign already, so only the ratio to it counts.
    """

    station_calls: float = FIRST_CALLS
    group_calls: float = FIRST_CALLS
    calls_in: Mapping[str, float] = field(default_factory=dict)
    kept: tuple[float, float] = START_KEPT

    @property
    def kept_share(self) -> float:
        """The share of planned hours that is expected to be walked."""
        return self.kept[0] / sum(self.kept)


def learned_doubt(n_calls: float, n_calls_in: Mapping[str, float], *, kept: tuple[float, float]) -> Doubt:
    """Return the doubt that is left after so many calls in the station and in its communities."""
    return Doubt(station_calls=_sure(n_calls), kept=kept, calls_in={name: _sure(n) for name, n in n_calls_in.items()})


def _sure(n_calls: float) -> float:
    return min(MOST_CALLS, FIRST_CALLS + n_calls)
