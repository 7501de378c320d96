"""What field reports change about the register: rows that are no dwelling any more, and dwellings that have no row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gisdata.addresses.normalise import normalise
from gisdata.records import DoorReport, Household, ReportKind

OF_A_ROW = (ReportKind.VACANT, ReportKind.DEMOLISHED, ReportKind.DUPLICATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorFacts:
    """What is reported of rows of the register, by household id, and the unlisted dwellings that have no row yet."""

    reported: Mapping[str, ReportKind]
    unlisted: tuple[DoorReport, ...]


def door_facts(households: Sequence[Household], reports: Iterable[DoorReport], *, today: date) -> DoorFacts:
    """Return what the reports up to `today` say of the register.

    Of several reports about one household the newest counts (ties by report id); STANDING takes an earlier one back.
    Of rows that are reported to repeat each other one always stays. An unlisted dwelling is no longer counted once
    the household it names, or its very address, is in the register.
    """
    past = sorted((r for r in reports if r.reported_on <= today), key=lambda r: (r.reported_on, r.report_id))
    if not past:
        return DoorFacts(reported={}, unlisted=())
    known = {household.household_id for household in households}
    newest = {r.household_id: r for r in past if r.kind is not ReportKind.UNLISTED and r.household_id in known}
    told = {id_: report.kind for id_, report in newest.items() if report.kind in OF_A_ROW}
    repeats = {id_: newest[id_].same_as for id_, kind in told.items() if kind is ReportKind.DUPLICATE}
    for id_ in _that_stay(repeats, known):
        del told[id_]
    unlisted = [r for r in past if r.kind is ReportKind.UNLISTED and r.household_id not in known]
    return DoorFacts(reported=told, unlisted=tuple(_without_a_row(unlisted, households)))


def _that_stay(repeats: Mapping[str, str], known: set[str]) -> list[str]:
    """Return the rows that are called duplicates and stay: the other row is gone, or all of the group are called so."""
    group: dict[str, str] = {}

    def root(id_: str) -> str:
        while group.setdefault(id_, id_) != id_:
            id_ = group[id_]
        return id_

    lone = [id_ for id_, other in repeats.items() if other not in known]
    for id_, other in repeats.items():
        if other in known:
            one, two = sorted((root(id_), root(other)))
            group[two] = one
    members: dict[str, list[str]] = {}
    for id_ in sorted(group):
        members.setdefault(root(id_), []).append(id_)
    whole = [rows[0] for rows in members.values() if all(id_ in repeats for id_ in rows)]
    return sorted({*lone, *whole})


def _without_a_row(unlisted: Sequence[DoorReport], households: Sequence[Household]) -> list[DoorReport]:
    """Return the reports whose address is not in the register; a report that names a community is sought there."""
    asked = [report for report in unlisted if report.address]
    if not asked:
        return list(unlisted)
    places = {report.community for report in asked}
    rows = households if "" in places else [row for row in households if row.community in places]
    listed = {normalise(row.address) for row in rows}
    return [report for report in unlisted if not report.address or normalise(report.address) not in listed]
