"""What field reports change about the register: rows that are no dwelling any more, and dwellings that have no row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gisdata.addresses.normalise import normalise
from gisdata.addresses.numerals import SIGNS
from gisdata.records import DoorReport, Household, ReportKind

DIGITS = re.compile("[0-9]+")
IN_WORDS = re.compile(f"[{SIGNS}]")
"""Numerals in words, which `normalise` turns into digits."""

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
    """Return the reports whose address is not in the register; a report that names a community is sought there.

    Only rows with the same digits are brought into one spelling and compared, because that takes forty times as long;
    rows with numerals in words have other digits afterwards, so all of them are.
    """
    asked = {report.report_id: normalise(report.address) for report in unlisted if report.address}
    if not asked:
        return list(unlisted)
    places = {report.community for report in unlisted if report.address}
    wanted = {_digits(text) for text in asked.values()}
    listed: dict[str, set[str]] = {}
    for row in households:
        if ("" in places or row.community in places) and _may_be_one_of(row.address, wanted):
            listed.setdefault(normalise(row.address), set()).add(row.community)
    return [report for report in unlisted if not _is_listed(report.community, asked.get(report.report_id), listed)]


def _is_listed(community: str, address: str | None, listed: Mapping[str, set[str]]) -> bool:
    if address is None or address not in listed:
        return False
    return community in ("", *listed[address])


def _may_be_one_of(address: str, digits: set[str]) -> bool:
    return _digits(unicodedata.normalize("NFKC", address)) in digits or IN_WORDS.search(address) is not None


def _digits(text: str) -> str:
    return "".join(DIGITS.findall(text))
