"""A plan as it is kept: one team's week, with all that is needed to show it and to make it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gisdata.records.walk import Walk
from planner.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """What became of one due household: `state` is "planned" or "left_out"; `reason` and `sentence` say why not.

    `sentence` is English; `template` and `values_json` let a page say it in another language.
    """

    household_id: str
    address: str
    community: str
    state: str
    reason: str
    sentence: str
    template: str
    values_json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    """One version of one team's week. `problem_gz`, `plan_gz`: the exchange files, gzipped JSON in UTF-8.

    `seconds` is the search budget asked for, `work` the engine's own steps that it bought. `made_at` is UTC.
    `findings` are sentences for the commander (patrols without a shift, estimates, fallbacks); they keep template
    and values (texts and numbers only), so that a page can say them in any language.
    """

    week: str
    team: str
    version: int
    status: str
    made_at: datetime
    engine: str
    seed: int
    seconds: float
    work: int
    prize: int
    travel_s: int
    estimated: bool
    problem_gz: bytes
    plan_gz: bytes
    walks: tuple[Walk, ...]
    due: tuple[DueRow, ...]
    findings: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch:
    """One import: what file, when (UTC), and how many rows were taken, changed and refused."""

    kind: str
    file_name: str
    sha256: str
    imported_at: datetime
    n_rows: int
    n_taken: int
    n_changed: int
    n_refused: int
    crs: str = ""
