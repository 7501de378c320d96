"""The page of events: adding and closing, refused without the token of this server."""

import re

import pytest

from tests.web_client import LocalClient

COMMUNITY = "河东社区"


def token(client: LocalClient) -> str:
    return str(client.app.state.form_token)


def add(client: LocalClient, **fields: str):
    return client.post("/commander/events/add", {"token": token(client), "kind": "festival", "community": COMMUNITY,
                                                 "first": "2026-11-24", **fields})


def test_an_event_is_added_listed_and_closed(client: LocalClient) -> None:
    added = add(client)
    assert (added.status_code, added.headers["location"]) == (303, "/commander/events?added=E0001")
    page = client.get("/commander/events?lang=en").text
    assert "E0001" in page
    assert re.search(r"60 doors", page)
    assert "this cannot be undone" in page.split("</details>")[0].split('<details class="sure">')[1]
    assert client.post("/commander/events/close", {"token": token(client), "event": "E0001"}).status_code == 303
    assert "No event runs." in client.get("/commander/events?lang=en").text


def test_doors_are_named_by_number_and_the_page_does_not_list_them(client: LocalClient) -> None:
    added = add(client, kind="hardship", doors="H0001，H0004")
    assert added.status_code == 303
    page = client.get("/commander/events").text
    assert "2 户" in page
    assert "H0001" not in page


def test_a_form_without_the_token_of_this_server_changes_nothing(client: LocalClient) -> None:
    assert add(client, token="guessed").status_code == 403
    assert add(client, token="").status_code == 403
    foreign = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "cross-site"}
    assert client.post("/commander/events/add", {"token": token(client)}, foreign).status_code == 403
    assert "E0001" not in client.get("/commander/events").text


@pytest.mark.parametrize(("fields", "why"), [
    ({"kind": "group_grievance"}, "须由指定领导"), ({"kind": "party"}, "请选择事项类型"),
    ({"first": "tomorrow"}, "tomorrow 不是日期"), ({"community": "月亮社区"}, "没有住户属于社区"),
    ({"doors": "H9999"}, "没有编号为 H9999"), ({"officer": "90909"}, "90909"),
])
def test_an_event_that_cannot_be_made_says_why_on_the_page_and_is_not_made(client: LocalClient, fields, why) -> None:
    answer = add(client, **fields)
    assert answer.status_code == 422
    assert why in answer.text
    assert "E0001" not in client.get("/commander/events").text


def test_closing_an_event_that_is_gone_is_not_found(client: LocalClient) -> None:
    assert client.post("/commander/events/close", {"token": token(client), "event": "E0009"}).status_code == 404


def test_kinds_that_are_off_are_not_offered(client: LocalClient) -> None:
    page = client.get("/commander/events").text
    assert 'value="festival"' in page
    assert 'value="relative_in_custody"' not in page
