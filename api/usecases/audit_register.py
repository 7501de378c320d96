"""The audit of the denominator, and the decisions about rows that may be one household."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from api.usecases.locate import put_into_cells
from api.workspace import Workspace
from gisdata.audit import (
    AuditRow,
    DuplicateGroup,
    Ledger,
    Yardstick,
    audit_by_cell,
    audit_by_community,
    audit_of_station,
    ledger_of,
    worst_first,
)
from gisdata.audit.dwellings import BLOCK, HOUSE
from gisdata.coverage import K_LEAST, coverage_by_cell, coverage_of_station, frame_of, merge_small
from gisdata.errors import NotFound
from gisdata.records import Cell, Household, Merge
from gisdata.store import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditView:
    """The audit of the station, its cells and communities; `worst` are the cells that disagree, worst first.

    `duplicates` are groups of rows that may be one household. `houses`, `blocks`: the yardsticks. `n_reached`:
    households reached in the campaign.
    """

    station: AuditRow
    cells: tuple[AuditRow, ...]
    communities: tuple[AuditRow, ...]
    worst: tuple[AuditRow, ...]
    duplicates: tuple[DuplicateGroup, ...]
    houses: Yardstick
    blocks: Yardstick
    n_reached: int

    @property
    def share_reached(self) -> tuple[float | None, float | None]:
        """Reached / high and reached / low of the station: between which the true coverage lies; None without doors."""
        least, most = (None if n <= 0 else min(1.0, self.n_reached / n) for n in (self.station.high, self.station.low))
        return least, most


def view_audit(reading: Reading, *, today: date, since: date) -> AuditView:
    """Return the audit. Raises NotFound when there is neither a register nor a building to audit."""
    return _view(read_ledger(reading, today=today, since=since), reading.cells())


def audit_workspace(workspace: Workspace, *, today: date) -> AuditView:
    """Return the audit of a workspace. Raises NotFound as `view_audit`."""
    with workspace.open_store() as store, store.reading() as reading:
        return view_audit(reading, today=today, since=workspace.settings.campaign.start)


def _view(ledger: Ledger, cells: Sequence[Cell]) -> AuditView:
    if not ledger.frame.n_rows and not len(ledger.stock.kind):
        raise NotFound("there is nothing to audit yet; import households and streets first")
    rows = audit_by_cell(ledger, cells)
    return AuditView(
        station=audit_of_station(ledger), cells=tuple(rows), communities=tuple(audit_by_community(ledger)),
        worst=tuple(worst_first([row for row in rows if row.area is not None])), duplicates=ledger.duplicates,
        houses=ledger.yardsticks[HOUSE], blocks=ledger.yardsticks[BLOCK],
        n_reached=coverage_of_station(ledger.frame).n_reached,
    )


def read_ledger(reading: Reading, *, today: date, since: date) -> Ledger:
    """Return everything the audit counts."""
    households = reading.households()
    frame = frame_of(households, today=today, since=since, reports=reading.door_reports(), visits=reading.visits())
    return ledger_of(households, reading.buildings(), frame, reading.households_apart())


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalystAudit:
    """What an analyst may see of the audit: the station (None under ten households), its cells, the worst of them.

    `n_hidden`: cells that disagree and are too small, or would give away one that is. `cells`: all that may be shown.
    """

    station: AuditRow | None
    cells: tuple[AuditRow, ...]
    worst: tuple[AuditRow, ...]
    n_hidden: int
    share_reached: tuple[float | None, float | None]


def audit_for_analyst(reading: Reading, *, today: date, since: date) -> AnalystAudit:
    """Return the audit without any cell that the coverage hides from an analyst, so that the two views tell no more.

    Cells whose counted, listed or least number is under ten are hidden too. Raises NotFound as `view_audit`.
    """
    ledger, all_cells = read_ledger(reading, today=today, since=since), reading.cells()
    view = _view(ledger, all_cells)
    coverage = merge_small(coverage_by_cell(ledger.frame, all_cells))
    cells = tuple(row for row in view.cells if row.area not in {*coverage.hidden, None} and _is_large(row))
    shown = tuple(worst_first(list(cells)))
    station = view.station if _is_large(view.station) else None
    return AnalystAudit(station=station, cells=cells, worst=shown, n_hidden=len(view.worst) - len(shown),
                        share_reached=view.share_reached)


def _is_large(row: AuditRow) -> bool:
    return min(row.evidence.n_registered, row.evidence.n_standing, row.low) >= K_LEAST


def merge_rows(workspace: Workspace, *, kept_id: str, gone_id: str, at: datetime) -> Household:
    """Make two rows of the register one household by a person's decision, and return it.

    The dates of both stay; the decision is kept and can be undone. Raises NotFound, Conflict.
    """
    with workspace.open_store() as store, store.writing() as writing:
        return writing.merge_households(kept_id=kept_id, gone_id=gone_id, at=at)


def undo_merge(workspace: Workspace, *, gone_id: str, at: datetime) -> Household:
    """Put the row back that a merge took out, into its cell again, and return it. Raises NotFound."""
    with workspace.open_store() as store, store.writing() as writing:
        back = writing.undo_merge(gone_id=gone_id, at=at)
        put_into_cells(writing)
        return back


def read_merges(workspace: Workspace) -> list[Merge]:
    """Return all decisions, those undone too, oldest first."""
    with workspace.open_store() as store, store.reading() as reading:
        return reading.merges()


def keep_apart(workspace: Workspace, one_id: str, other_id: str, *, at: datetime) -> None:
    """Remember that two rows are two households: they are not told as duplicates again. Raises NotFound, Conflict."""
    with workspace.open_store() as store, store.writing() as writing:
        writing.keep_apart(one_id, other_id, at=at)


def forget_apart(workspace: Workspace, one_id: str, other_id: str) -> None:
    """Take that back. Raises NotFound when it was not said of these two."""
    with workspace.open_store() as store, store.writing() as writing:
        writing.forget_apart(one_id, other_id)
