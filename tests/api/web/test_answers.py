"""What every answer carries, and what an error tells."""

import logging
from collections.abc import Callable

import pytest

from api.usecases.audit_register import audit_for_analyst
from api.web import errors
from gisdata.errors import Conflict, DiskFull, GisDataError, NotFound, StoreOutOfDate
from gisdata.records import Household
from planner.errors import PlannerError
from tests.web_client import LocalClient

PAGES = ("/commander", "/officer", "/officer/060101", "/analyst", "/analyst?show=hotspots", "/analyst/audit",
         "/analyst/audit?show=cells", "/about",
         "/addresses", "/addresses?state=unsure&text=x", "/addresses/decided", "/addresses/door?household=H0179",
         "/commander/left-out?week=2026-W48&reason=later")
MAPS = ("/maps/routes?week=2026-W48", "/maps/officer/060101?day=2026-11-24", "/maps/coverage", "/maps/hotspots",
        "/maps/audit", "/maps/cells", "/maps/door?household=H0179")


@pytest.mark.parametrize("path", [*PAGES, "/health", "/nothing-here"])
def test_a_page_may_load_own_files_only_and_stand_in_no_frame(client: LocalClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", [*MAPS, "/maps/routes?week=2026-W01", "/maps/nothing"])
def test_a_map_runs_as_a_stranger_in_our_frame_only(client: LocalClient, path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert policy.startswith("sandbox allow-scripts;")
    for rule in ("connect-src 'none'", "default-src 'none'", "frame-ancestors 'self'"):
        assert rule in policy
    assert "allow-same-origin" not in policy


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_no_script_or_style_of_its_own(client: LocalClient, path: str) -> None:
    page = client.get(path).text
    for written in ("<style", " style=", "onclick=", "onload=", "javascript:"):
        assert written not in page
    assert page.count("<script") == page.count('<script src="/static/')


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/commander", "/officer/060101", "/maps/coverage", "/maps/door", "/health",
                                  "/addresses", "/addresses/door"])
def test_nothing_but_decisions_about_addresses_can_be_changed_over_the_web(
    client: LocalClient, method: str, path: str
) -> None:
    assert client.request(method, path).status_code == 405


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_there_are_no_pages_of_the_programming_interface(client: LocalClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("path", "status"), [
    ("/commander?week=2026-W54", 422), ("/commander?week=tomorrow", 422), ("/commander?day=soon", 422),
    ("/officer/nobody", 404), ("/officer/060101?day=soon", 422), ("/analyst?show=people", 422),
    ("/maps/routes?week=2030-W01", 404), ("/maps/officer/nobody?day=2026-11-24", 404), ("/static/../app.py", 404),
])
def test_a_wrong_address_gets_a_page_and_a_number(client: LocalClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "错误编号" in answer.text


def test_the_text_of_an_unknown_error_goes_to_the_log_only(
    client: LocalClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("secret of 朝阳路3号")

    monkeypatch.setattr("api.web.routes.officer.list_officers", break_down)
    with caplog.at_level(logging.ERROR, logger="huhu.web"):
        answer = client.get("/officer")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "secret of 朝阳路3号" in caplog.text
    number = caplog.records[-1].args[0]
    assert str(number) in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(("make", "status"), [
    (lambda: NotFound("x"), 404), (lambda: Conflict("x"), 409), (lambda: StoreOutOfDate("x"), 503),
    (lambda: DiskFull("x"), 507), (lambda: ValueError("x"), 500),
])
def test_each_kind_of_error_has_its_status(make: Callable[[], Exception], status: int) -> None:
    assert errors.status_of(make()) == status


def test_every_error_with_a_sentence_of_ours_has_a_status_of_its_own_or_is_a_fault() -> None:
    families = {sub for base in (GisDataError, PlannerError) for sub in base.__subclasses__()}
    faults = {kind.__name__ for kind in families if errors.status_of(kind("x")) == 500}
    assert faults <= {"SolverFailure", "WrongArgument", "MissingAsset"}


def test_the_log_of_an_error_holds_no_query(client: LocalClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="huhu.web"):
        client.get("/commander?week=secret-week")
    assert "?week" not in caplog.text


def test_the_audit_is_made_once_until_something_is_written(
    client: LocalClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    monkeypatch.setattr("api.web.routes.analyst.audit_for_analyst",
                        lambda *read, **days: made.append(days) or audit_for_analyst(*read, **days))
    pages = [client.get("/analyst/audit").text for _ in range(3)]
    assert (len(made), len(set(pages))) == (1, 1)
    with client.app.state.store.writing() as writing:
        writing.save_households([Household(household_id="NEW", address="朝阳路9号", community="河东社区")])
    assert client.get("/analyst/audit").text != pages[0]
    assert len(made) == 2
