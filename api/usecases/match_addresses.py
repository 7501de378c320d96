"""Place the addresses of a file by what the workspace knows, one row out for each row in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from api.errors import WrongUse
from api.usecases.address_ground import known_ground
from api.workspace import Workspace
from gisdata.addresses import Answer, Answers, as_decided, decision_key
from gisdata.addresses.spans import read_spans
from gisdata.addresses.spans.several import second_address
from gisdata.read.address_file import AddressTable, read_address_table
from gisdata.records import AddressDecision, Household, Located
from gisdata.write.csv_file import write_csv

COLUMNS = ("lon", "lat", "level", "confidence", "candidates")
REVIEW = "review"
"""The level of a row that a person must settle; it has no point."""

NOT_EXISTING = "not_existing"
"""The level of a row whose door was found not to exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """How many rows were answered, by level."""

    n_rows: int
    by_level: dict[str, int]


def match_addresses(workspace: Workspace, file: Path, out: Path) -> Matched:
    """Write every row of FILE with the point, level, confidence and candidates of its address, in the order given.

    Points are WGS-84. Rows that a person must settle have the level "review", no point and confidence 0. Raises
    WrongUse when OUT would overwrite FILE.
    """
    if file.resolve() == out.resolve():
        raise WrongUse("{file} would be overwritten; give another name with -o", file=file.name)
    table = read_address_table(file)
    with workspace.open_store() as store, store.reading() as reading:
        answers = Answers(known_ground(workspace, reading))
        decided = {decision.decision_key: decision for decision in reading.address_decisions()}
    told = [_cells(answers, decided, *row) for row in zip(table.addresses, table.communities, strict=True)]
    write_csv((*_kept(table), *COLUMNS),
              [(*cells, *answer) for cells, answer in zip(table.rows, told, strict=True)], out)
    return Matched(n_rows=len(told), by_level=dict(Counter(level for _, _, level, _, _ in told)))


def _kept(table: AddressTable) -> tuple[str, ...]:
    """Return the header of the file; a column that has the name of one of ours is told apart."""
    return tuple(f"{name}_given" if name.strip().lower() in COLUMNS else name for name in table.header)


def _cells(
    answers: Answers, decided: dict[str, AddressDecision], address: str, community: str
) -> tuple[str, str, str, str, str]:
    decision = decided.get(decision_key(address, community))
    if decision is not None:
        door = as_decided(Household(household_id="", address=address, community=community), decision)
        answer = Answer(lon_deg=door.lon_deg, lat_deg=door.lat_deg, located=door.located)
        return _row(answer, answer.located.value if decision.exists else NOT_EXISTING)
    answer = answers.to(address, community)
    two = second_address(address, read_spans(address)) is not None
    if two or answer.located is Located.NOWHERE:
        return _row(Answer(candidates=answer.candidates), REVIEW)
    return _row(answer, answer.located.value)


def _row(answer: Answer, level: str) -> tuple[str, str, str, str, str]:
    point = ("", "") if answer.lon_deg is None else (f"{answer.lon_deg:.7f}", f"{answer.lat_deg:.7f}")
    candidates = "; ".join(f"{id_} {text}" for id_, text in answer.candidates)
    return *point, level, f"{answer.confidence:.2f}", candidates
