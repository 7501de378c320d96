"""Whatever bytes are handed over, a reader gives a result or one BadFile, never another error."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import Polygon

from gisdata.coordinates import Datum
from gisdata.errors import BadFile
from gisdata.read import (
    read_cells,
    read_doorplates,
    read_households,
    read_incidents,
    read_officers,
    read_patrols,
    read_places,
    read_reports,
    read_shifts,
    read_visits,
)
from gisdata.records import ReadResult

TABLES: dict[str, tuple[Callable[[Path], ReadResult[Any]], str]] = {
    "households": (
        lambda p: read_households(p, crs=Datum.BD09),
        "户编号,地址,社区,房屋类型,经度,纬度,走访时段,免打扰,上次走访日期,须走访截止日期",
    ),
    "doorplates": (lambda p: read_doorplates(p, crs=Datum.GCJ02), "doorplate_id,address,community,lon,lat"),
    "officers": (
        lambda p: read_officers(p, crs=Datum.WGS84),
        "officer_id,team,communities,mode,base_lon,base_lat",
    ),
    "shifts": (read_shifts, "警号,星期,日期,开始,结束,休息最早,休息最晚,休息分钟,出行方式"),
    "places": (lambda p: read_places(p, crs=Datum.WGS84), "place_id,kind,name,lon,lat"),
    "incidents": (lambda p: read_incidents(p, crs=Datum.WGS84), "incident_id,kind,since,until,lon,lat"),
    "patrols": (
        lambda p: read_patrols(p, crs=Datum.WGS84),
        "patrol_id,label,scope,lon,lat,weekday,day,window_start,"
        "window_end,presence_min,min_dwell_min,visit_credit,team,officer_id",
    ),
    "reports": (
        lambda p: read_reports(p, crs=Datum.WGS84),
        "上报编号,上报日期,情况,户编号,重复户编号,地址,社区,经度,纬度,户数,备注",
    ),
    "visits": (read_visits, "household_id,visited_on,reached"),
}

CELLS = st.sampled_from(
    [
        "",
        "H1",
        "110.78",
        "32.63",
        "-1",
        "1e999",
        "nan",
        "0",
        "1",
        "181",
        "999999",
        "=1+1",
        "是",
        "楼房",
        "2026-02-29",
        "24:00",
        "30:00",
        "30:01",
        "周一",
        "1-5",
        "7-7",
        "周一至",
        "13812345678",
        "#REF!",
        "\u202e",
        "\x00",
        '"',
        "'",
        "\ufeff",
        "１２",
        "cell",
        "滨河",
        "2026-03-01 21:40",
        "5%",
        "、",
        "9" * 400,
    ]
) | st.text(max_size=12)

FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def survives(read: Callable[[Path], ReadResult[Any]], path: Path) -> None:
    try:
        result = read(path)
    except BadFile as error:
        assert str(error)
        return
    assert result.n_rows == len(result.records) + len(result.refused)
    assert all(str(note) for note in result.notes)
    assert all(str(row.reason) for row in result.refused)


@pytest.mark.parametrize("kind", TABLES)
@FAST
@given(content=st.binary(max_size=400))
def test_any_bytes_as_a_table(tmp_path: Path, kind: str, content: bytes) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    survives(TABLES[kind][0], path)


@pytest.mark.parametrize("kind", TABLES)
@FAST
@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=15), min_size=1, max_size=6),
    quoted=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)
def test_any_cells_under_the_right_columns(
    tmp_path: Path, kind: str, rows: list[list[str]], quoted: bool, encoding: str
) -> None:
    read, header = TABLES[kind]
    width = header.count(",") + 1
    cells = [(row * width)[:width] if quoted else row for row in rows]
    lines = [",".join('"' + c.replace('"', '""') + '"' if quoted else c for c in row) for row in cells]
    path = tmp_path / "table.csv"
    path.write_bytes("\n".join([header, *lines]).encode(encoding, "replace"))
    survives(read, path)


def damage(content: bytes, cuts: list[tuple[int, bytes]]) -> bytes:
    data = bytearray(content)
    for at, new in cuts:
        start = at % len(data)
        data[start : start + len(new)] = new
    return bytes(data)


CUTS = st.lists(st.tuples(st.integers(0, 1_000_000), st.binary(min_size=1, max_size=6)), max_size=6)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    path = tmp_path_factory.mktemp("xlsx") / "h.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["户编号", "地址", "社区", "经度"],
        ["H1", "滨河路", "滨河社区", 110.7],
        [2, True, 3.5, None],
    ):
        sheet.append(row)
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        return {"": path.read_bytes(), **{name: archive.read(name) for name in archive.namelist()}}


@FAST
@given(cuts=CUTS, tail=st.integers(0, 400))
def test_a_damaged_archive(
    tmp_path: Path, workbook: dict[str, bytes], cuts: list[tuple[int, bytes]], tail: int
) -> None:
    path = tmp_path / "h.xlsx"
    content = damage(workbook[""], cuts)
    path.write_bytes(content[: len(content) - tail])
    survives(lambda p: read_households(p, crs=Datum.WGS84), path)


@settings(FAST, max_examples=400)
@given(
    part=st.integers(0, 20),
    cuts=CUTS,
    swap=st.tuples(
        st.sampled_from(
            [b"", b"sheetData", b"<v>", b't="s"', b"<si>", b"r:id", b'r="', b'ref="', b"count=", b"Target="]
        ),
        st.sampled_from([b"", b"999", b"-1", b"xx", b"<", b'"', b"&#0;"]),
    ),
)
def test_a_damaged_part_of_a_whole_archive(
    tmp_path: Path,
    workbook: dict[str, bytes],
    part: int,
    cuts: list[tuple[int, bytes]],
    swap: tuple[bytes, bytes],
) -> None:
    path = tmp_path / "h.xlsx"
    names = [name for name in workbook if name]
    target = names[part % len(names)]
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            data = workbook[name]
            if name == target:
                data = damage(data, cuts[:2])
                data = data.replace(*swap, 2) if swap[0] else data
            archive.writestr(name, data)
    survives(lambda p: read_households(p, crs=Datum.WGS84), path)


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(
        ["Polygon", "MultiPolygon", "Feature", "FeatureCollection", "cell_id", "code", 110.7, 10**400]
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "features", "geometry", "coordinates", "properties", "cell_id", "crs", "name"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)

RINGS = st.lists(
    st.lists(st.floats(-200, 200) | st.sampled_from([110.7, 32.6, 1e300]), min_size=1, max_size=4), max_size=6
)


@FAST
@given(content=st.binary(max_size=300) | JSON_VALUES.map(lambda v: json.dumps(v).encode()))
def test_any_bytes_and_any_json_as_geojson(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cells.geojson"
    path.write_bytes(content)
    survives(read_cells, path)


@settings(FAST, max_examples=300)
@given(
    rings=st.lists(RINGS, max_size=3),
    close=st.booleans(),
    crs=st.sampled_from([None, Datum.BD09]),
    more=JSON_VALUES,
)
def test_any_rings_as_cells(
    tmp_path: Path, rings: list[list[list[float]]], close: bool, crs: Datum | None, more: object
) -> None:
    rings = [[*ring, ring[0]] if close and ring else ring for ring in rings]
    features = [
        {
            "type": "Feature",
            "properties": {"cell_id": "A", "name": more},
            "geometry": {"type": "Polygon", "coordinates": rings},
        },
        {
            "type": "Feature",
            "properties": {"cell_id": more},
            "geometry": {"type": "MultiPolygon", "coordinates": [rings]},
        },
        {"type": "Feature", "properties": {"cell_id": "C"}, "geometry": more},
    ]
    path = tmp_path / "cells.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    survives(lambda p: read_cells(p, crs=crs), path)


@pytest.fixture(scope="module")
def geopackage(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("gpkg") / "cells.gpkg"
    square = Polygon([(110.7, 32.6), (110.8, 32.6), (110.8, 32.7), (110.7, 32.6)])
    geopandas.GeoDataFrame({"cell_id": ["A", "B"]}, geometry=[square, square], crs="EPSG:4326").to_file(
        path, driver="GPKG", engine="pyogrio"
    )
    return path.read_bytes()


@settings(FAST, max_examples=300)
@given(cuts=CUTS, data=st.data())
def test_a_damaged_geopackage(
    tmp_path: Path, geopackage: bytes, cuts: list[tuple[int, bytes]], data: st.DataObject
) -> None:
    path = tmp_path / "cells.gpkg"
    # Most damage hits the places where the geometry and the page headers are, or nothing would be tried but free pages.
    blob = geopackage.find(b"GP\x00\x01")
    near_blob = data.draw(
        st.lists(st.tuples(st.integers(blob, blob + 60), st.binary(min_size=1, max_size=4)), max_size=4)
    )
    path.write_bytes(damage(geopackage, cuts + near_blob))
    survives(read_cells, path)
