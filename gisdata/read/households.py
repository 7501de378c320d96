"""The register: households as a station keeps them."""

from __future__ import annotations

from pathlib import Path

from gisdata.coordinates import Datum
from gisdata.read.cell_values import choice_of, clean_text, parse_code, parse_number, parse_text, parse_yes_no
from gisdata.read.columns import Column, TableKind, Values, required
from gisdata.read.points import Bounds
from gisdata.read.table_reader import Check, TableOrder, read_table
from gisdata.read.times_and_days import parse_date
from gisdata.read.told_datum import DATUM
from gisdata.records import Dwelling, Household, Located, ReadResult, Slot

DWELLINGS = {Dwelling.FLAT: "楼房", Dwelling.HOUSE: "平房", Dwelling.DORMITORY: "宿舍", Dwelling.UNKNOWN: "不详"}
SLOTS = {Slot.ANY: "不限", Slot.DAYTIME: "白天", Slot.EVENING: "晚间", Slot.WEEKEND: "周末"}


def read_households(
    path: Path, *, crs: Datum | None, near: Bounds | None = None, check: Check | None = None
) -> ReadResult[Household]:
    """Return the households of a table, points in WGS-84; rows without coordinates are located NOWHERE.

    Raises BadFile when the file as a whole cannot be taken; `crs` None is right only for a file without coordinates.
    """
    return read_table(HOUSEHOLDS, TableOrder(path=path, crs=crs, near=near, check=check))


def _household(values: Values) -> Household:
    lon = values["lon"]
    return Household(
        household_id=values["household_id"],
        address=values["address"],
        community=values["community"],
        dwelling=values["dwelling"],
        lon_deg=lon,
        lat_deg=values["lat"],
        located=Located.NOWHERE if lon is None else Located.GIVEN,
        slot=values["slot"],
        do_not_disturb=values["do_not_disturb"],
        last_contact_on=values["last_contact_on"],
        must_visit_by=values["must_visit_by"],
    )


HOUSEHOLDS: TableKind[Household] = TableKind(
    name="households",
    id_column="household_id",
    point=("lon", "lat"),
    build=_household,
    columns=(
        required("household_id", "户编号", parse=parse_code),
        required("address", "地址", parse=parse_text, clean=clean_text),
        required("community", "社区", parse=parse_text, few=True),
        Column(english="dwelling", chinese="房屋类型", parse=choice_of(DWELLINGS), default=Dwelling.UNKNOWN, few=True),
        Column(english="lon", chinese="经度", parse=parse_number),
        Column(english="lat", chinese="纬度", parse=parse_number),
        DATUM,
        Column(english="slot", chinese="走访时段", parse=choice_of(SLOTS), default=Slot.ANY, few=True),
        Column(english="do_not_disturb", chinese="免打扰", parse=parse_yes_no, default=False, few=True),
        Column(english="last_contact_on", chinese="上次走访日期", parse=parse_date, few=True),
        Column(english="must_visit_by", chinese="须走访截止日期", parse=parse_date, few=True),
    ),
)
