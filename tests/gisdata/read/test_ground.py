"""Doorplates, key places and incidents."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from gisdata.coordinates import Datum
from gisdata.read import read_doorplates, read_incidents, read_places
from gisdata.records import AddressPoint, AddressSource, Incident, KeyPlace, PlaceKind, ReadResult

at = datetime.fromisoformat


def written(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "ground.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def incidents(tmp_path: Path, row: str) -> ReadResult[Incident]:
    path = written(tmp_path, "警情编号,警情类别,发生时间,截止时间,经度,纬度", row)
    return read_incidents(path, crs=Datum.WGS84)


def test_a_doorplate_is_an_official_address_point(tmp_path: Path) -> None:
    path = written(tmp_path, "doorplate_id,address,lon,lat", "D1,滨河路12号,110.78,32.63")
    assert read_doorplates(path, crs=Datum.CGCS2000).records == (
        AddressPoint(
            address_id="D1",
            source=AddressSource.DOORPLATE,
            address="滨河路12号",
            street="",
            number="",
            community="",
            lon_deg=110.78,
            lat_deg=32.63,
        ),
    )


def test_a_place_has_a_kind_of_the_closed_list(tmp_path: Path) -> None:
    path = written(
        tmp_path, "场所编号,类型,名称,经度,纬度", "S1,幼儿园,滨河幼儿园,110.78,32.63", "S2,赌场,,110.78,32.63"
    )
    result = read_places(path, crs=Datum.WGS84)
    assert result.records == (
        KeyPlace(
            place_id="S1",
            kind=PlaceKind.KINDERGARTEN,
            name="滨河幼儿园",
            lon_deg=110.78,
            lat_deg=32.63,
            source="file",
        ),
    )
    assert str(result.refused[0].reason).startswith("赌场 is not one of: police 派出所, school 学校")


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-03-01 21:40", "", (at("2026-03-01 21:40:00"), at("2026-03-01 21:40:00"))),
        ("2026/3/1 21:40:05", "2026年3月2日 7:00", (at("2026-03-01 21:40:05"), at("2026-03-02 07:00:00"))),
        ("2026-03-01T21:40", "", (at("2026-03-01 21:40:00"), at("2026-03-01 21:40:00"))),
        ("2026-03-01", "", (at("2026-03-01 00:00:00"), at("2026-03-01 23:59:59"))),
        ("2026-03-01 12:00", "2026-03-02", (at("2026-03-01 12:00:00"), at("2026-03-02 23:59:59"))),
    ],
)
def test_moments_of_an_incident(
    tmp_path: Path, since: str, until: str, expected: tuple[datetime, datetime]
) -> None:
    incident = incidents(tmp_path, f"I1,入室盗窃,{since},{until},110.78,32.63").records[0]
    assert (incident.since, incident.until) == expected


@pytest.mark.parametrize(
    ("since", "until", "column", "reason"),
    [
        (
            "2026-03-01 21:40",
            "2026-03-01 21:39",
            "截止时间",
            "the incident ends (2026-03-01 21:39:00) before it starts",
        ),
        ("昨天", "", "发生时间", "昨天 is not a date and time"),
        ("2026-03-01 24:10", "", "发生时间", "2026-03-01 24:10 is not a date and time"),
        (
            "2026-03-01 12:00+08:00",
            "",
            "发生时间",
            "2026-03-01 12:00+08:00 is not a date and time; write it like 2026-11-20",
        ),
    ],
)
def test_wrong_moments_are_refused(tmp_path: Path, since: str, until: str, column: str, reason: str) -> None:
    refused = incidents(tmp_path, f"I1,盗窃,{since},{until},110.78,32.63").refused[0]
    assert refused.column == column
    assert str(refused.reason).startswith(reason)
