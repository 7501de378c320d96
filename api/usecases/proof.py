"""What a bound proves of a plan, in words: how much of the best possible it reaches at least."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gisdata.records import StoredPlan
from planner.model import Bound
from planner.sentence import Sentence, say
from planner.week import has_numba, must_compile_bound


@dataclass(frozen=True, slots=True)
class Proof:
    """The prize of a plan, or of several together, and the whole prize that no plan can exceed.

    The best possible plan is the one that misses the fewest patrols and mandatory visits, and of these gains most.
    `n_spare`: duties that the plan misses though some shift can reach them. Then a plan may be possible that misses
    fewer, so nothing is claimed about the best possible one, only about the plans that miss no more. `n_later`: due
    doors that were kept for later weeks; no bound knows them.
    """

    prize: int
    most: int
    n_spare: int = 0
    n_later: int = 0

    @property
    def is_best(self) -> bool:
        """Tell whether no better plan is possible."""
        return self.prize >= self.most and not self.n_spare

    @property
    def at_least_percent(self) -> float:
        """Percent of the most prize possible that is reached at least, rounded down to tenths; 100 only for all of it.

        >>> Proof(2, 3).at_least_percent
        66.6
        """
        return 100.0 if self.prize >= self.most else (1000 * self.prize // self.most) / 10

    @property
    def sentence(self) -> Sentence:
        """What is proven."""
        percent = f"{self.at_least_percent:.1f}"
        if self.n_later:
            return self._sentence_of_offered(percent)
        if self.n_spare:
            return say("at least {percent} % of the prize of any plan that leaves out no more patrols and mandatory "
                       "visits (proven)", percent=percent)
        if self.is_best:
            return say("the best possible (proven)")
        return say("at least {percent} % of the best possible (proven)", percent=percent)

    def _sentence_of_offered(self, percent: str) -> Sentence:
        if self.n_spare:
            return say("at least {percent} % of the prize of any plan that leaves out no more patrols and mandatory "
                       "visits (proven for the doors offered; {later} were kept for later weeks)", percent=percent,
                       later=self.n_later)
        if self.is_best:
            return say("the best possible (proven for the doors offered; {later} were kept for later weeks)",
                       later=self.n_later)
        return say("at least {percent} % of the best possible (proven for the doors offered; {later} were kept for "
                   "later weeks)", percent=percent, later=self.n_later)


def bound_is_made(seconds: float) -> Sentence:
    """Return the sentence said before a bound is made, wherever."""
    return say("beside the search, up to {seconds} s of CPU time go into proving how good the plan is",
               seconds=f"{seconds:g}")


def bound_is_made_here(seconds: float) -> Sentence:
    """Return the sentence said before a bound is made in this process: that it compiles first, or why there is none."""
    if not has_numba():
        return say("no bound is proven: it needs numba, which is missing or cannot be loaded")
    if must_compile_bound():
        return say("beside the search, up to {seconds} s of CPU time go into proving how good the plan is; this is "
                   "compiled first, once for this installation (about a minute)", seconds=f"{seconds:g}")
    return bound_is_made(seconds)


def proof_of(prize: int, bound: Bound | None) -> Proof | None:
    """Return what a bound proves of a plan with this prize; None without a bound. Prizes are whole numbers."""
    return None if bound is None else Proof(prize, max(prize, math.floor(bound.prize_at_most)), bound.n_spare)


def proof_of_stored(plan: StoredPlan) -> Proof | None:
    """Return what is proven of a stored plan; None when it has no bound."""
    row = json.loads(gzip.decompress(plan.plan_gz)).get("bound") if plan.plan_gz else None
    proof = None if row is None else proof_of(plan.prize, Bound(**row))
    return proof and replace(proof, n_later=sum(due.reason == "later" for due in plan.due))


def proof_of_all(proofs: Iterable[Proof | None]) -> Proof | None:
    """Return what is proven of all teams together; None when one lacks a bound, or there is no team."""
    known: Sequence[Proof | None] = list(proofs)
    found = [proof for proof in known if proof is not None]
    if not found or len(found) < len(known):
        return None
    return Proof(sum(proof.prize for proof in found), sum(proof.most for proof in found),
                 sum(proof.n_spare for proof in found), sum(proof.n_later for proof in found))
