"""How far a search is, in words: each thing once, since a search reports far more often than anybody reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.sentence import Sentence, say
from planner.week import Progress

COMPILING = say("compiling the search, once for this installation (about half a minute)")
NOT_KEPT = say("the compiled search cannot be kept on disk, so that each run compiles it again: let NUMBA_CACHE_DIR "
               "name a folder that can be written")


@dataclass(slots=True)
class ProgressWords:
    """Turns the progress of one search into sentences that were not said before."""

    _last: Sentence | None = None
    _said_not_kept: bool = field(default=False)

    def new(self, progress: Progress) -> Iterator[Sentence]:
        """Yield what is to be said now."""
        now = COMPILING if progress.is_compiling else say(
            "{visits} visits planned, {patrols} patrols, {seconds} s of search", visits=progress.n_visits,
            patrols=progress.n_patrols, seconds=round(progress.cpu_s))
        if now != self._last:
            self._last = now
            yield now
        if not progress.is_kept and not self._said_not_kept:
            self._said_not_kept = True
            yield NOT_KEPT
