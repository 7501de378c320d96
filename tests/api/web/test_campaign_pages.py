"""The page of the campaign: the truth first, figures never stale, what if beside it, kept and deleted by form."""

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.usecases.campaign_words import campaign_figures
from api.usecases.plan_campaign import answer_campaign
from api.usecases.what_if import Change
from api.web import campaign_desk
from api.web.app import create_app
from api.web.campaign_desk import Asked, CampaignDesk, Made
from api.web.routes.campaign import change_of, query_of
from api.workspace import Workspace
from gisdata.records import Reached, VisitAttempt
from tests.web_client import LocalClient
from tests.web_workspace import TODAY, planned_workspace, with_deadline

PAGE = "/commander/campaign"
NEXT_MONDAY = date(2026, 11, 30)


@pytest.fixture
def short_client(tmp_path: Path) -> Iterator[LocalClient]:
    app = create_app(with_deadline(planned_workspace(tmp_path / "town"), date(2026, 12, 6)))
    yield LocalClient(app)
    app.state.store.close()


def page(client: LocalClient, query: str = "") -> str:
    answer = client.get(f"{PAGE}?lang=en&{query}")
    while 'id="waiting"' in answer.text:   # a slow machine
        again = re.search(r'url=([^"]+)"', answer.text)
        assert again is not None
        answer = client.get(again[1].replace("&amp;", "&") + "&lang=en")
    assert answer.status_code == 200
    return answer.text


def token(client: LocalClient) -> str:
    return str(client.app.state.form_token)


def workspace(client: LocalClient) -> Workspace:
    found: Workspace = client.app.state.workspace
    return found


def keep(client: LocalClient, **fields: str):
    return client.post(f"{PAGE}/save", {"token": token(client), "evenings": "2", "name": "two evenings", **fields})


def scenario_names(client: LocalClient) -> list[str]:
    return sorted(path.stem for path in (workspace(client).folder / "what_if").glob("*.json"))


def test_the_page_says_first_that_the_hours_suffice(client: LocalClient) -> None:
    text = page(client)
    assert re.search(r'truth-first">the hours suffice: every door gets', text)
    assert 'id="shortage"' not in text
    assert "met: 60." in text
    assert text.count('<span class="tag-estimate">placeholder</span>') == 6


def test_the_commanders_page_leads_to_it(client: LocalClient) -> None:
    assert f'href="{PAGE}"' in client.get("/commander").text


def test_a_shortage_is_told_with_its_proof_and_cures_that_fill_the_form(short_client: LocalClient) -> None:
    text = page(short_client)
    figures = campaign_figures(answer_campaign(workspace(short_client), monday=NEXT_MONDAY))
    assert f"the hours do not suffice by 2026-12-06: {figures['shortage_h']} h are missing" in text
    assert "柳林村, 河西社区" in text
    assert all(officer in text for officer in figures["short_officers"])
    later = next(cure["amount"] for cure in figures["cures"] if cure["kind"] == "later")
    assert f'href="/commander/campaign?later={later}#what-if"' in text
    tried = page(short_client, f"later={later}")
    assert f'name="later" type="number" min="0" max="156" value="{later}"' in tried
    assert "suffice</td>" in tried
    assert f"deadline {later} weeks later" in tried


def test_no_officer_stands_before_another_but_by_number(short_client: LocalClient) -> None:
    text = page(short_client)
    table = text[text.index('id="quotas"'):]
    assert re.findall(r'<th scope="row">(\d+)</th>', table) == ["060101", "060102", "060103", "060201", "060202"]


def test_figures_follow_what_is_written_to_the_register(client: LocalClient) -> None:
    assert "met: 60." in page(client)
    with workspace(client).open_store() as store, store.writing() as writing:
        writing.save_visits([VisitAttempt(household_id="H0001", visited_on=TODAY, reached=Reached.COMPLETED)])
    assert "met: 61." in page(client)


def test_an_unchanged_campaign_is_solved_once(client: LocalClient, monkeypatch: pytest.MonkeyPatch) -> None:
    solved = []
    solve = campaign_desk.solve_campaign
    monkeypatch.setattr(campaign_desk, "solve_campaign", lambda *a, **k: (solved.append(1), solve(*a, **k))[1])
    page(client)
    page(client, "evenings=2")
    assert solved == [1]


def test_a_change_is_tried_kept_and_deleted(client: LocalClient) -> None:
    assert "tried now" in page(client, "evenings=2")
    assert keep(client).status_code == 303
    text = page(client)
    assert ">two evenings</th>" in text.replace("\n", "")
    assert "2 evening shifts more each week" in text
    gone = client.post(f"{PAGE}/delete", {"token": token(client), "name": "two evenings"})
    assert (gone.status_code, scenario_names(client)) == (303, [])
    assert client.post(f"{PAGE}/delete", {"token": token(client), "name": "two evenings"}).status_code == 404


def test_a_form_without_the_token_of_this_server_changes_nothing(client: LocalClient) -> None:
    keep(client)
    assert keep(client, name="other", token="guessed").status_code == 403
    foreign = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "cross-site"}
    for act in ("save", "delete"):
        fields = {"token": token(client), "name": "two evenings", "evenings": "1"}
        assert client.post(f"{PAGE}/{act}", fields, foreign).status_code == 403
        assert client.post(f"{PAGE}/{act}", {**fields, "token": ""}).status_code == 403
        assert client.get(f"{PAGE}/{act}").status_code == 405
    assert scenario_names(client) == ["two evenings"]


@pytest.mark.parametrize(("fields", "why"), [
    ({"name": "../../up"}, "不能作方案名称"), ({"name": " "}, "不能作方案名称"), ({"evenings": "0"}, "请先作一项变动"),
    ({"evenings": "many"}, "many 不是整数"), ({"without": "999"}, "民警 999 不在民警表中"),
    ({"later": "157"}, "0 至 156 周"),
])
def test_what_cannot_be_kept_is_told_on_the_page_and_not_kept(client: LocalClient, fields, why) -> None:
    answer = keep(client, **fields)
    assert (answer.status_code, scenario_names(client)) == (422, [])
    assert why in answer.text


def test_a_change_that_cannot_be_tried_leaves_the_page_as_it_is(client: LocalClient) -> None:
    text = page(client, "without=999")
    assert "officer 999 is not among the officers" in text
    assert "tried now" not in text
    assert "x is no whole number" in page(client, "hours=x")


def test_a_bad_scenario_file_is_named_and_the_page_still_stands(client: LocalClient) -> None:
    (workspace(client).folder / "what_if").mkdir()
    (workspace(client).folder / "what_if" / "old.json").write_text("{}", encoding="utf-8")
    assert "old.json is no scenario of this program" in page(client)


def test_a_name_of_signs_is_escaped(client: LocalClient) -> None:
    assert "<b>" not in keep(client, name="<b>x").text.split('id="what-if"')[1].split("<form")[0]


def test_an_empty_workspace_says_what_to_bring(empty_client: LocalClient) -> None:
    answer = empty_client.get(f"{PAGE}?lang=en")
    assert answer.status_code == 200
    assert "there are no households yet" in answer.text


def test_when_everybody_is_met_the_page_says_so(client: LocalClient) -> None:
    with workspace(client).open_store() as store, store.writing() as writing:
        writing.save_households([replace(home, last_contact_on=TODAY) for home in writing.households()])
    text = page(client)
    assert "No door is left to be met." in text
    assert "met: 180." in text


def test_fields_become_a_change_and_a_change_fields() -> None:
    change = Change(evenings=3, hours_percent=-5, helpers=1, later_weeks=2, without=("1001", "1002"))
    assert change_of(query_of(change)) == change
    assert change_of({"without": "1001，1002 1001", "evenings": ""}) == Change(without=("1001", "1002"))


def test_while_it_is_solved_the_page_says_what_is_being_done(
    client: LocalClient, monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on, solve = threading.Event(), campaign_desk.solve_campaign
    monkeypatch.setattr(campaign_desk, "solve_campaign", lambda *a, **k: (go_on.wait(20), solve(*a, **k))[1])
    monkeypatch.setattr(CampaignDesk.ask, "__kwdefaults__", {"ticket": "", "patience_s": 0.05})
    waiting = client.get(f"{PAGE}?lang=en&evenings=1").text
    assert "The campaign is being planned: reading the register" in waiting
    assert re.search(r'http-equiv="refresh" content="1;url=/commander/campaign\?evenings=1&amp;ticket=\w+"', waiting)
    go_on.set()
    assert "tried now" in page(client, "evenings=1")


def test_a_page_never_gets_figures_that_were_read_before_it_asked(
    client: LocalClient, monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads: list[str] = []
    begun, go_on, read = threading.Event(), threading.Event(), campaign_desk.read_campaign

    def slow_read(*args, **named):
        found = read(*args, **named)
        reads.append("read")
        begun.set()
        go_on.wait(20)
        return found

    monkeypatch.setattr(campaign_desk, "read_campaign", slow_read)
    desk = client.app.state.campaign
    asked = Asked(monday=NEXT_MONDAY, today=TODAY, change=Change())
    ticket = desk.ask(asked, patience_s=0.0)
    begun.wait(20)
    second, third = desk.ask(asked, patience_s=0.0), desk.ask(asked, patience_s=0.0)
    assert second != ticket and third == second
    assert desk.ask(asked, ticket=ticket, patience_s=0.0) == ticket
    go_on.set()
    made = [desk.ask(asked, ticket=name, patience_s=60) for name in (ticket, second)]
    assert all(isinstance(one, Made) for one in made)
    assert reads == ["read", "read"]
