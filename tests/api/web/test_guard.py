"""Until there is a sign-in, only this machine is answered."""

import pytest

from api.errors import WrongUse
from api.web.guard import host_name, require_loopback
from api.web.server import serve
from tests.web_client import LocalClient


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_a_request_to_this_machine_is_answered(client: LocalClient, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", [
    "evil.com", "evil.com:8000", "127.0.0.1.evil.com", "localhost.evil.com", "192.168.1.5", "", "[::1", "0.0.0.0",
])
def test_a_name_of_another_site_that_points_here_is_refused(client: LocalClient, host: str) -> None:
    answer = client.get("/commander", headers={"Host": host})
    assert answer.status_code == 403
    assert "清河" not in answer.text


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host"])
def test_a_proxy_on_this_machine_cannot_let_others_in(client: LocalClient, header: str) -> None:
    assert client.get("/commander", headers={header: "127.0.0.1"}).status_code == 403


@pytest.mark.parametrize(("address", "status"), [
    ("127.0.0.1", 200), ("127.8.8.8", 200), ("::1", 200), ("::ffff:127.0.0.1", 200),
    ("192.168.1.7", 403), ("::ffff:192.168.1.7", 403), ("10.0.0.1", 403), ("no address", 403),
])
def test_only_a_client_on_this_machine_is_answered(client: LocalClient, address: str, status: int) -> None:
    other = LocalClient(client.app, address=address)
    assert other.get("/health").status_code == status


def test_the_guard_stands_before_files_too(client: LocalClient) -> None:
    assert client.get("/static/huhu.css", headers={"Host": "evil.com"}).status_code == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.com", "", "127.0.0.2"])
def test_the_server_refuses_to_listen_elsewhere(client: LocalClient, host: str) -> None:
    with pytest.raises(WrongUse, match="no sign-in yet"):
        serve(client.app.state.workspace, host=host, port=8000)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_may_be_listened_on(host: str) -> None:
    require_loopback(host)


def test_the_port_is_no_part_of_the_name() -> None:
    assert [host_name(h) for h in ("a:80", "A", "[::1]:80", "[::1]")] == ["a", "a", "::1", "::1"]
