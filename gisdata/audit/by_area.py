"""The audit of all cells, all communities and the station out of one reading of the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gisdata.addresses import parse
from gisdata.audit.duplicates import DuplicateGroup, find_duplicates
from gisdata.audit.dwellings import UNSAID, Floats, Stock, stock_of
from gisdata.audit.estimate import AuditRow, Evidence, audit_row
from gisdata.audit.rooms import rooms_of_units
from gisdata.audit.yardstick import Yardstick, dwellings_of, yardsticks
from gisdata.cells import cell_of_points
from gisdata.coverage.by_area import cell_numbers
from gisdata.coverage.frame import Frame, Ints
from gisdata.records import Building, Cell, Household

THIN_SHARE = 0.5
"""A building is thin when it has less than half of what nine of ten buildings of its kind and size have; below all
of it lies one of ten by its nature."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ledger:
    """Everything the audit counts, one entry per row, unit or building, before it is summed up by area."""

    frame: Frame
    stock: Stock
    yardsticks: Mapping[int, Yardstick]
    duplicates: tuple[DuplicateGroup, ...]
    suspected: Ints
    rooms: Ints
    in_pattern: Ints
    thin: npt.NDArray[np.bool_]
    thin_middle: Floats
    thin_high: Floats
    stock_low: Floats
    stock_high: Floats

    @property
    def gaps_per_row(self) -> float:
        """Empty rooms for each row in a unit that shows a pattern, in the whole station: how leaky the register is."""
        n_seen = int(self.in_pattern.sum())
        return float(self.rooms.sum()) / n_seen if n_seen else 0.0


def ledger_of(
    households: Sequence[Household], buildings: Sequence[Building], frame: Frame, apart: Iterable[tuple[str, str]] = (),
) -> Ledger:
    """Return what speaks for and against the register; `frame` is that of the households, `apart` no duplicates."""
    parts = [parse(household.address) for household in households]
    counted = np.flatnonzero(frame.counted).tolist()
    standing, their_parts = [households[i] for i in counted], [parts[i] for i in counted]
    groups = find_duplicates(standing, their_parts, apart)
    at = {household.household_id: i for i, household in enumerate(households)}
    suspected = _suspected(groups, at, len(households))
    rooms = np.zeros(len(households), dtype=np.int64)
    in_pattern = np.zeros(len(households), dtype=np.int64)
    for unit in rooms_of_units(standing, their_parts):
        rooms[counted[unit.row]] += unit.n_empty
        in_pattern[counted[unit.row]] += unit.n_seen
    stock = stock_of(buildings, frame)
    rooms_there = _rooms_of_buildings(stock, rooms)
    sticks = yardsticks(stock, rooms_there)
    low, middle, high = dwellings_of(stock, sticks)
    lived = (stock.kind != UNSAID) | (stock.n_rows > 0)
    known = stock.n_rows + rooms_there
    thin = lived & (known < THIN_SHARE * low)
    return Ledger(
        frame=frame, stock=stock, yardsticks=sticks, duplicates=tuple(groups), suspected=suspected, rooms=rooms,
        in_pattern=in_pattern,
        thin=thin, thin_middle=np.where(thin, middle - known, 0.0), thin_high=np.where(thin, high - known, 0.0),
        stock_low=np.where(lived, low, 0.0), stock_high=np.where(lived, high, 0.0),
    )


def audit_by_cell(ledger: Ledger, cells: Sequence[Cell]) -> list[AuditRow]:
    """Return one row per cell in the order of `cells`, then one of what lies in no cell when there is any."""
    of_rows, of_reports = cell_numbers(ledger.frame, cells)
    number: dict[str | None, int] = {cell.cell_id: i for i, cell in enumerate(cells)}
    number[None] = len(cells)
    found = cell_of_points(ledger.stock.lon_deg, ledger.stock.lat_deg, cells)
    of_buildings = np.array([number[cell_id] for cell_id in found], dtype=np.int64)
    evidence = _sum_up(ledger, of_rows, of_reports, of_buildings, len(cells) + 1)
    rows = [audit_row(one, area=cell.cell_id, name=cell.name)
            for cell, one in zip(cells, evidence, strict=False)]
    outside = evidence[-1]
    if outside.n_registered or outside.n_unlisted or outside.n_thin_buildings:
        rows.append(audit_row(outside, area=None, name=""))
    return rows


def audit_by_community(ledger: Ledger) -> list[AuditRow]:
    """Return one row per community by name; a building belongs to the community of the nearest household."""
    frame = ledger.frame
    number = {name: i for i, name in enumerate(frame.communities)}
    of_reports = np.array([number[report.community] for report in frame.unlisted], dtype=np.int64)
    n = len(frame.communities)
    near = ledger.stock.near_row
    of_buildings = np.where(near >= 0, frame.community[near], n) if frame.n_rows else np.full(len(near), n)
    evidence = _sum_up(ledger, frame.community, of_reports, of_buildings, n + 1)
    return [audit_row(one, area=name, name=name) for name, one in zip(frame.communities, evidence, strict=False)]


def audit_of_station(ledger: Ledger) -> AuditRow:
    """Return the row of the whole station."""
    frame = ledger.frame
    lengths = (frame.n_rows, len(frame.unlisted), len(ledger.stock.kind))
    rows, reports, buildings = (np.zeros(n, dtype=np.int64) for n in lengths)
    return audit_row(_sum_up(ledger, rows, reports, buildings, 1)[0], area="", name="")


def _suspected(groups: Sequence[DuplicateGroup], at: Mapping[str, int], n_rows: int) -> Ints:
    """Mark every row of a group but its first; a row in two groups is marked once."""
    marked = np.zeros(n_rows, dtype=np.int64)
    for group in groups:
        for household_id in group.household_ids[1:]:
            marked[at[household_id]] = 1
    return marked


def _rooms_of_buildings(stock: Stock, rooms: Ints) -> Ints:
    """Return the empty rooms of each building: those of the units whose rows stand in it."""
    inside = stock.building_of_row >= 0
    found = np.bincount(stock.building_of_row[inside], weights=rooms[inside], minlength=len(stock.kind))
    return found.astype(np.int64)


def _sum_up(ledger: Ledger, of_rows: Ints, of_reports: Ints, of_buildings: Ints, n: int) -> list[Evidence]:
    frame, stock = ledger.frame, ledger.stock

    def of(group: Ints, weights: npt.ArrayLike) -> Floats:
        return np.bincount(group, weights=weights, minlength=n).astype(np.float64)

    dwellings = np.array([report.dwellings for report in frame.unlisted], dtype=np.int64)
    counts = [of(of_rows, np.ones(len(of_rows))), of(of_rows, frame.counted), of(of_rows, frame.vacant),
              of(of_rows, ledger.suspected), of(of_reports, dwellings), of(of_rows, ledger.rooms),
              of(of_buildings, ledger.thin)]
    unseen = (counts[1] - of(of_rows, ledger.in_pattern)).clip(0) * ledger.gaps_per_row
    measured = [of(of_buildings, part) for part in (
        ledger.thin_middle, ledger.thin_high, ledger.stock_low, ledger.stock_high)]
    has_stock = of(of_buildings, np.ones(len(stock.kind))) > 0
    made = []
    for i in range(n):
        registered, standing, vacant, suspected, unlisted, rooms, n_thin = (int(column[i]) for column in counts)
        middle, high, stock_low, stock_high = (float(column[i]) for column in measured)
        made.append(Evidence(
            n_registered=registered, n_standing=standing, n_vacant=vacant, n_suspected=suspected, n_unlisted=unlisted,
            n_rooms=rooms, unseen=float(unseen[i]), n_thin_buildings=n_thin, thin_middle=middle, thin_high=high,
            stock_low=stock_low if has_stock[i] else None, stock_high=stock_high if has_stock[i] else None))
    return made
