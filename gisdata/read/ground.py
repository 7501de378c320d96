"""Tables of the ground: the official doorplates, key places, and incidents reported by the public."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from gisdata.coordinates import Datum
from gisdata.read.cell_values import choice_of, clean_text, parse_code, parse_number, parse_text
from gisdata.read.columns import Column, TableKind, Values, required
from gisdata.read.faults import CellFault
from gisdata.read.points import Bounds
from gisdata.read.table_reader import Check, TableOrder, read_table
from gisdata.read.times_and_days import parse_moment
from gisdata.read.told_datum import DATUM
from gisdata.records import AddressPoint, AddressSource, Incident, KeyPlace, PlaceKind, ReadResult

PLACE_KINDS = {
    PlaceKind.POLICE: "派出所", PlaceKind.SCHOOL: "学校", PlaceKind.KINDERGARTEN: "幼儿园", PlaceKind.STATION: "车站",
    PlaceKind.MALL: "商场", PlaceKind.MARKET: "市场", PlaceKind.BANK: "银行", PlaceKind.HOSPITAL: "医院",
    PlaceKind.FIRM: "企业", PlaceKind.OTHER: "其他",
}


def read_doorplates(
    path: Path, *, crs: Datum | None, near: Bounds | None = None, check: Check | None = None
) -> ReadResult[AddressPoint]:
    """Return the address points of an official doorplate table, in WGS-84; raises BadFile."""
    return read_table(DOORPLATES, TableOrder(path=path, crs=crs, near=near, check=check))


def read_places(
    path: Path, *, crs: Datum | None, near: Bounds | None = None, check: Check | None = None
) -> ReadResult[KeyPlace]:
    """Return the key places of a table, in WGS-84; raises BadFile."""
    return read_table(PLACES, TableOrder(path=path, crs=crs, near=near, check=check))


def read_incidents(
    path: Path, *, crs: Datum | None, near: Bounds | None = None, check: Check | None = None
) -> ReadResult[Incident]:
    """Return the incidents of a table, in WGS-84 and local wall-clock time; raises BadFile.

    Without `until` the moment is taken as known, or as any time of the day when `since` is only a date.
    """
    return read_table(INCIDENTS, TableOrder(path=path, crs=crs, near=near, check=check))


def _doorplate(values: Values) -> AddressPoint:
    return AddressPoint(
        address_id=values["doorplate_id"],
        source=AddressSource.DOORPLATE,
        address=values["address"],
        street="",
        number="",
        community=values["community"],
        lon_deg=values["lon"],
        lat_deg=values["lat"],
    )


def _place(values: Values) -> KeyPlace:
    return KeyPlace(
        place_id=values["place_id"], kind=values["kind"], name=values["name"], lon_deg=values["lon"],
        lat_deg=values["lat"], source="file",
    )


def _incident(values: Values) -> Incident:
    since, since_has_time = values["since"]
    until = since if since_has_time else _end_of(since)
    if values["until"] is not None:
        until, until_has_time = values["until"]
        until = until if until_has_time else _end_of(until)
    if until < since:
        raise CellFault("the incident ends ({until}) before it starts ({since}); correct one of them", column="until",
                        until=until, since=since)
    return Incident(
        incident_id=values["incident_id"], kind=values["kind"], since=since, until=until, lon_deg=values["lon"],
        lat_deg=values["lat"],
    )


def _end_of(day: datetime) -> datetime:
    return datetime.combine(day.date(), time(23, 59, 59))


DOORPLATES: TableKind[AddressPoint] = TableKind(
    name="doorplates",
    id_column="doorplate_id",
    point=("lon", "lat"),
    build=_doorplate,
    columns=(
        required("doorplate_id", "门牌编号", parse=parse_code),
        required("address", "地址", parse=parse_text, clean=clean_text),
        Column(english="community", chinese="社区", parse=parse_text, default="", few=True),
        required("lon", "经度", parse=parse_number),
        required("lat", "纬度", parse=parse_number),
        DATUM,
    ),
)

PLACES: TableKind[KeyPlace] = TableKind(
    name="places",
    id_column="place_id",
    point=("lon", "lat"),
    build=_place,
    columns=(
        required("place_id", "场所编号", parse=parse_code),
        required("kind", "类型", parse=choice_of(PLACE_KINDS), few=True),
        Column(english="name", chinese="名称", parse=parse_text, default="", clean=clean_text),
        required("lon", "经度", parse=parse_number),
        required("lat", "纬度", parse=parse_number),
        DATUM,
    ),
)

INCIDENTS: TableKind[Incident] = TableKind(
    name="incidents",
    id_column="incident_id",
    point=("lon", "lat"),
    build=_incident,
    columns=(
        required("incident_id", "警情编号", parse=parse_code),
        required("kind", "警情类别", parse=parse_text, few=True),
        required("since", "发生时间", parse=parse_moment),
        Column(english="until", chinese="截止时间", parse=parse_moment),
        required("lon", "经度", parse=parse_number),
        required("lat", "纬度", parse=parse_number),
        DATUM,
    ),
)
