"""How far the plays of a forecast stray from what is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FIRST_CALLS = 40.0
"""A start value is as sure as so many calls would make it: one station in five lies beyond 0.35 or 0.55 with 0.45."""

LIKENESS_SD = 0.35
"""Of the logarithm of how alike doors are, a start value that no calls are learned from: right within a factor of 1.5
in three stations of four. Late in a campaign, when chances are known, it is most of the doubt that is left."""

START_KEPT = (19.0, 1.0)
"""Share of planned shifts that are walked (sick days, other orders), as shifts that were and were not: our own start
value, 95 %, which the first two weeks of a small station outweigh."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """How sure chances and hours are.

    `station_calls`: as how many calls the chance of the whole station counts; `group_calls`: that of a community beside
    it, where `calls_in` does not say. `kept`: shifts that were walked and that fell out, the start value among them;
    the mean is in the hours of the campaign already, so only the ratio to it counts.
    `likeness_sd`: of the logarithm of how alike the doors of a group are.
    """

    station_calls: float = FIRST_CALLS
    group_calls: float = FIRST_CALLS
    calls_in: Mapping[str, float] = field(default_factory=dict)
    kept: tuple[float, float] = START_KEPT
    likeness_sd: float = LIKENESS_SD

    @property
    def kept_share(self) -> float:
        """The share of planned hours that is expected to be walked."""
        return self.kept[0] / sum(self.kept)


def learned_doubt(n_calls: float, n_calls_in: Mapping[str, float], *, kept: tuple[float, float]) -> Doubt:
    """Return the doubt that is left after so many calls in the station and in its communities."""
    return Doubt(station_calls=FIRST_CALLS + n_calls, kept=kept,
                 calls_in={name: FIRST_CALLS + n for name, n in n_calls_in.items()})
