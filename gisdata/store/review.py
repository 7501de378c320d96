"""The review of addresses: what waits for a person, what was set aside, what was placed by a conclusion."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, FromClause, RowMapping, Select, delete, func, select, tuple_, update

from gisdata.errors import NotFound
from gisdata.records import UNSURE, Household, Located, ReviewFilter, ReviewItem, ReviewRow, ReviewState
from gisdata.store import tables
from gisdata.store.households import HOUSEHOLDS, household_of, require_known
from gisdata.store.shelf import Row, Shelf, chunks

_HOUSEHOLD, _ITEM = tables.household, tables.review_item
_JOINED: FromClause = _HOUSEHOLD.outerjoin(_ITEM, _ITEM.c.household_id == _HOUSEHOLD.c.household_id)
_ORDER = (_HOUSEHOLD.c.address, _HOUSEHOLD.c.household_id)
"""By address, so that the doors of a street follow one another."""


def replace_review_items(connection: Connection, items: Iterable[ReviewItem]) -> None:
    """Make `items` the review list; one that was set aside stays so while its address is the same.

    Raises NotFound when a household of it is not in the register.
    """
    wanted = REVIEW_ITEMS.by_id(items)
    require_known(wanted, HOUSEHOLDS.read_some(connection, wanted))
    aside = {row.household_id: row.address for row in connection.execute(select(_ITEM).where(_ITEM.c.set_aside))}
    connection.execute(delete(_ITEM))
    REVIEW_ITEMS.add(connection, (
        replace(item, set_aside=item.set_aside or aside.get(id_) == item.address) for id_, item in wanted.items()))


def save_review_items(connection: Connection, items: Iterable[ReviewItem]) -> None:
    """Add items to the review list, or replace those of the same households. Raises NotFound as the above."""
    wanted = REVIEW_ITEMS.by_id(items)
    require_known(wanted, HOUSEHOLDS.read_some(connection, wanted))
    REVIEW_ITEMS.put(connection, wanted.values())


def drop_review_items(connection: Connection, household_ids: Iterable[str]) -> None:
    """Take households off the review list; those that are not on it are passed over."""
    for chunk in chunks(household_ids):
        connection.execute(delete(_ITEM).where(_ITEM.c.household_id.in_(chunk)))


def set_aside(connection: Connection, household_id: str, *, later: bool) -> None:
    """Leave an item for later, or take it up again. Raises NotFound when the household is not on the list."""
    done = connection.execute(update(_ITEM).where(_ITEM.c.household_id == household_id).values(set_aside=later))
    if not done.rowcount:
        raise NotFound("household {household} is not in the review list", household=household_id)


def count_rows(connection: Connection, wanted: ReviewFilter) -> int:
    """Return how many households the filter lets through."""
    return connection.scalar(select(func.count()).select_from(_JOINED).where(*_conditions(wanted))) or 0


def read_rows(
    connection: Connection, wanted: ReviewFilter, *, first: int, most: int, after: Household | None = None
) -> list[ReviewRow]:
    """Return at most `most` rows from number `first` on, by address; only rows behind `after`, if given."""
    where = list(_conditions(wanted))
    if after is not None:
        where.append(tuple_(*_ORDER) > (after.address, after.household_id))
    found = connection.execute(_rows().where(*where).order_by(*_ORDER).offset(first).limit(most)).mappings()
    return [_review_row_of(row) for row in found]


def read_row(connection: Connection, household_id: str) -> ReviewRow:
    """Return one household with its item. Raises NotFound when it is not in the register."""
    found = connection.execute(_rows().where(_HOUSEHOLD.c.household_id == household_id)).mappings().first()
    if found is None:
        raise NotFound("household {household} is not in the register", household=household_id)
    return _review_row_of(found)


def read_communities(connection: Connection, state: ReviewState) -> list[str]:
    """Return the communities that have a household in this state, by name."""
    statement = select(_HOUSEHOLD.c.community).select_from(_JOINED).where(*_conditions(ReviewFilter(state=state)))
    return sorted(connection.scalars(statement.distinct()))


def _rows() -> Select[tuple[object, ...]]:
    return select(_HOUSEHOLD, _ITEM.c.why, _ITEM.c.candidates_json, _ITEM.c.set_aside).select_from(_JOINED)


def _conditions(wanted: ReviewFilter) -> Sequence[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if wanted.state is ReviewState.UNSURE:
        where.append(_HOUSEHOLD.c.located.in_(sorted(level.value for level in UNSURE)))
    else:   # a household that came with a point since the list was made waits no more
        where += [_HOUSEHOLD.c.located == Located.NOWHERE.value,
                  _ITEM.c.set_aside.is_(wanted.state is ReviewState.LATER)]
    if wanted.community:
        where.append(_HOUSEHOLD.c.community == wanted.community)
    if wanted.text:
        where.append(_HOUSEHOLD.c.address.contains(wanted.text, autoescape=True))
    return where


def _review_row_of(row: RowMapping) -> ReviewRow:
    return ReviewRow(household=household_of(row), item=None if row["why"] is None else _item_of(row))


def _item_row(item: ReviewItem) -> Row:
    return {
        "household_id": item.household_id,
        "address": item.address,
        "why": item.why,
        "candidates_json": json.dumps(item.candidates, ensure_ascii=False),
        "set_aside": item.set_aside,
    }


def _item_of(row: RowMapping) -> ReviewItem:
    candidates = tuple((str(id_), str(address)) for id_, address in json.loads(row["candidates_json"]))
    return ReviewItem(household_id=row["household_id"], address=row["address"], why=row["why"],
                      candidates=candidates, set_aside=row["set_aside"])


REVIEW_ITEMS = Shelf(table=_ITEM, key="household_id", to_row=_item_row, from_row=_item_of)
