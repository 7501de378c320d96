"""The analyst's page of hot spots: squares, proposals and gaps, never a door or a single report."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.web.app import create_app
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
