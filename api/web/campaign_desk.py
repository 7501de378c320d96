"""The campaign as the pages ask for it: solved beside the pages, and kept while what it was made of stays the same."""

from __future__ import annotations

import secrets
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from threading import Lock

from api.errors import WrongUse
from api.usecases.plan_campaign import CampaignAnswer, solve_campaign
from api.usecases.read_campaign import read_campaign
from api.usecases.what_if import Change, Scenario, try_change
from api.workspace import Workspace
from planner.sentence import Sentence, say

PATIENCE_S = 3.0
"""A page waits so long for its figures, then it says what is being done and asks again."""

MOST_KEPT = 50
"""Changes tried, and tickets of pages that never asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a page asks for: the campaign from a Monday on, as the day is, and what becomes of it after a change."""

    monday: date
    today: date
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The answer, the scenario of the campaign as it is, and that of the change or why there is none."""

    answer: CampaignAnswer
    present: Scenario
    tried: Scenario | None = None
    fault: Sentence | None = None


class CampaignDesk:
    """Solves one campaign at a time in a thread of its own. Every page has the register read after it asked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="campaign")
        self._lock = Lock()
        self._jobs: dict[str, tuple[Asked, Future[Made]]] = {}
        self._answer: CampaignAnswer | None = None
        self._tried: dict[tuple[Change, date], Scenario] = {}
        self.step = say("reading the register")

    def ask(self, asked: Asked, *, ticket: str = "", patience_s: float = PATIENCE_S) -> Made | str:
        """Return the figures, or after `patience_s` a ticket with which to ask for the same ones again.

        Raises WrongUse where there can be no campaign yet or any more.
        """
        ticket, job = self._job(asked, ticket)
        if not wait([job], patience_s).done:
            return ticket
        with self._lock:
            self._jobs.pop(ticket, None)
        return job.result()

    def wait_for(self, asked: Asked) -> Made:
        """Return the figures, however long they take. Raises WrongUse as `ask` does."""
        return self._job(asked, "")[1].result()

    def close(self) -> None:
        """Start nothing more; what is being solved is not waited for."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _job(self, asked: Asked, ticket: str) -> tuple[str, Future[Made]]:
        """Return the job of a ticket, one that has not begun to read yet, or a new one."""
        with self._lock:
            mine = self._jobs.get(ticket)
            if mine is not None and mine[0] == asked:
                return ticket, mine[1]
            for name, (what, job) in self._jobs.items():
                if what == asked and not job.running() and not job.done():
                    return name, job
            for name in [name for name, (_, job) in self._jobs.items() if job.done()][:-MOST_KEPT]:
                del self._jobs[name]
            ticket, job = secrets.token_hex(8), self._worker.submit(self._make, asked)
            self._jobs[ticket] = asked, job
            return ticket, job

    def _make(self, asked: Asked) -> Made:
        self.step = say("reading the register")
        read = read_campaign(self._workspace, monday=asked.monday)
        answer = self._answer
        if answer is None or answer.read.key != read.key:
            self._answer, self._tried = None, {}
            answer = self._answer = solve_campaign(read, tell=self._tell)
        present = self._try(answer, Change(), asked.today)
        if asked.change == Change():
            return Made(answer=answer, present=present)
        self._tell(say("planning the calls after the change"))
        try:
            tried = self._try(answer, asked.change, asked.today)
        except WrongUse as error:
            return Made(answer=answer, present=present, fault=error.sentence)
        return Made(answer=answer, present=present, tried=tried)

    def _try(self, answer: CampaignAnswer, change: Change, today: date) -> Scenario:
        if (change, today) not in self._tried:
            if len(self._tried) >= MOST_KEPT:
                self._tried.clear()
            self._tried[change, today] = try_change(answer, change, name="", today=today)
        return self._tried[change, today]

    def _tell(self, sentence: Sentence) -> None:
        self.step = sentence
