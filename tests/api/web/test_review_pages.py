"""Only a page of this server can settle an address; what comes back leads on through the list."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.web.app import create_app
from gisdata.records import Located
from tests.review_workspace import households_of, review_workspace
from tests.web_client import LocalClient

PLAIN = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[LocalClient]:
    app = create_app(review_workspace(tmp_path / "station"))
    yield LocalClient(app)
    app.state.store.close()


def token_of(desk: LocalClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', desk.get("/addresses/door?household=h4").text)
    assert found
    return found[1]


def settled(desk: LocalClient) -> list[str]:
    households = households_of(desk.app.state.workspace)
    return [id_ for id_, household in households.items() if household.located is Located.DECIDED]


def test_a_form_of_this_server_settles_and_leads_to_the_next_with_a_way_back(desk: LocalClient) -> None:
    fields = {"token": token_of(desk), "household": "h4", "choice": "candidate:q2"}
    answer = desk.post("/addresses/settle", fields)
    assert answer.status_code == 303
    assert settled(desk) == ["h4"]
    assert "household=h3" in answer.headers["location"]
    page = desk.get(answer.headers["location"]).text
    assert "学府路5号 已裁定。" in page
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    back = desk.post("/addresses/undo", {"token": fields["token"], "key": key[1]})
    assert (back.status_code, back.headers["location"]) == (303, "/addresses/door?household=h4")
    assert settled(desk) == []


def test_the_last_of_the_list_leads_back_to_the_list_with_its_filter(desk: LocalClient) -> None:
    fields = {"token": token_of(desk), "household": "h2", "choice": "point", "lon": "110.8", "lat": "32.6",
              "text": "幸福路90", "state": "waiting"}
    answer = desk.post("/addresses/settle", fields)
    assert answer.headers["location"].startswith("/addresses?state=waiting&community=&text=%E5")
    assert settled(desk) == ["h2", "h3"]
    assert "已裁定。" in desk.get(answer.headers["location"]).text


def test_later_sets_aside_and_back_takes_up_again(desk: LocalClient) -> None:
    fields = {"token": token_of(desk), "household": "h4"}
    assert "household=h3" in desk.post("/addresses/later", fields).headers["location"]
    assert "学府路5号" in desk.get("/addresses?state=later").text
    desk.post("/addresses/later", {**fields, "back": "yes", "state": "later"})
    assert "学府路5号" not in desk.get("/addresses?state=later").text


@pytest.mark.parametrize("headers", [{**PLAIN, "Sec-Fetch-Site": "cross-site"}, {**PLAIN, "Sec-Fetch-Site": "none"},
                                     {**PLAIN, "Sec-Fetch-Site": "same-site"}])
def test_another_site_cannot_post_even_with_the_token(desk: LocalClient, headers: dict[str, str]) -> None:
    fields = {"token": token_of(desk), "household": "h4", "choice": "none"}
    answer = desk.post("/addresses/settle", fields, headers=headers)
    assert answer.status_code == 403
    assert "不是从本服务器的页面发出" in answer.text
    assert "h4" in desk.get("/addresses").text


@pytest.mark.parametrize("path", ["settle", "later", "undo"])
@pytest.mark.parametrize("token", ["", "guess", "猜"])
def test_a_form_without_the_token_of_this_server_changes_nothing(desk: LocalClient, path: str, token: str) -> None:
    answer = desk.post(f"/addresses/{path}", {"token": token, "household": "h4", "choice": "none", "key": "x"})
    assert answer.status_code == 403
    assert "学府路5号" in desk.get("/addresses").text


@pytest.mark.parametrize(("fields", "status"), [
    ({"choice": ""}, 422), ({"choice": "candidate:"}, 422), ({"choice": "candidate:nothing"}, 422),
    ({"choice": "point"}, 422), ({"choice": "point", "lon": "nan", "lat": "1"}, 422),
    ({"choice": "point", "lon": "181", "lat": "1"}, 422), ({"choice": "point", "lon": "x", "lat": "1"}, 422),
    ({"choice": "none", "household": "nobody"}, 404), ({"choice": "none", "household": "h1"}, 422),
])
def test_a_choice_that_cannot_be_is_refused(desk: LocalClient, fields: dict[str, str], status: int) -> None:
    answer = desk.post("/addresses/settle", {"household": "h4", "token": token_of(desk), **fields})
    assert answer.status_code == status
    assert settled(desk) == []


def test_a_body_that_is_no_small_plain_form_is_refused(desk: LocalClient) -> None:
    token = token_of(desk)
    assert desk.post("/addresses/settle", {"token": token}, headers={"Content-Type": "text/plain"}).status_code == 422
    assert desk.post("/addresses/settle", {"token": token, "text": "x" * 20_000}).status_code == 422
    many = {"token": token, **{f"f{n}": "x" for n in range(30)}}
    assert desk.post("/addresses/settle", many).status_code == 422
    assert desk.request("POST", "/addresses/settle", headers=PLAIN, body="token").status_code == 422
    assert desk.post("/addresses/undo", {"token": token, "key": "nothing"}).status_code == 404


def test_the_list_narrows_pages_and_takes_any_number(desk: LocalClient) -> None:
    assert desk.get("/addresses?text=90%E5%8F%B72").text.count("household=h") == 1
    assert "household=h" not in desk.get("/addresses?start=50").text
    assert desk.get("/addresses?start=-3").status_code == 200
    assert desk.get("/addresses?state=people").status_code == 422
    assert desk.get("/addresses/door?household=nobody").status_code == 404
    assert desk.get("/maps/door?household=nobody").status_code == 404


def test_a_sure_household_has_nothing_to_settle(desk: LocalClient) -> None:
    page = desk.get("/addresses/door?household=h1").text
    assert 'id="settle"' not in page
    assert "无需裁定" in page
