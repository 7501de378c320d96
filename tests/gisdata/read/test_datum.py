"""The datum of a file: told once, the same in the whole file, and not applied where it means nothing."""

import json

import pytest

from gisdata.coordinates import Datum, from_wgs84
from gisdata.errors import BadFile
from gisdata.read import read_cells, read_households

HEADER = "household_id,address,community,lon,lat,crs\n"
HERE = (110.7854, 32.6310)


def a_row(number, crs, point=HERE):
    lon, lat = ("", "") if point is None else map(float, point)
    return f"H{number},新街{number}号,东门社区,{lon},{lat},{crs}\n"


def read(tmp_path, *rows, crs=None, near=None):
    path = tmp_path / "homes.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return read_households(path, crs=crs, near=near)


def told(result):
    return [str(note) for note in result.notes]


@pytest.mark.parametrize("name", ["gcj02", "GCJ-02", "高德", "火星坐标系"])
def test_a_column_may_say_the_datum_of_the_whole_file(name, tmp_path):
    result = read(tmp_path, a_row(1, name, from_wgs84(*HERE, Datum.GCJ02)))
    assert (result.records[0].lon_deg, result.records[0].lat_deg) == pytest.approx(HERE, abs=1e-8)
    assert result.datum is Datum.GCJ02
    assert told(result)[0] == "the coordinates are taken as gcj02, as the column crs 坐标系 says"


def test_a_file_of_two_datums_is_refused_with_the_rows(tmp_path):
    with pytest.raises(BadFile, match="says wgs84 in row 2 and bd09 in row 4"):
        read(tmp_path, a_row(1, "WGS84"), a_row(2, "EPSG:4490"), a_row(3, "百度"), crs=Datum.WGS84)


def test_wgs84_and_cgcs2000_are_no_mixture(tmp_path):
    result = read(tmp_path, a_row(1, "WGS-84"), a_row(2, "国家2000"), crs=Datum.CGCS2000)
    assert len(result.records) == 2


@pytest.mark.parametrize("rows", [(a_row(1, "gcj02"), a_row(2, "")), (a_row(1, ""), a_row(2, "gcj02"))])
def test_a_datum_for_some_rows_only_is_refused(rows, tmp_path):
    with pytest.raises(BadFile, match="fill in the column crs 坐标系 for every row with coordinates"):
        read(tmp_path, *rows, crs=Datum.GCJ02)


def test_rows_without_coordinates_need_no_datum(tmp_path):
    assert len(read(tmp_path, a_row(1, "gcj02"), a_row(2, "", point=None)).records) == 2


def test_a_column_that_contradicts_the_import_is_refused(tmp_path):
    with pytest.raises(BadFile, match=r"says bd09 in its column .* was told --crs wgs84"):
        read(tmp_path, a_row(1, "bd09"), crs=Datum.WGS84)


def test_an_unknown_datum_is_refused_in_its_row(tmp_path):
    refused = read(tmp_path, a_row(1, "北京54"), a_row(2, "gcj02")).refused
    assert [(row.row, str(row.reason)) for row in refused] == [
        (2, "北京54 is not one of: wgs84, cgcs2000, gcj02, bd09")]


def test_an_empty_column_says_nothing_and_the_import_must_be_told(tmp_path):
    assert read(tmp_path, a_row(1, ""), crs=Datum.WGS84).datum is Datum.WGS84
    with pytest.raises(BadFile, match="never guessed"):
        read(tmp_path, a_row(1, ""))


@pytest.mark.parametrize("crs", [Datum.GCJ02, Datum.BD09])
def test_points_outside_china_stay_and_the_report_warns(crs, tmp_path):
    lauf = (11.28, 49.51)
    result = read(tmp_path, a_row(1, "", lauf), crs=crs)
    assert (result.records[0].lon_deg, result.records[0].lat_deg) == lauf
    assert told(result) == [f"1 points lie outside China, where nothing is {crs}: they were left as they are; "
                            "check --crs"]


def cells_file(tmp_path, ring, epsg=None):
    collection = {"type": "FeatureCollection", "features": [{
        "type": "Feature", "properties": {"cell_id": "C1"},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}]}
    if epsg:
        collection["crs"] = {"type": "name", "properties": {"name": f"EPSG:{epsg}"}}
    path = tmp_path / "cells.geojson"
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def test_cells_outside_china_stay_and_the_report_warns(tmp_path):
    path = cells_file(tmp_path, [(11.28, 49.51), (11.29, 49.51), (11.29, 49.52)])
    result = read_cells(path, crs=Datum.GCJ02)
    assert result.records[0].shape.bounds == (11.28, 49.51, 11.29, 49.52)
    assert any("1 cells lie outside China" in note for note in told(result))


@pytest.mark.parametrize(("epsg", "crs"), [(4490, Datum.GCJ02), (4610, Datum.WGS84), (4547, Datum.BD09)])
def test_a_declared_crs_that_contradicts_the_import_is_refused(epsg, crs, tmp_path):
    path = cells_file(tmp_path, [(110.78, 32.61), (110.79, 32.61), (110.79, 32.62)], epsg)
    with pytest.raises(BadFile, match=f"EPSG:{epsg}"):
        read_cells(path, crs=crs)


@pytest.mark.parametrize(("epsg", "crs"), [(4490, Datum.WGS84), (4326, Datum.CGCS2000), (4326, Datum.GCJ02)])
def test_a_declared_crs_that_agrees_with_the_import_is_taken(epsg, crs, tmp_path):
    path = cells_file(tmp_path, [(110.78, 32.61), (110.79, 32.61), (110.79, 32.62)], epsg)
    assert len(read_cells(path, crs=crs).records) == 1
