"""What visits reached: the highest level of each household and day, and the forgetting of old attempts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from gisdata.records import AttemptCount, DayPart, Household, Reached, VisitAttempt
from gisdata.store import merges, rests, tables
from gisdata.store.households import HOUSEHOLDS
from gisdata.store.shelf import Row, SaveCounts, chunks, insert_rows
from planner.dues import ATTEMPTS_KEPT_DAYS

LEVELS = tuple(Reached)
"""From the lowest to the highest."""

Key = tuple[str, date]


def save_visits(connection: Connection, records: Iterable[VisitAttempt]) -> SaveCounts:
    """Keep the highest level of each household and day; a completed visit moves the day of the last contact on.

    A wish to be left in peace moves the door's rest. Rows of one call that share a household and day count as one
    each in the counts.
    """
    rows = list(records)
    wanted = highest(rows)
    before = _read_some(connection, {household_id for household_id, _ in wanted})
    new = {key: visit for key, visit in wanted.items() if key not in before}
    better = {key: visit for key, visit in wanted.items() if key in before and _says_more(visit, before[key])}
    insert_rows(connection, tables.visit_attempt, (_row(visit) for _, visit in sorted(new.items())))
    table = tables.visit_attempt
    statement = update(table).where(and_(
        table.c.household_id == bindparam("of"), table.c.visited_on == bindparam("on"))).values(
        reached=bindparam("level"), day_part=bindparam("part"))
    for chunk in chunks(sorted(better.items())):
        connection.execute(statement, [
            {"of": id_, "on": day, "level": visit.reached.value, "part": visit.day_part and visit.day_part.value}
            for (id_, day), visit in chunk])
    _move_contacts(connection, wanted)
    rests.move_rests(connection, rows)
    return SaveCounts(n_new=len(new), n_changed=len(better), n_same=len(rows) - len(new) - len(better))


def read_visits(connection: Connection) -> list[VisitAttempt]:
    """Return the visits by household and day, those of merged households under the one that was kept."""
    kept_of = {merge.gone.household_id: merge.kept.household_id for merge in merges.standing(connection)}
    visits = (_visit(row) for row in connection.execute(select(tables.visit_attempt)))
    found = highest(replace(v, household_id=kept_of.get(v.household_id, v.household_id)) for v in visits)
    return [visit for _, visit in sorted(found.items())]


def forget_attempts(connection: Connection, *, today: date) -> int:
    """Delete the attempts of more than 90 days ago that met nobody, adding them to the counts per cell and week.

    Returns how many rows were deleted.
    """
    table = tables.visit_attempt
    old = and_(table.c.reached == Reached.ATTEMPTED.value,
               table.c.visited_on < today - timedelta(days=ATTEMPTS_KEPT_DAYS))
    rows = connection.execute(
        select(table.c.visited_on, tables.household.c.cell_id)
        .join_from(table, tables.household, table.c.household_id == tables.household.c.household_id, isouter=True)
        .where(old)).all()
    if not rows:
        return 0
    counts = Counter((_iso_week(day), cell_id or "") for day, cell_id in rows)
    for count in read_attempt_counts(connection):
        counts[count.week, count.cell_id] += count.n_attempts
    connection.execute(delete(tables.attempt_count))
    insert_rows(connection, tables.attempt_count, (
        {"week": week, "cell_id": cell_id, "n_attempts": n} for (week, cell_id), n in sorted(counts.items())))
    connection.execute(delete(table).where(old))
    return len(rows)


def read_attempt_counts(connection: Connection) -> list[AttemptCount]:
    """Return the counts of deleted attempts by week and cell."""
    rows = connection.execute(select(tables.attempt_count)).mappings()
    return sorted((AttemptCount(**row) for row in rows), key=lambda count: (count.week, count.cell_id))


def highest(rows: Iterable[VisitAttempt]) -> dict[Key, VisitAttempt]:
    """Return the visit of each household and day that says most: the highest level, its part of the day if told."""
    found: dict[Key, VisitAttempt] = {}
    for row in rows:
        key = (row.household_id, row.visited_on)
        if key not in found or _says_more(row, found[key]):
            found[key] = replace(row, wants_rest=None)
    return found


def _says_more(one: VisitAttempt, other: VisitAttempt) -> bool:
    if one.reached is other.reached:
        return one.day_part is not None and other.day_part is None
    return LEVELS.index(one.reached) > LEVELS.index(other.reached)


def _row(visit: VisitAttempt) -> Row:
    return {"household_id": visit.household_id, "visited_on": visit.visited_on, "reached": visit.reached.value,
            "day_part": visit.day_part and visit.day_part.value}


def _visit(row: Any) -> VisitAttempt:
    return VisitAttempt(household_id=row.household_id, visited_on=row.visited_on, reached=Reached(row.reached),
                        day_part=DayPart(row.day_part) if row.day_part else None)


def _read_some(connection: Connection, household_ids: Iterable[str]) -> dict[Key, VisitAttempt]:
    table = tables.visit_attempt
    found: dict[Key, VisitAttempt] = {}
    for chunk in chunks(sorted(household_ids)):
        rows = connection.execute(select(table).where(table.c.household_id.in_(chunk)))
        found.update(((row.household_id, row.visited_on), _visit(row)) for row in rows)
    return found


def _move_contacts(connection: Connection, visits: Mapping[Key, VisitAttempt]) -> None:
    """Move `last_contact_on` of the register forward to the newest visit that was completed."""
    kept_of = {merge.gone.household_id: merge.kept.household_id for merge in merges.standing(connection)}
    newest: dict[str, date] = {}
    for (id_, day), visit in visits.items():
        if visit.reached in (Reached.COMPLETED, Reached.VERIFIED):
            door = kept_of.get(id_, id_)
            newest[door] = max(day, newest.get(door, day))
    existing = HOUSEHOLDS.read_some(connection, sorted(newest))
    HOUSEHOLDS.put(connection, [
        replace(household, last_contact_on=newest[id_]) for id_, household in sorted(existing.items())
        if _is_later(newest[id_], household)
    ])


def _is_later(day: date, household: Household) -> bool:
    return household.last_contact_on is None or household.last_contact_on < day


def _iso_week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
