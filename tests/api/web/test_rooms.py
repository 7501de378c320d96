"""The page of the mobile rooms: what is planned, why there, and what to do when nothing is."""

from __future__ import annotations

from pathlib import Path

from api.web.app import create_app
from tests.gisdata.store.test_rooms import WEEK
from tests.web_client import LocalClient
from tests.web_workspace import planned_workspace

PAGE = "/commander/rooms?week=2026-W48"


def test_the_page_tells_places_hours_and_due_doors_in_both_languages(tmp_path: Path) -> None:
    workspace = planned_workspace(tmp_path / "town")
    app = create_app(workspace)
    page = LocalClient(app)
    assert "huhu rooms plan --week 2026-W48" in page.get(f"{PAGE}&lang=en").text
    assert page.get("/maps/rooms?week=2026-W48").status_code == 404
    with workspace.open_store() as store, store.writing() as writing:
        writing.save_rooms(WEEK)
    english, chinese = page.get(f"{PAGE}&lang=en").text, page.get(f"{PAGE}&lang=zh-CN").text
    for text in (english, chinese):
        assert "09:00–11:00" in text and "农贸市场" in text and "031 032" in text
        assert "<td>12</td><td>30</td><td>55</td>" in text
    assert "at least 99.5\xa0% of the best possible (proven)" in english
    assert "至少达到最优的 99.5\xa0%（已证明）" in chinese
    assert "农贸市场" in page.get("/maps/rooms?week=2026-W48").text
    assert PAGE in page.get("/commander?week=2026-W48").text
    app.state.store.close()
