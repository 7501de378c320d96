"""The three files of the register: one per office that keeps it, each in its own habit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from numpy.random import Generator

from gisdata.coordinates import Datum, from_wgs84
from gisdata.sample.ground import lonlat
from gisdata.sample.households import Dweller

COLUMNS = (
    "户编号", "地址", "社区", "房屋类型", "经度", "纬度", "走访时段", "免打扰", "上次走访日期", "须走访截止日期",
)

_WORDS = {
    "flat": "楼房", "house": "平房", "dormitory": "宿舍",
    "any": "", "daytime": "白天", "evening": "晚间", "weekend": "周末",
}

_WITH_POINT = 0.12
"""Share of urban households whose point an officer has already noted."""

N_REFUSED = 6
"""Rows of households.csv that no reader may take: see `spoiled_rows`."""


def urban_rows(
    households: Iterable[Dweller], *, pointless: Collection[str], chance: Generator
) -> list[dict[str, str]]:
    """Return the rows of the urban communities; a few carry a WGS-84 point near the door, never those `pointless`."""
    rows = []
    for household in households:
        noted, east_m, north_m = chance.random(), chance.normal(0, 4), chance.normal(0, 4)
        x_m, y_m = household.building.middle
        has_point = noted < _WITH_POINT and household.household_id not in pointless
        rows.append(_row(household, lonlat((x_m + east_m, y_m + north_m)) if has_point else None))
    return rows


def plain_rows(households: Iterable[Dweller]) -> list[dict[str, str]]:
    """Return rows without any point."""
    return [_row(household, None) for household in households]


def village_rows(households: Iterable[Dweller]) -> list[dict[str, str]]:
    """Return the rows of the villages, all with GCJ-02 points as a phone map gives them."""
    rows = []
    for household in households:
        lon_deg, lat_deg = from_wgs84(*lonlat(household.building.middle), Datum.GCJ02)
        rows.append(_row(household, (float(lon_deg), float(lat_deg))))
    return rows


def spoiled_rows(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Return `N_REFUSED` rows that must be refused.

    They are: three ids used before, an address left empty, a point with its axes swapped, a point 500 km away.
    """
    asks_nothing = {"经度": "", "纬度": "", "须走访截止日期": ""}
    doubled = [{**rows[i], **asks_nothing} for i in (40, 700, 1500)]
    nameless = {**rows[10], **asks_nothing, "户编号": "H900001", "地址": ""}
    swapped = {**nameless, "户编号": "H900002", "地址": "学府路3号", "经度": "32.621000", "纬度": "110.792000"}
    far_away = {**nameless, "户编号": "H900003", "地址": "学府路5号", "经度": "116.050000", "纬度": "32.900000"}
    return [*doubled, nameless, swapped, far_away]


def _row(household: Dweller, point: tuple[float, float] | None) -> dict[str, str]:
    last, must = household.last_contact_on, household.must_visit_by
    values = (
        household.household_id, household.address, household.community, _WORDS[household.dwelling],
        f"{point[0]:.6f}" if point else "", f"{point[1]:.6f}" if point else "", _WORDS[household.slot],
        "是" if household.do_not_disturb else "", last.isoformat() if last else "", must.isoformat() if must else "",
    )
    return dict(zip(COLUMNS, values, strict=True))
