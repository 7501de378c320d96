"""Stops of the mobile rooms: a row for each week, its stops as JSON, as the walks of a plan are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from gisdata.records import DoorsNear, RoomStand, RoomWeek
from gisdata.store import tables
from gisdata.store.moments import from_text, from_utc_column, to_text, to_utc_column
from gisdata.store.shelf import Row, Shelf

_MOMENTS = ("leave", "start", "end", "back")


def _row(record: RoomWeek) -> Row:
    return {
        "week": record.week, "made_at_utc": to_utc_column(record.made_at), "n_due": record.n_due,
        "n_sites": record.n_sites, "at_least_percent": record.at_least_percent, "estimated": record.estimated,
        "near_before_json": json.dumps(asdict(record.near_before)),
        "near_after_json": json.dumps(asdict(record.near_after)),
        "stands_json": json.dumps([_stand_to_json(stand) for stand in record.stands], ensure_ascii=False),
    }


def _room_week(row: RowMapping) -> RoomWeek:
    return RoomWeek(
        week=row["week"], made_at=from_utc_column(row["made_at_utc"]), n_due=row["n_due"], n_sites=row["n_sites"],
        at_least_percent=row["at_least_percent"], estimated=row["estimated"],
        near_before=DoorsNear(**json.loads(row["near_before_json"])),
        near_after=DoorsNear(**json.loads(row["near_after_json"])),
        stands=tuple(_stand_from_json(raw) for raw in json.loads(row["stands_json"])))


def _stand_to_json(stand: RoomStand) -> dict[str, Any]:
    return {**asdict(stand), **{name: to_text(getattr(stand, name)) for name in _MOMENTS}}


def _stand_from_json(raw: Mapping[str, Any]) -> RoomStand:
    moments = {name: from_text(raw[name]) for name in _MOMENTS}
    return RoomStand(**{**raw, **moments, "crew": tuple(raw["crew"]), "near": DoorsNear(**raw["near"])})


ROOM_WEEKS = Shelf(table=tables.room_week, key="week", to_row=_row, from_row=_room_week)
