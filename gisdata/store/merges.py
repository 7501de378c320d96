"""Households that are one by a person's decision: the decision, what both rows said, and the way back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from gisdata.errors import Conflict, NotFound
from gisdata.records import Dwelling, Household, Located, Merge, Slot
from gisdata.records.doors import joined
from gisdata.store import tables
from gisdata.store.moments import from_utc_column, to_utc_column
from gisdata.store.shelf import Shelf

DAYS = ("last_contact_on", "must_visit_by")


def standing(connection: Connection) -> list[Merge]:
    """Return the merges that stand, oldest first."""
    return [merge for merge in read_merges(connection) if merge.undone_at is None]


def read_merges(connection: Connection) -> list[Merge]:
    """Return all merges, those undone too, oldest first."""
    table = tables.household_merge
    return [_merge(row) for row in connection.execute(select(table).order_by(table.c.merge_id)).mappings()]


def merge_households(
    connection: Connection, shelf: Shelf[Household], *, kept_id: str, gone_id: str, at: datetime
) -> Household:
    """Take the row `gone_id` out of the register and return the kept row with what both knew; see `joined`.

    Raises NotFound when one is not in the register, Conflict for a row with itself and for a row that has taken
    in another (then the other way round is right: it stays, and takes this one in too).
    """
    if kept_id == gone_id:
        raise Conflict("household {household} cannot be merged with itself", household=kept_id)
    found = shelf.read_some(connection, [kept_id, gone_id])
    for id_ in (kept_id, gone_id):
        if id_ not in found:
            raise NotFound("household {household} is not in the register", household=id_)
    if any(merge.kept.household_id == gone_id for merge in standing(connection)):
        raise Conflict("household {gone} has taken another row in; keep it and merge {kept} into it", gone=gone_id,
                       kept=kept_id)
    both = joined(found[kept_id], found[gone_id])
    # a row that takes in a second one is remembered as it was before the first, or undoing both would mix them
    own = next((m.kept for m in standing(connection) if m.kept.household_id == kept_id), found[kept_id])
    table = tables.household
    connection.execute(delete(tables.review_item).where(tables.review_item.c.household_id == gone_id))
    connection.execute(delete(table).where(table.c.household_id == gone_id))
    shelf.put(connection, [both])
    connection.execute(insert(tables.household_merge).values(
        kept_id=kept_id, gone_id=gone_id, merged_at_utc=to_utc_column(at), undone_at_utc=None,
        kept_json=_to_json(own), gone_json=_to_json(found[gone_id])))
    return both


def undo_merge(connection: Connection, shelf: Shelf[Household], *, gone_id: str, at: datetime) -> Household:
    """Put the row back that a merge took out, and return it; the kept row gets its own days back.

    A contact of the kept row after the merge stays. The row comes back without a cell. Raises NotFound when there
    is no such merge.
    """
    merge = next((m for m in standing(connection) if m.gone.household_id == gone_id), None)
    if merge is None:
        raise NotFound("no household {household} has been merged into another", household=gone_id)
    kept_id = merge.kept.household_id
    others = [m.gone for m in standing(connection)
              if m.kept.household_id == kept_id and m.gone.household_id != gone_id]
    now = shelf.read_some(connection, [kept_id])[kept_id]
    own = replace(merge.kept, lon_deg=now.lon_deg, lat_deg=now.lat_deg, located=now.located, cell_id=now.cell_id)
    for other in others:
        own = joined(own, other)
    before = joined(own, merge.gone).last_contact_on
    if now.last_contact_on is not None and (before is None or now.last_contact_on > before):
        own = replace(own, last_contact_on=now.last_contact_on)
    back = replace(merge.gone, cell_id=None)
    shelf.put(connection, [own, back])
    table = tables.household_merge
    connection.execute(update(table).where(table.c.gone_id == gone_id, table.c.undone_at_utc.is_(None)).values(
        undone_at_utc=to_utc_column(at)))
    return back


def through_merges(
    connection: Connection, shelf: Shelf[Household], wanted: Mapping[str, Household]
) -> dict[str, Household]:
    """Return the rows to save when rows of merged households come again in a file: a gone row enters the kept one.

    What both rows say now is kept with the merge, so that undoing it gives the newest rows back.
    """
    rest = dict(wanted)
    for merge in standing(connection):
        kept_id, gone_id = merge.kept.household_id, merge.gone.household_id
        gone = rest.pop(gone_id, None)
        kept = wanted.get(kept_id)
        if gone is None and kept is None:
            continue
        table = tables.household_merge
        connection.execute(update(table).where(table.c.gone_id == gone_id, table.c.undone_at_utc.is_(None)).values(
            gone_json=_to_json(gone or merge.gone), kept_json=_to_json(kept or merge.kept)))
        base = rest.get(kept_id) or shelf.read_some(connection, [kept_id])[kept_id]
        rest[kept_id] = joined(base, gone or merge.gone)
    return rest


def _merge(row: RowMapping) -> Merge:
    undone = row["undone_at_utc"]
    return Merge(
        kept=_from_json(row["kept_json"]), gone=_from_json(row["gone_json"]),
        merged_at=from_utc_column(row["merged_at_utc"]),
        undone_at=None if undone is None else from_utc_column(undone),
    )


def _to_json(record: Household) -> str:
    return json.dumps({name: getattr(record, name) for name in Household.__dataclass_fields__}, default=str,
                      ensure_ascii=False)


def _from_json(text: str) -> Household:
    values: dict[str, Any] = json.loads(text)
    for day in DAYS:
        values[day] = None if values[day] is None else date.fromisoformat(values[day])
    return Household(**{**values, "dwelling": Dwelling(values["dwelling"]), "located": Located(values["located"]),
                        "slot": Slot(values["slot"])})
