"""The commander's page says what is proven of the plans, and nothing of plans without a bound."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

from api.web.app import create_app
from tests.web_client import LocalClient
from tests.web_workspace import WEEK, planned_workspace

PAGE = f"/commander?week={WEEK}"


def test_the_page_says_how_much_of_the_best_possible_each_plan_reaches(tmp_path: Path) -> None:
    workspace = planned_workspace(tmp_path / "town")
    app = create_app(workspace)
    page = LocalClient(app)
    assert "possible" not in page.get(f"{PAGE}&lang=en").text
    with workspace.open_store() as store, store.writing() as writing:
        for team, at_most in (("A", 912.7), ("B", 900.0)):
            plan = next(p for p in writing.plans(WEEK) if p.team == team)
            row = {"bound": {"prize_at_most": at_most, "method": "lp"}}
            writing.save_plan(replace(plan, plan_gz=gzip.compress(json.dumps(row).encode())))
    # each plan is worth 900: 900 / 912 = 98.68..., 900 / 900, and 1800 / 1812 = 99.33...
    english, chinese = page.get(f"{PAGE}&lang=en").text, page.get(f"{PAGE}&lang=zh-CN").text
    assert "≥ 98.6 %" in english and ">best</td>" in english
    assert "Prize of all teams: at least 99.3\xa0% of the best possible (proven for the doors offered; " in english
    assert "各组得分合计： 至少达到最优的 99.3%（就本周纳入的门户已证明；" in chinese
    app.state.store.close()
