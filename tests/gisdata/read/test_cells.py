"""Cells out of GeoJSON and GeoPackage: shapes, CRS, and files that are not what they say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely
from shapely import Polygon

from gisdata.coordinates import Datum, from_wgs84
from gisdata.errors import BadFile
from gisdata.read import read_cells, write_refused
from gisdata.records import Cell, ReadResult

TOWN = (110.70, 32.60, 110.90, 32.70)
SHARED = Path(__file__).parents[3] / "../shared/data"


def a_square(west: float = 110.78, south: float = 32.63, side: float = 0.01) -> list[list[float]]:
    return [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
    ]


def a_feature(code: Any = "C1", ring: Any = None, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"cell_id": code, **properties},
        "geometry": {"type": "Polygon", "coordinates": [a_square() if ring is None else ring]},
    }


def geojson(*features: Any, **more: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}, ensure_ascii=False)


def read(tmp_path: Path, text: str | bytes, name: str = "cells.geojson", **more: Any) -> ReadResult[Cell]:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_cells(path, **{"near": TOWN, **more})


def told(result: ReadResult[Cell]) -> list[str]:
    return [str(note) for note in result.notes if "names no CRS" not in str(note)]


def refusals(result: ReadResult[Cell]) -> list[tuple[int, str, str]]:
    return [(r.row, r.column, str(r.reason)) for r in result.refused]


def test_a_cell_with_its_names(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"网格编码": 420303001, "名称": "第一网格", "社区": "滨河社区"},
        "geometry": {"type": "MultiPolygon", "coordinates": [[a_square()], [a_square(110.8)]]},
    }
    cell = read(tmp_path, geojson(feature)).records[0]
    assert (cell.cell_id, cell.name, cell.kind, cell.community) == (
        "420303001",
        "第一网格",
        "imported",
        "滨河社区",
    )
    assert len(cell.shape.geoms) == 2  # type: ignore[union-attr]


def test_degrees_without_a_crs_are_read_as_the_standard_says_and_told(tmp_path: Path) -> None:
    assert "names no CRS" in str(read(tmp_path, geojson(a_feature())).notes[0])
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert read(tmp_path, geojson(a_feature(), crs=named)).notes == ()


def test_a_projected_crs_is_brought_to_degrees(tmp_path: Path) -> None:
    # UTM zone 49 N: 111 E is x = 500,000; EPSG:4546 is CGCS2000, 3 degrees, 111 E, so both squares are the same ground
    # but for the scale 0.9996 of UTM.
    for prefix, code, y in (("EPSG:", "32649", 3_610_000.0), ("urn:ogc:def:crs:EPSG::", "4546", 3_611_444.6)):
        crs = {"type": "name", "properties": {"name": prefix + code}}
        ring = a_square(500_000.0, y, 1_000.0)
        result = read(tmp_path, geojson(a_feature(ring=ring), crs=crs), near=None)
        west, south, _, _ = result.records[0].shape.bounds
        assert (west, south) == pytest.approx((111.0, 32.6275), abs=2e-4)
        assert told(result) == ([f"the cells were converted from EPSG:{code} to WGS-84"])


def test_gcj02_degrees_are_converted_when_it_is_said(tmp_path: Path) -> None:
    ring = np.array(a_square())
    shifted = np.column_stack(from_wgs84(ring[:, 0], ring[:, 1], Datum.GCJ02)).tolist()
    result = read(tmp_path, geojson(a_feature(ring=shifted)), crs=Datum.GCJ02)
    assert result.records[0].shape.equals_exact(Polygon(ring), tolerance=1e-8)
    assert told(result) == ["the cells were converted from gcj02 to WGS-84"]


CELL_FAULTS: dict[str, tuple[Any, str, str]] = {
    "no geometry": (
        {"type": "Feature", "properties": {"cell_id": "C1"}, "geometry": None},
        "geometry",
        "has no geometry",
    ),
    "empty": (
        {
            "type": "Feature",
            "properties": {"cell_id": "C1"},
            "geometry": {"type": "Polygon", "coordinates": []},
        },
        "geometry",
        "geometry is empty",
    ),
    "a line": (
        {
            "type": "Feature",
            "properties": {"cell_id": "C1"},
            "geometry": {"type": "LineString", "coordinates": a_square()},
        },
        "geometry",
        "is a LineString; cells are",
    ),
    # The two diagonals of the square cross in its middle.
    "self-crossing": (
        a_feature(ring=[[110, 32], [111, 33], [111, 32], [110, 33], [110, 32]]),
        "geometry",
        "the cell crosses itself at 110.5, 32.5",
    ),
    "hole outside": (
        {
            "type": "Feature",
            "properties": {"cell_id": "C1"},
            "geometry": {"type": "Polygon", "coordinates": [a_square(), a_square(110.85, 32.65, 0.01)]},
        },
        "geometry",
        "a hole of the cell lies outside it at",
    ),
    "not closed": (a_feature(ring=a_square()[:4]), "geometry", "is not closed"),
    "too few": (a_feature(ring=a_square()[:3]), "geometry", "has 3 vertices"),
    "a word": (a_feature(ring=[["x", 1], [1, 2], [2, 1], ["x", 1]]), "geometry", "is not two numbers"),
    "one number": (a_feature(ring=[[1], [1, 2], [2, 1], [1]]), "geometry", "is not two numbers"),
    "no lists": (a_feature(ring=5), "geometry", "are not lists of positions"),
    "infinite": (a_feature(ring=[[110, 32], [111, float("1e400")], [111, 32], [110, 32]]), "geometry", ""),
    "metres": (a_feature(ring=a_square(500_000, 3_600_000, 100)), "geometry", "looks like metres"),
    "swapped": (
        a_feature(ring=[[y, x] for x, y in a_square()]),
        "geometry",
        "longitude and latitude are swapped",
    ),
    "out of range": (a_feature(ring=a_square(200, 30, 1)), "geometry", "is outside -180..180"),
    "far": (a_feature(ring=a_square(116.4, 39.9)), "geometry", "km away from the town"),
    "round the earth": (
        a_feature(ring=[[-179, 30], [179, 30], [179, 31], [-179, 31], [-179, 30]]),
        "geometry",
        "the cell is 358 degrees wide",
    ),
    "no id": (a_feature(code=None), "cell_id", "the cell has no cell_id"),
    "id is a list": (a_feature(code=["C1"]), "cell_id", "is neither text nor a number"),
    "double id": (a_feature(code="C0"), "cell_id", "C0 is the id of cell 1 already"),
    "a phone": (a_feature(name="找13812345678"), "name", "the text holds what looks like a phone"),
    "no feature": (7, "cell_id", "the cell has no cell_id"),
}


@pytest.mark.parametrize("case", CELL_FAULTS)
def test_a_wrong_cell_is_refused_and_the_others_are_taken(tmp_path: Path, case: str) -> None:
    feature, column, reason = CELL_FAULTS[case]
    text = geojson(a_feature("C0", a_square(110.75)), feature, a_feature("C9", a_square(110.80)))
    if case == "infinite":
        text, reason = text.replace("Infinity", "1e999"), "is not a number one can measure"
    result = read(tmp_path, text)
    assert len(result.refused) == 1
    assert refusals(result)[0][:2] == (2, column)
    assert reason in refusals(result)[0][2]
    assert [cell.cell_id for cell in result.records] == ["C0", "C9"]
    assert "12345678" not in repr(result.refused)
    write_refused(result, tmp_path / "refused.csv")


BAD_GEOJSON = {
    "VRT": (
        b'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'
        b"</OGRVRTDataSource>",
        "seems to be a GDAL VRT",
    ),
    "VRT with XML head": (b'<?xml version="1.0"?>\n<OGRVRTDataSource/>', "seems to be a GDAL VRT"),
    "KML": (b'<?xml version="1.0"?><kml></kml>', "seems to be a KML file"),
    "GeoPackage": (b"SQLite format 3\x00" + bytes(100), "seems to be a SQLite database"),
    "Shapefile": (b"\x00\x00\x27\x0a" + bytes(100), "seems to be a Shapefile"),
    "ZIP": (b"PK\x03\x04", "seems to be a ZIP archive"),
    "empty": (b"", "is empty"),
    "half a mark": (b"\xef\xbb", "is neither UTF-8 nor GB18030|is no whole JSON|Chinese text"),
    "words": ("网格".encode(), "is no whole JSON from line 1 on"),
    "cut": (geojson(a_feature()).encode()[:-9], "is no whole JSON"),
    "list": (b"[1, 2]", "is JSON but not GeoJSON"),
    "other JSON": (b'{"a": 1}', "no FeatureCollection"),
    "TopoJSON": (b'{"type": "Topology"}', "is TopoJSON"),
    "Esri": (b'{"geometryType": "esriGeometryPolygon", "features": []}', "is Esri JSON"),
    "no cells": (geojson().encode(), "has no cells in it"),
    "NaN": (
        geojson(a_feature()).replace("110.78", "NaN").encode(),
        "it holds NaN, which is no number of JSON",
    ),
    "Infinity": (geojson(a_feature()).replace("110.78", "-Infinity").encode(), "it holds -Infinity"),
    "deep": (b'{"type": ' + b"[" * 100_000, "is nested too deep"),
    "endless number": (b'{"type": ' + b"9" * 5_000 + b"}", "more digits than a coordinate can have"),
    "double key": (b'{"type": "Feature", "type": "Feature"}', "the name type stands twice"),
    "UTF-16": (geojson(a_feature()).encode("utf-16"), "is in UTF-16"),
    "no id property": (
        geojson({"type": "Feature", "properties": {"网格": "1"}, "geometry": None}).encode(),
        r"lacks the property cell_id 网格编码 \(or code\); its cells have: 网格",
    ),
    "red line": (geojson(a_feature(重点人口数=3)).encode(), "grades or sorts people"),
    "null CRS": (geojson(a_feature(), crs=None).encode(), "its CRS is unknown"),
    "local CRS": (
        geojson(a_feature(), crs={"type": "name", "properties": {"name": "local"}}).encode(),
        "the CRS local",
    ),
    "linked CRS": (
        geojson(a_feature(), crs={"type": "link", "properties": {"href": "http://x"}}).encode(),
        "its CRS is unknown",
    ),
    "unknown EPSG": (
        geojson(a_feature(), crs={"type": "name", "properties": {"name": "EPSG:999999"}}).encode(),
        "unknown CRS EPSG:999999",
    ),
    "heights as CRS": (
        geojson(a_feature(), crs={"type": "name", "properties": {"name": "EPSG:5773"}}).encode(),
        "not one of maps",
    ),
    "Xian 1980": (
        geojson(a_feature(), crs={"type": "name", "properties": {"name": "EPSG:4610"}}).encode(),
        "no exact way to WGS-84",
    ),
    "all in metres": (
        geojson(a_feature(ring=a_square(500_000, 3_600_000, 100))).encode(),
        "has coordinates in metres",
    ),
}


@pytest.mark.parametrize("case", BAD_GEOJSON)
def test_a_bad_geojson_is_told_in_one_sentence(tmp_path: Path, case: str) -> None:
    content, sentence = BAD_GEOJSON[case]
    with pytest.raises(BadFile, match=sentence):
        read(tmp_path, content)


def test_a_projected_file_cannot_come_from_a_map_service(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:4546"}}
    with pytest.raises(BadFile, match="so it cannot be gcj02"):
        read(tmp_path, geojson(a_feature(), crs=crs), crs=Datum.GCJ02)


def test_another_ending_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"come as \.geojson or \.gpkg"):
        read(tmp_path, "x", name="cells.shp")


def test_heights_are_left_out_with_a_note(tmp_path: Path) -> None:
    result = read(tmp_path, geojson(a_feature(ring=[[*p, 240.5] for p in a_square()])))
    assert not result.records[0].shape.has_z
    assert told(result) == ["heights or measures of 1 cells were left out"]


def test_properties_that_are_not_stored_and_those_of_persons_are_named(tmp_path: Path) -> None:
    result = read(tmp_path, geojson(a_feature(网格长姓名="王某", 面积=3.5, fid=1)))
    assert told(result) == [
        "columns about persons were not read: 网格长姓名",
        "unknown columns are not stored: 面积",
    ]


def test_cells_that_overlap_are_named_with_their_ground_and_neighbours_are_not(tmp_path: Path) -> None:
    features = [
        a_feature("A", a_square(110.78)),
        a_feature("B", a_square(110.79)),
        a_feature("C", a_square(110.795)),
        a_feature("inner", a_square(110.781, 32.631, 0.002)),
    ]
    (note,) = told(read(tmp_path, geojson(*features)))
    assert note.startswith("2 pairs of cells overlap, ")
    assert "B + C: " in note
    assert note.endswith("A + inner: 41,649 m²")   # 0.002 degrees: 222.4 m north by 187.3 m east


def test_only_the_five_largest_overlaps_are_named(tmp_path: Path) -> None:
    (note,) = told(read(tmp_path, geojson(*[a_feature(f"C{i}") for i in range(6)])))
    assert note.startswith("15 pairs of cells overlap, ")
    assert note.count("+") == 5


def test_a_gap_between_cells_is_named_with_its_ground(tmp_path: Path) -> None:
    note = told(read(tmp_path, geojson(a_feature("A", a_square(110.78)), a_feature("B", a_square(110.7901)))))[0]
    assert note.startswith("1 gaps lie between cells or in one, ")   # 0.0001 degrees are 9.4 m
    assert "A + B: 10," in note


def test_gb18030_is_read_with_a_note(tmp_path: Path) -> None:
    result = read(tmp_path, geojson(a_feature(name="滨河第一网格")).encode("gb18030"))
    assert (result.records[0].name, told(result)) == ("滨河第一网格", ["the file was read as GB18030"])


@pytest.mark.skipif(
    not (SHARED / "admin").exists(), reason="the shared county boundaries are not on this machine"
)
def test_the_county_boundaries_of_shiyan_are_shifted_back_by_hundreds_of_metres(tmp_path: Path) -> None:
    text = (SHARED / "admin/shiyan_county_boundaries_gcj02.geojson").read_text(encoding="utf-8")
    text = text.replace('"adcode":', '"code":')
    as_given = read(tmp_path, text, near=None).records
    shifted = read(tmp_path, text, crs=Datum.GCJ02, near=None).records
    assert len(shifted) == len(as_given) >= 8
    moved_m = [
        a.shape.centroid.distance(b.shape.centroid) * 111_320 for a, b in zip(as_given, shifted, strict=True)
    ]
    assert min(moved_m) > 200
    assert max(moved_m) < 800


# -- GeoPackage


def gpkg(
    tmp_path: Path, *, crs: str | None = "EPSG:4326", geometries: list[Any] | None = None, **columns: Any
) -> Path:
    path = tmp_path / "cells.gpkg"
    geometries = geometries if geometries is not None else [Polygon(a_square()), Polygon(a_square(110.80))]
    frame = geopandas.GeoDataFrame(
        {"cell_id": [f"C{i}" for i in range(len(geometries))], "name": "网格", **columns},
        geometry=geometries,
        crs=crs,
    )
    frame.to_file(path, driver="GPKG", layer="cells", engine="pyogrio")
    return path


def edited(path: Path, *statements: str) -> Path:
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    return path


def test_a_geopackage_gives_the_polygons_that_geopandas_wrote(tmp_path: Path) -> None:
    holed = Polygon(a_square(110.75), [a_square(110.752, 32.632, 0.002)])
    many = shapely.MultiPolygon([Polygon(a_square(110.80)), Polygon(a_square(110.82))])
    result = read_cells(gpkg(tmp_path, geometries=[holed, many]), near=TOWN)
    assert [cell.cell_id for cell in result.records] == ["C0", "C1"]
    assert result.records[0].shape.equals(holed)
    assert result.records[1].shape.equals(many)
    (note,) = told(result)
    assert note.startswith("1 gaps ") and note.endswith(": C0: 41,649 m²")   # the hole of C0
    assert result.refused == ()


def test_a_projected_geopackage_is_brought_to_degrees(tmp_path: Path) -> None:
    path = gpkg(tmp_path, crs="EPSG:4546", geometries=[Polygon(a_square(500_000.0, 3_611_444.6, 1_000.0))])
    west, south, _, _ = read_cells(path).records[0].shape.bounds
    assert (west, south) == pytest.approx((111.0, 32.6275), abs=2e-4)


def test_heights_of_a_geopackage_are_left_out(tmp_path: Path) -> None:
    result = read_cells(gpkg(tmp_path, geometries=[Polygon([(*p, 7.0) for p in a_square()])]))
    assert told(result) == ["heights or measures of 1 cells were left out"]
    assert result.records[0].shape.equals(Polygon(a_square()))


def test_wrong_cells_of_a_geopackage_are_refused(tmp_path: Path) -> None:
    crossing = Polygon([(110.7, 32.6), (110.9, 32.8), (110.9, 32.6), (110.7, 32.8)])
    result = read_cells(
        gpkg(tmp_path, geometries=[Polygon(a_square()), crossing, None, shapely.Point(110.8, 32.6)])
    )
    assert [row for row, _, _ in refusals(result)] == [2, 3, 4]
    assert [why.split(";")[0] for _, _, why in refusals(result)] == [
        "the cell crosses itself at 110.8, 32.7",
        "the cell has no geometry",
        "the cell is a Point",
    ]


@pytest.mark.parametrize(
    ("blob", "reason"),
    [
        ("x''", "is damaged"),
        ("'text'", "is damaged"),
        ("x'47500001'", "is damaged"),
        ("NULL", "has no geometry"),
        ("x'4750001100000000'", "geometry is empty"),
        ("x'4750000100000000' || x'01060000000100000001070000000100000001070000'", "is damaged"),
        ("x'47500001000000000103000000FFFFFFFF'", "is damaged"),
        ("x'4750000100000000010300000000000000'", "geometry is empty"),
        ("x'4750000100000000010A00000000000000'", "is a CurvePolygon"),
    ],
)
def test_damaged_geometries_are_refused(tmp_path: Path, blob: str, reason: str) -> None:
    path = gpkg(tmp_path)
    triggers = (
        "rtree_cells_geom_update1",
        "rtree_cells_geom_update6",
        "rtree_cells_geom_update7",
        "rtree_cells_geom_update2",
        "rtree_cells_geom_update4",
        "rtree_cells_geom_update5",
        "rtree_cells_geom_update3",
    )
    edited(
        path,
        *(f"DROP TRIGGER IF EXISTS {name}" for name in triggers),
        f"UPDATE cells SET geom = CAST({blob} AS BLOB) WHERE cell_id = 'C0'"
        if "||" in blob
        else f"UPDATE cells SET geom = {blob} WHERE cell_id = 'C0'",
    )
    found = refusals(read_cells(path))
    assert len(found) == 1
    assert reason in found[0][2]


BAD_GEOPACKAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "undefined CRS": (lambda p: edited(p, "UPDATE gpkg_geometry_columns SET srs_id = 0"), "has no CRS"),
    "undefined flat CRS": (lambda p: edited(p, "UPDATE gpkg_geometry_columns SET srs_id = -1"), "has no CRS"),
    "CRS of nobody": (
        lambda p: edited(p, "UPDATE gpkg_spatial_ref_sys SET organization = 'me' WHERE srs_id = 4326"),
        "which is not an EPSG code",
    ),
    "CRS not listed": (
        lambda p: edited(p, "PRAGMA foreign_keys = OFF", "UPDATE gpkg_geometry_columns SET srs_id = 77"),
        "which is not an EPSG code",
    ),
    "no features": (
        lambda p: edited(p, "UPDATE gpkg_contents SET data_type = 'attributes'"),
        "has no layer of features",
    ),
    "no contents": (lambda p: edited(p, "DROP TABLE gpkg_contents"), "but no GeoPackage"),
    "cut": (lambda p: p.write_bytes(p.read_bytes()[:9000]), "is truncated or damaged|but no GeoPackage"),
    "corrupt pages": (
        lambda p: p.write_bytes(p.read_bytes()[:4096] + b"\xff" * (len(p.read_bytes()) - 4096)),
        "is truncated or damaged",
    ),
    "text": (lambda p: p.write_text("a,b"), "seems to be another format"),
    "GeoJSON": (lambda p: p.write_text(geojson(a_feature())), "seems to be a JSON file"),
    "open elsewhere": (
        lambda p: p.with_name("cells.gpkg-wal").write_bytes(b"x"),
        "is open in another program",
    ),
    "empty layer": (lambda p: edited(p, "DELETE FROM cells"), "has no cells in it"),
    "a view": (
        lambda p: edited(
            p, "ALTER TABLE cells RENAME TO hidden", "CREATE VIEW cells AS SELECT * FROM hidden"
        ),
        "has no layer of features",
    ),
    "red line": (
        lambda p: edited(p, 'ALTER TABLE cells ADD COLUMN "重点人口" INTEGER'),
        "grades or sorts people",
    ),
}


@pytest.mark.parametrize("case", BAD_GEOPACKAGES)
def test_a_bad_geopackage_is_told_in_one_sentence(tmp_path: Path, case: str) -> None:
    spoil, sentence = BAD_GEOPACKAGES[case]
    path = gpkg(tmp_path)
    spoil(path)
    with pytest.raises(BadFile, match=sentence):
        read_cells(path)


def test_several_layers_are_named_and_none_is_guessed(tmp_path: Path) -> None:
    path = gpkg(tmp_path)
    geopandas.GeoDataFrame({"a": [1]}, geometry=[Polygon(a_square())], crs="EPSG:4326").to_file(
        path, driver="GPKG", layer="roads", engine="pyogrio"
    )
    with pytest.raises(BadFile, match="has several layers: cells, roads"):
        read_cells(path)


def test_a_trigger_of_the_file_does_not_run_and_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = edited(gpkg(tmp_path), "CREATE TRIGGER t AFTER INSERT ON cells BEGIN DELETE FROM cells; END")
    before = path.read_bytes()
    assert len(read_cells(path).records) == 2
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cells.gpkg"]
