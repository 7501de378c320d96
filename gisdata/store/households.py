"""Households and what is known of their places: rows, and saving without losing a point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from gisdata.errors import NotFound
from gisdata.records import Dwelling, Household, Located, Slot
from gisdata.store import merges, tables
from gisdata.store.shelf import Row, SaveCounts, Shelf, chunks, sort_out


def save_households(connection: Connection, records: Iterable[Household]) -> SaveCounts:
    """Upsert by id, see `with_known_place` for what a household without a point keeps; return the counts.

    A row that was merged into another by decision stays merged and counts as the same.
    """
    given = HOUSEHOLDS.by_id(records)
    wanted = merges.through_merges(connection, HOUSEHOLDS, given)
    existing = HOUSEHOLDS.read_some(connection, wanted)
    merged = {id_: with_known_place(record, existing.get(id_)) for id_, record in wanted.items()}
    different, counts = sort_out(existing, merged)
    HOUSEHOLDS.put(connection, different)
    n_changed = sum(record.household_id in given for record in different) - counts.n_new
    return SaveCounts(n_new=counts.n_new, n_changed=n_changed, n_same=len(given) - counts.n_new - n_changed)


def with_known_place(new: Household, old: Household | None) -> Household:
    """Return `new` with what the store knows of its place, where a file cannot know it.

    A file that is sent again without coordinates must not undo the geocoding: while the address text is the same,
    the point and how it was found stay. With another address they go. The cell stays as long as the point does.
    """
    if old is None:
        return new
    if not new.has_point and new.address == old.address:
        new = replace(new, lon_deg=old.lon_deg, lat_deg=old.lat_deg, located=old.located)
    if new.cell_id is None and _same_point(new, old):
        new = replace(new, cell_id=old.cell_id)
    return new


def place_households(connection: Connection, records: Iterable[Household]) -> None:
    """Write point and `located` of the households; a household that moved loses its cell.

    Raises NotFound when one is not in the register.
    """
    wanted = HOUSEHOLDS.by_id(records)
    existing = HOUSEHOLDS.read_some(connection, wanted)
    require_known(wanted, existing)
    moved = []
    for id_, new in wanted.items():
        old = existing[id_]
        cell_id = old.cell_id if _same_point(new, old) else None
        moved.append(replace(old, lon_deg=new.lon_deg, lat_deg=new.lat_deg, located=new.located, cell_id=cell_id))
    HOUSEHOLDS.put(connection, (record for record in moved if record != existing[record.household_id]))


def read_in(connection: Connection, communities: Iterable[str]) -> list[Household]:
    """Return the households of these communities by id."""
    found: list[Household] = []
    for chunk in chunks(communities):
        rows = connection.execute(select(tables.household).where(tables.household.c.community.in_(chunk))).mappings()
        found += [household_of(row) for row in rows]
    return sorted(found, key=HOUSEHOLDS.id_of)


def read_communities(connection: Connection) -> list[str]:
    """Return the communities of the register by name."""
    return sorted(connection.scalars(select(tables.household.c.community).distinct()))


def set_cells(connection: Connection, cell_of: Mapping[str, str | None]) -> None:
    """Write the cell of each household of the mapping. Raises NotFound for an unknown household or cell."""
    existing = HOUSEHOLDS.read_some(connection, cell_of)
    require_known(cell_of, existing)
    cells = set(connection.scalars(select(tables.cell.c.cell_id)))
    for household_id, cell_id in cell_of.items():
        if cell_id is not None and cell_id not in cells:
            raise NotFound("household {household}: there is no cell {cell}", household=household_id, cell=cell_id)
    table = tables.household
    statement = update(table).where(table.c.household_id == bindparam("of")).values(cell_id=bindparam("cell"))
    for chunk in chunks(id_ for id_ in sorted(cell_of) if cell_of[id_] != existing[id_].cell_id):
        connection.execute(statement, [{"of": id_, "cell": cell_of[id_]} for id_ in chunk])


def require_known(wanted: Iterable[str], existing: Mapping[str, Household]) -> None:
    """Raise NotFound when one of the wanted ids is not among the existing households."""
    for household_id in wanted:
        if household_id not in existing:
            raise NotFound("household {household} is not in the register", household=household_id)


def _same_point(one: Household, other: Household) -> bool:
    return (one.lon_deg, one.lat_deg) == (other.lon_deg, other.lat_deg)


def _household_row(record: Household) -> Row:
    return {
        "household_id": record.household_id,
        "address": record.address,
        "community": record.community,
        "dwelling": record.dwelling.value,
        "lon_deg": record.lon_deg,
        "lat_deg": record.lat_deg,
        "located": record.located.value,
        "slot": record.slot.value,
        "do_not_disturb": record.do_not_disturb,
        "last_contact_on": record.last_contact_on,
        "must_visit_by": record.must_visit_by,
        "cell_id": record.cell_id,
    }


def household_of(row: RowMapping) -> Household:
    """Return the household of a row that has the columns of its table."""
    return Household(
        household_id=row["household_id"],
        address=row["address"],
        community=row["community"],
        dwelling=Dwelling(row["dwelling"]),
        lon_deg=row["lon_deg"],
        lat_deg=row["lat_deg"],
        located=Located(row["located"]),
        slot=Slot(row["slot"]),
        do_not_disturb=row["do_not_disturb"],
        last_contact_on=row["last_contact_on"],
        must_visit_by=row["must_visit_by"],
        cell_id=row["cell_id"],
    )


HOUSEHOLDS = Shelf(table=tables.household, key="household_id", to_row=_household_row, from_row=household_of)
