"""The register as arrays: what counts of each row, how far visits came there, and the day of the last contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from gisdata.coverage.facts import door_facts
from gisdata.records import DoorReport, Household, Reached, ReportKind, VisitAttempt
from planner.dues import ATTEMPTS_KEPT_DAYS

Ints = npt.NDArray[np.int64]

LEVEL = {level: number for number, level in enumerate(Reached, start=1)}
"""1 attempted .. 4 verified; 0 stands for a household nobody called at in the campaign."""

NO_DAY = -1
NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """One entry per household in the order of the register, and one per report of unlisted dwellings.

    `counted` is False for demolished and duplicate rows. Days are proleptic ordinals, NO_DAY for never: `contact_day`
    is the last contact, `reached_day` the first one since the campaign began (`since`) on which a visit was completed.
    """

    today: date
    since: date
    lon_deg: npt.NDArray[np.float64]
    lat_deg: npt.NDArray[np.float64]
    communities: tuple[str, ...]
    community: Ints
    counted: npt.NDArray[np.bool_]
    demolished: npt.NDArray[np.bool_]
    vacant: npt.NDArray[np.bool_]
    level: Ints
    contact_day: Ints
    reached_day: Ints
    unlisted: tuple[DoorReport, ...]

    @property
    def n_rows(self) -> int:
        """Rows of the register."""
        return len(self.counted)

    def take(self, rows: Ints, reports: Ints) -> Frame:
        """Return the rows and reports with these indices, in this order; an index may come more than once."""
        return replace(
            self, lon_deg=self.lon_deg[rows], lat_deg=self.lat_deg[rows], community=self.community[rows],
            counted=self.counted[rows], demolished=self.demolished[rows], vacant=self.vacant[rows],
            level=self.level[rows], contact_day=self.contact_day[rows],
            reached_day=self.reached_day[rows],
            unlisted=tuple(self.unlisted[i] for i in reports.tolist()),
        )


def frame_of(
    households: Sequence[Household], *, today: date, since: date, reports: Iterable[DoorReport] = (),
    visits: Iterable[VisitAttempt] = (),
) -> Frame:
    """Return the register as arrays, with what reports and visits up to `today` say of it.

    A row is completed when the register's last contact lies in [since, today], both ends included, or a visit of
    these days says so. What is dated after `today` has not happened yet.
    """
    facts = door_facts(households, reports, today=today)
    index = {household.household_id: i for i, household in enumerate(households)}
    names = {household.community for household in households} | {report.community for report in facts.unlisted}
    communities = tuple(sorted(names))
    number = {name: i for i, name in enumerate(communities)}
    contact_day = _contact_days(households, today)
    level = np.where(contact_day >= since.toordinal(), LEVEL[Reached.COMPLETED], 0)
    reached_day = np.where(contact_day >= since.toordinal(), contact_day, NO_DAY)
    _add_visits(visits, index, level, contact_day, reached_day, span=(since, today))
    demolished, duplicate, vacant = (
        _flags(len(households), (index[id_] for id_, told in facts.reported.items() if told is kind))
        for kind in (ReportKind.DEMOLISHED, ReportKind.DUPLICATE, ReportKind.VACANT))
    return Frame(
        today=today, since=since,
        lon_deg=np.array([np.nan if h.lon_deg is None else h.lon_deg for h in households], dtype=np.float64),
        lat_deg=np.array([np.nan if h.lat_deg is None else h.lat_deg for h in households], dtype=np.float64),
        communities=communities,
        community=np.array([number[h.community] for h in households], dtype=np.int64),
        counted=~(demolished | duplicate), demolished=demolished, vacant=vacant, level=level,
        contact_day=contact_day, reached_day=reached_day, unlisted=facts.unlisted,
    )


def _contact_days(households: Sequence[Household], today: date) -> Ints:
    """Return the ordinal of each last contact up to `today`; each different day is converted once."""
    ordinal = {day: day.toordinal() if day is not None and day <= today else NO_DAY
               for day in {household.last_contact_on for household in households}}
    return np.array([ordinal[household.last_contact_on] for household in households], dtype=np.int64)


def _add_visits(
    visits: Iterable[VisitAttempt], index: dict[str, int], level: Ints, contact_day: Ints, reached_day: Ints, *,
    span: tuple[date, date],
) -> None:
    """Raise levels and days by the visits up to the end of the span; levels by those inside it only."""
    since, today = (day.toordinal() for day in span)
    forgotten = (span[1] - timedelta(days=ATTEMPTS_KEPT_DAYS)).toordinal()   # deleted or not yet
    rows = [(at, visit.visited_on.toordinal(), LEVEL[visit.reached])
            for visit in visits if (at := index.get(visit.household_id)) is not None]
    if not rows:
        return
    at_, day, reached = np.array(rows, dtype=np.int64).T
    happened = (day <= today) & ((reached > LEVEL[Reached.ATTEMPTED]) | (day >= forgotten))
    inside = happened & (day >= since)
    np.maximum.at(level, at_[inside], reached[inside])
    met = happened & (reached >= LEVEL[Reached.CONTACTED])
    np.maximum.at(contact_day, at_[met], day[met])
    done = inside & (reached >= LEVEL[Reached.COMPLETED])
    first = np.where(reached_day == NO_DAY, NEVER, reached_day)
    np.minimum.at(first, at_[done], day[done])
    reached_day[:] = np.where(first == NEVER, NO_DAY, first)


def _flags(n: int, where: Iterable[int]) -> npt.NDArray[np.bool_]:
    flags = np.zeros(n, dtype=np.bool_)
    flags[list(where)] = True
    return flags
