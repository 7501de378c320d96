"""The analyst's page of hot spots: squares, proposals and gaps, never a door or a single report."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shapely import box

from api.web.app import create_app
from gisdata.records import Cell, Household, Located
from tests.hot_scenes import SHIFT, a_station
from tests.web_client import LocalClient

PAGE = "/analyst?show=hotspots"


@pytest.fixture
def market(tmp_path: Path) -> Iterator[LocalClient]:
    app = create_app(a_station(tmp_path / "market", shifts=[SHIFT]))
    yield LocalClient(app)
    app.state.store.close()


def test_the_page_shows_hot_squares_proposals_and_gaps_in_both_languages(market: LocalClient) -> None:
    page = market.get(f"{PAGE}&lang=zh-CN").text
    for words in ("热点方格", "农贸市场 S", "星期六 08:00-10:00", "huhu hotspots --patrols FILE.csv",
                  "另有 1 个高发时段不在任何班次内", "最近八周的计划都没有安排巡逻"):
        assert words in page
    english = market.get(f"{PAGE}&lang=en").text
    for words in ("Hot squares", "Saturday 08:00-10:00", "nothing is planned by itself", "40.0 / 6"):
        assert words in english


def test_no_report_and_no_door_is_on_the_page_or_the_map(market: LocalClient, client: LocalClient) -> None:
    assert "REPORT-" not in market.get(PAGE).text + market.get("/maps/hotspots").text
    assert "清河镇朝阳路" not in client.get(PAGE).text + client.get("/maps/hotspots").text


def test_the_map_has_significance_and_counts_of_squares(market: LocalClient) -> None:
    page = market.get("/maps/hotspots?lang=en").text
    assert "Hot beyond chance (Gi*, adjusted p)" in page
    assert "Incidents per square" in page
    assert "Incidents per km of street" not in page.split('"layers"')[1].split('"n_marks"')[0]   # no streets imported


def test_without_incidents_the_page_says_what_to_import(empty_client: LocalClient) -> None:
    page = empty_client.get(PAGE).text
    assert "huhu import incidents" in page
    assert 'id="hot"' not in page


def test_due_doors_of_a_cell_that_the_coverage_hides_are_no_gap_on_the_page(tmp_path: Path) -> None:
    # 40 + 12 + 4: told of 12 due households in the middle cell, who knows the total would know of the 4
    workspace = a_station(tmp_path / "town", shifts=[SHIFT])
    sizes = (40, 12, 4)
    with workspace.open_store() as store, store.writing() as writing:
        writing.replace_cells([Cell(cell_id=f"c{n}", name="", kind="square", community="", shape=box(n, 0, n + 1, 1))
                               for n in range(len(sizes))])
        writing.save_households([
            Household(household_id=f"H{n}-{k}", address=f"朝阳路{n}号{k}", community="河东社区", lon_deg=n + 0.5,
                      lat_deg=0.5, located=Located.GIVEN) for n, size in enumerate(sizes) for k in range(size)])
    app = create_app(workspace)
    page = LocalClient(app).get(f"{PAGE}&lang=en").text
    app.state.store.close()
    assert "40 due households, none reached" in page
    assert "12 due households" not in page
