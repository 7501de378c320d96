"""Place the addresses of a file by what the workspace knows, one row out for each row in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.errors import WrongUse
from api.usecases.address_ground import known_ground
from api.usecases.online_geocoder import OnlineGeocoder, nearest_within, note_leaving
from api.workspace import Workspace
from gisdata.addresses import Answer, Answers, as_decided, decision_key
from gisdata.addresses.spans import read_spans
from gisdata.addresses.spans.several import second_address
from gisdata.read.address_file import AddressTable, read_address_table
from gisdata.records import AddressDecision, AddressPoint, Household, Located
from gisdata.write.csv_file import write_csv
from planner.sentence import Sentence, say

COLUMNS = ("lon", "lat", "level", "confidence", "candidates")
REVIEW = "review"
"""The level of a row that a person must settle; it has no point."""

ONLINE = "online"
"""The level of a row that a geocoder on the network puts beside a candidate; the point is the candidate's."""

ONLINE_CONFIDENCE = 0.5
"""Not measured, because tests ask nobody on the network: below every level that is."""

NOT_EXISTING = "not_existing"
"""The level of a row whose door was found not to exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """How many rows were answered, by level, and how many addresses left the station for that."""

    n_rows: int
    by_level: dict[str, int]
    n_sent: int = 0


Row = tuple[str, str, str, str, str]
Tell = Callable[[Sentence], None]


def match_addresses(
    workspace: Workspace, file: Path, out: Path, *, online: OnlineGeocoder | None = None, tell: Tell = lambda _: None,
) -> Matched:
    """Write every row of FILE with the point, level, confidence and candidates of its address, in the order given.

    Points are WGS-84. Rows that a person must settle have the level "review", no point and confidence 0. With
    `online` each of these is asked for on the network, which `tell` hears first: an answer near a candidate makes the
    level "online", any other one stands among the candidates. Raises WrongUse when OUT would overwrite FILE.
    """
    if file.resolve() == out.resolve():
        raise WrongUse("{file} would be overwritten; give another name with -o", file=file.name)
    table = read_address_table(file)
    with workspace.open_store() as store, store.reading() as reading:
        answers = Answers(known_ground(workspace, reading))
        decided = {decision.decision_key: decision for decision in reading.address_decisions()}
        points = {point.address_id: point for point in reading.address_points()} if online is not None else {}
    rows = list(zip(table.addresses, table.communities, strict=True))
    told = [_cells(answers, decided, *row) for row in rows]
    unsure = [i for i, row in enumerate(told) if row[2] == REVIEW and table.addresses[i].strip()]
    if online is not None and unsure:
        host = workspace.settings.online.host
        tell(say("{n} addresses leave this station for {host}", n=len(unsure), host=host))
        note_leaving(workspace.settings.online, len(unsure))
        for i in unsure:
            plates = [points[id_] for id_, _ in answers.to(*rows[i]).candidates]
            told[i] = _asked(told[i], online.place(table.addresses[i]), plates)
    write_csv((*_kept(table), *COLUMNS),
              [(*cells, *answer) for cells, answer in zip(table.rows, told, strict=True)], out)
    return Matched(n_rows=len(told), by_level=dict(Counter(level for _, _, level, _, _ in told)),
                   n_sent=len(unsure) if online is not None else 0)


def _kept(table: AddressTable) -> tuple[str, ...]:
    """Return the header of the file; a column that has the name of one of ours is told apart."""
    return tuple(f"{name}_given" if name.strip().lower() in COLUMNS else name for name in table.header)


def _cells(
    answers: Answers, decided: dict[str, AddressDecision], address: str, community: str
) -> Row:
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


def _row(answer: Answer, level: str) -> Row:
    point = ("", "") if answer.lon_deg is None else (f"{answer.lon_deg:.7f}", f"{answer.lat_deg:.7f}")
    candidates = "; ".join(f"{id_} {text}" for id_, text in answer.candidates)
    return *point, level, f"{answer.confidence:.2f}", candidates


def _asked(row: Row, found: tuple[float, float] | None, candidates: Sequence[AddressPoint]) -> Row:
    """Return the row with what the network said of it; the network alone never gives a point."""
    if found is None:
        return row
    plate = nearest_within(found, candidates)
    if plate is not None:
        return f"{plate.lon_deg:.7f}", f"{plate.lat_deg:.7f}", ONLINE, f"{ONLINE_CONFIDENCE:.2f}", row[4]
    hint = f"{ONLINE} {found[0]:.7f} {found[1]:.7f}"
    return *row[:4], f"{row[4]}; {hint}" if row[4] else hint
