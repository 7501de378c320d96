"""Routes and stops as a GeoPackage."""

from pathlib import Path

import geopandas as gpd
import pyogrio

from gisdata.records import Walk
from gisdata.write import write_routes_gpkg
from tests.gisdata.write.conftest import a_stop, a_walk


def test_routes_come_back_with_their_lines_and_counts(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_routes_gpkg(walks, tmp_path / "routes.gpkg")
    routes = gpd.read_file(tmp_path / "routes.gpkg", layer="routes")
    assert routes.crs.to_epsg() == 4326
    assert list(routes["officer_id"]) == ["1001", "1002"]
    assert list(routes.geometry[0].coords) == [(110.79, 32.62), (110.80, 32.63), (110.79, 32.62)]
    # walk 1001: three visits and one patrol; 1830 s = 30.5 min
    assert tuple(routes.loc[0, ["n_visits", "n_patrols", "travel_min", "day"]]) == (3, 1, 30.5, "2026-11-23")
    assert routes.loc[0, "leave"] == "2026-11-23T08:00:00+08:00"
    assert not routes.loc[0, "estimated"]


def test_stops_come_back_with_times_and_chinese_text(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_routes_gpkg(walks, tmp_path / "routes.gpkg")
    stops = gpd.read_file(tmp_path / "routes.gpkg", layer="stops")
    assert list(stops["number"]) == [1, 2, 0, 3, 4, 1]
    assert stops.loc[1, "what"] == "学府路58号锦绣小区3栋2单元501室"
    assert stops.loc[1, "start"] == "2026-11-23T08:40:00+08:00"
    assert list(stops["must"]) == [True, False, False, True, False, False]
    assert (stops.geometry[0].x, stops.geometry[0].y) == (110.79, 32.62)


def test_qgis_finds_a_default_style_for_each_layer(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_routes_gpkg(walks, tmp_path / "routes.gpkg")
    styles = pyogrio.read_dataframe(tmp_path / "routes.gpkg", layer="layer_styles")
    assert set(styles["f_table_name"]) == {"routes", "stops"}
    assert list(styles["useAsDefault"]) == [True, True]
    assert {geometry for _, geometry in pyogrio.list_layers(tmp_path / "routes.gpkg")} == {"LineString", "Point", None}


def test_a_week_without_walks_has_both_layers_empty(tmp_path: Path) -> None:
    write_routes_gpkg((), tmp_path / "routes.gpkg")
    routes = gpd.read_file(tmp_path / "routes.gpkg", layer="routes")
    assert len(routes) == 0 and "officer_id" in routes.columns
    assert len(gpd.read_file(tmp_path / "routes.gpkg", layer="stops")) == 0


def test_a_walk_that_never_leaves_its_base_is_still_a_row(tmp_path: Path) -> None:
    stop = a_stop(1, "visit", "老街1号", "09:00", "09:10")
    write_routes_gpkg(
        [a_walk("1001", stop, line=((110.79, 32.62),)), a_walk("1002", stop, line=())], tmp_path / "routes.gpkg"
    )
    routes = gpd.read_file(tmp_path / "routes.gpkg", layer="routes")
    assert len(routes) == 2
    assert routes.geometry[0].length == 0
    assert routes.geometry[1] is None


def test_nothing_is_left_beside_the_file(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_routes_gpkg(walks, tmp_path / "routes.gpkg")
    write_routes_gpkg(walks, tmp_path / "routes.gpkg")
    assert [p.name for p in tmp_path.iterdir()] == ["routes.gpkg"]
