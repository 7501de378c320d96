"""Layers as files, opened again by readers that know nothing of Huhu."""

import csv
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pandas as pd
import pyarrow.parquet
import pyogrio
import pytest
import shapely

from gisdata.layers import Layers
from gisdata.layers.layer import Layer, count, text
from gisdata.write.layer_csv import write_layer_csv
from gisdata.write.layer_gpkg import write_layers_gpkg
from gisdata.write.layer_parquet import write_layer_parquet
from gisdata.write.layer_xlsx import write_layers_xlsx
from tests.layer_scenes import TODAY, a_coverage, cells_and_beats, hot_spots

FORMULA = '=HYPERLINK("x")'


def test_a_geopackage_has_each_layer_with_its_figures_and_empty_where_they_are_hidden(tmp_path: Path) -> None:
    write_layers_gpkg(a_coverage(), tmp_path / "c.gpkg")
    table = pyogrio.read_dataframe(tmp_path / "c.gpkg", layer="coverage")
    layer = a_coverage().layers[0]
    assert (len(table), table.crs.to_epsg(), set(table.geometry.geom_type)) == (100, 4326, {"MultiPolygon"})
    assert list(table["hidden"]) == layer.values("hidden")
    assert table.loc[table["hidden"], ["n_registered", "n_reached", "share", "median_days"]].isna().all().all()
    assert list(table["n_reached"].astype("Int64").replace({pd.NA: None})) == layer.values("n_reached")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_qgis_finds_a_style_for_each_layer_with_a_rule_for_each_class(tmp_path: Path, language) -> None:
    layers = hot_spots(language)
    write_layers_gpkg(layers, tmp_path / "h.gpkg", language=language)
    styles = pyogrio.read_dataframe(tmp_path / "h.gpkg", layer="layer_styles")
    assert list(styles["f_table_name"]) == ["hot_squares", "hot_streets", "gaps"] and all(styles["useAsDefault"])
    page = ET.fromstring(styles["styleQML"][0].split("\n", 1)[1])
    rules = page.findall("renderer-v2/rules/rule")
    assert [rule.get("label") for rule in rules] == [rule.label for rule in layers.layers[0].rules]
    assert [rule.get("filter") for rule in rules][-2:] == ['"class" = 4', '"is_hot"']
    assert {symbol.get("name") for symbol in page.findall("renderer-v2/symbols/symbol")} == {
        rule.get("symbol") for rule in rules}
    names = {alias.get("field"): alias.get("name") for alias in page.findall("aliases/alias")}
    assert names["n_incidents"] == {"zh-CN": "警情（起）", "en": "incidents"}[language]


def test_a_name_of_signs_that_xml_minds_does_not_break_a_style(tmp_path: Path) -> None:
    write_layers_gpkg(cells_and_beats(community='<东&"门>'), tmp_path / "b.gpkg")
    for page in pyogrio.read_dataframe(tmp_path / "b.gpkg", layer="layer_styles")["styleQML"]:
        assert ET.fromstring(page.split("\n", 1)[1]).get("labelsEnabled") == "1"


def test_geoparquet_tells_its_crs_and_comes_back_as_it_went(tmp_path: Path) -> None:
    layer = a_coverage().layers[0]
    write_layer_parquet(layer, tmp_path / "c.parquet")
    table = pyarrow.parquet.read_table(tmp_path / "c.parquet")
    told = json.loads(table.schema.metadata[b"geo"])
    assert (told["version"], told["primary_column"]) == ("1.1.0", "geometry")
    assert told["columns"]["geometry"]["crs"]["id"] == {"authority": "OGC", "code": "CRS84"} or (
        told["columns"]["geometry"]["crs"]["id"] == {"authority": "EPSG", "code": 4326})
    assert told["columns"]["geometry"]["geometry_types"] == ["MultiPolygon"]
    assert table.column("n_reached").to_pylist() == layer.values("n_reached")
    shapes = shapely.from_wkb(table.column("geometry").to_pylist())
    assert [shape.equals(shapely.MultiPolygon([old])) for shape, old in zip(shapes, layer.shapes, strict=True)] == [
        True] * 100


@pytest.mark.parametrize(("language", "first", "head"), [
    ("zh-CN", ("单位", "清河派出所"), ["编码", "名称", "社区"]),
    ("en", ("station", "清河派出所"), ["code", "name", "community"])])
def test_a_workbook_has_a_sheet_about_it_and_a_frozen_header(tmp_path: Path, language, first, head) -> None:
    write_layers_xlsx(a_coverage(language).told(station="清河派出所"), tmp_path / "c.xlsx", language=language)
    about, sheet = openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets
    assert (about["A3"].value, about["B3"].value) == first
    assert [cell.value for cell in sheet[1]][:3] == head
    assert (sheet.freeze_panes, sheet.max_row) == ("A2", 101)
    hidden = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[3] in ("是", "yes")]
    assert len(hidden) == 15 and all(value is None for row in hidden for value in row[4:12])


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    layers = a_coverage(name=FORMULA)
    write_layers_xlsx(layers, tmp_path / "c.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[1]["B3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (FORMULA, "s", True)
    write_layer_csv(layers.layers[0], tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[2][1] == f"'{FORMULA}"


def test_a_tiny_p_is_not_written_as_nought(tmp_path: Path) -> None:
    layer = hot_spots().layers[0]
    write_layer_csv(layer, tmp_path / "h.csv", language="en")
    with (tmp_path / "h.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    least = min(layer.values("adjusted_p"))
    assert 0 < least < 1e-6 and float(min(rows, key=lambda row: float(row["adjusted p"]))["adjusted p"]) == (
        pytest.approx(least, rel=1e-5))


def test_a_theme_without_a_row_is_written_with_its_columns(tmp_path: Path) -> None:
    empty = Layer(name="gaps", shape="MultiPolygon", columns=(text("name"), count("n_due")), rows=(), shapes=())
    layers = Layers(theme="hotspots", day=TODAY, title="", subtitle="", source="", layers=(empty,))
    write_layers_gpkg(layers, tmp_path / "e.gpkg")
    write_layer_parquet(empty, tmp_path / "e.parquet")
    write_layers_xlsx(layers, tmp_path / "e.xlsx")
    assert list(pyogrio.read_dataframe(tmp_path / "e.gpkg", layer="gaps").columns) == ["name", "n_due", "geometry"]
    assert pyarrow.parquet.read_table(tmp_path / "e.parquet").num_rows == 0


@pytest.mark.parametrize("ending", ["gpkg", "parquet", "xlsx", "csv"])
def test_the_same_layers_are_the_same_bytes(tmp_path: Path, ending) -> None:
    def write(path: Path) -> bytes:
        layers = a_coverage()
        {"gpkg": lambda: write_layers_gpkg(layers, path), "xlsx": lambda: write_layers_xlsx(layers, path),
         "parquet": lambda: write_layer_parquet(layers.layers[0], path),
         "csv": lambda: write_layer_csv(layers.layers[0], path)}[ending]()
        return path.read_bytes()

    assert write(tmp_path / f"a.{ending}") == write(tmp_path / f"b.{ending}")
