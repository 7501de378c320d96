"""What visits reached: the highest level of each household and day, and the forgetting of old attempts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from gisdata.records import AttemptCount, Household, Reached, VisitAttempt
from gisdata.store import merges, tables
from gisdata.store.households import HOUSEHOLDS
from gisdata.store.shelf import SaveCounts, chunks, insert_rows

ATTEMPTS_KEPT_DAYS = 90
"""So long an attempt that met nobody may choose the next hour to call at; then only counts are left (red line 2)."""

LEVELS = tuple(Reached)
"""From the lowest to the highest."""

Key = tuple[str, date]


def save_visits(connection: Connection, records: Iterable[VisitAttempt]) -> SaveCounts:
    """Keep the highest level of each household and day; a completed visit moves the day of the last contact on.

    Rows of one call that share a household and day count as one each in the counts.
    """
    rows = list(records)
    wanted = highest((row.household_id, row.visited_on, row.reached) for row in rows)
    before = _read_some(connection, {household_id for household_id, _ in wanted})
    new = {key: level for key, level in wanted.items() if key not in before}
    higher = {key: level for key, level in wanted.items() if key in before and _is_higher(level, before[key])}
    insert_rows(connection, tables.visit_attempt, (
        {"household_id": id_, "visited_on": day, "reached": level.value} for (id_, day), level in sorted(new.items())))
    table = tables.visit_attempt
    statement = update(table).where(and_(
        table.c.household_id == bindparam("of"), table.c.visited_on == bindparam("on"))).values(
        reached=bindparam("level"))
    for chunk in chunks(sorted(higher.items())):
        connection.execute(statement, [{"of": id_, "on": day, "level": level.value} for (id_, day), level in chunk])
    _move_contacts(connection, wanted)
    return SaveCounts(n_new=len(new), n_changed=len(higher), n_same=len(rows) - len(new) - len(higher))


def read_visits(connection: Connection) -> list[VisitAttempt]:
    """Return the visits by household and day, those of merged households under the one that was kept."""
    kept_of = {merge.gone.household_id: merge.kept.household_id for merge in merges.standing(connection)}
    rows = connection.execute(select(tables.visit_attempt))
    levels = highest((kept_of.get(row.household_id, row.household_id), row.visited_on, Reached(row.reached))
                     for row in rows)
    return [VisitAttempt(household_id=id_, visited_on=day, reached=level)
            for (id_, day), level in sorted(levels.items())]


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


def highest(rows: Iterable[tuple[str, date, Reached]]) -> dict[Key, Reached]:
    """Return the highest level of each household and day."""
    found: dict[Key, Reached] = {}
    for household_id, day, level in rows:
        key = (household_id, day)
        if key not in found or _is_higher(level, found[key]):
            found[key] = level
    return found


def _is_higher(one: Reached, other: Reached) -> bool:
    return LEVELS.index(one) > LEVELS.index(other)


def _read_some(connection: Connection, household_ids: Iterable[str]) -> dict[Key, Reached]:
    table = tables.visit_attempt
    found: dict[Key, Reached] = {}
    for chunk in chunks(sorted(household_ids)):
        rows = connection.execute(select(table).where(table.c.household_id.in_(chunk)))
        found.update(((row.household_id, row.visited_on), Reached(row.reached)) for row in rows)
    return found


def _move_contacts(connection: Connection, levels: Mapping[Key, Reached]) -> None:
    """Move `last_contact_on` of the register forward to the newest visit that was completed."""
    kept_of = {merge.gone.household_id: merge.kept.household_id for merge in merges.standing(connection)}
    newest: dict[str, date] = {}
    for (id_, day), level in levels.items():
        if level in (Reached.COMPLETED, Reached.VERIFIED):
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
