from datetime import date

from gisdata.coordinates import Datum
from gisdata.read import read_patrols
from gisdata.records import PatrolOrder, PatrolScope
from gisdata.write.patrols_csv import write_patrols_csv


def an_order(**changes):
    values = {
        "patrol_id": "HOT001", "label": "农贸市场", "scope": PatrolScope.CELL, "lon_deg": 110.123456,
        "lat_deg": 32.654321, "weekdays": (5, 6), "day": None, "window_start_s": 23 * 3600, "window_end_s": 25 * 3600,
        "presence_s": 900, "min_dwell_s": 0, "visit_credit": 0.5,
    }
    return PatrolOrder(**{**values, **changes})


def test_what_is_written_is_read_back_the_same(tmp_path):
    orders = [
        an_order(),
        an_order(patrol_id="HOT002", scope=PatrolScope.POINT, weekdays=(), day=date(2026, 11, 25), min_dwell_s=600,
                 team="A", officer_id="060101", visit_credit=0.0),
    ]
    file = tmp_path / "patrols.csv"
    write_patrols_csv(orders, file)
    result = read_patrols(file, crs=Datum.WGS84)
    assert result.refused == ()
    assert list(result.records) == orders


def test_a_label_that_looks_like_a_formula_runs_nothing(tmp_path):
    file = tmp_path / "patrols.csv"
    write_patrols_csv([an_order(label="=1+1")], file)
    assert "'=1+1" in file.read_text("utf-8-sig")
