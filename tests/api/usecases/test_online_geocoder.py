"""Addresses leave the station only when that is switched on, only the unsure ones, and it is said."""

import csv
import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from api.errors import BadSettings, WrongUse
from api.settings import OnlineSettings
from api.usecases.match_addresses import match_addresses
from api.usecases.online_geocoder import online_geocoder
from api.workspace import Workspace, open_workspace
from planner.sentence import Sentence
from tests.review_workspace import SOUTH, WEST, review_workspace

ON = "\n[online]\ngeocoder = \"nominatim\"\nhost = \"{host}\"\nscheme = \"http\"\npause_s = 0\n"


class Hearsay:
    """A geocoder that knows two addresses and keeps what it was asked."""

    def __init__(self, **known: tuple[float, float]) -> None:
        self.known, self.asked = known, list[str]()

    def place(self, address: str) -> tuple[float, float] | None:
        self.asked.append(address)
        return self.known.get(address)


@pytest.fixture
def station(tmp_path: Path) -> Workspace:
    return review_workspace(tmp_path / "station")


def matched(workspace: Workspace, online: Hearsay | None, *addresses: str, **more: object) -> list[dict[str, str]]:
    file, out = workspace.folder / "in.csv", workspace.folder / "out.csv"
    file.write_text("address\n" + "".join(f"{address}\n" for address in addresses), "utf-8")
    match_addresses(workspace, file, out, online=online, **more)
    with out.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def test_only_unsure_addresses_are_asked_for_and_it_is_said_before_without_naming_them(
    station: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Sentence] = []
    online = Hearsay()
    with caplog.at_level(logging.WARNING, logger="huhu.online"):
        rows = matched(station, online, "幸福路10号", "学府路5号", "幸福路12号", "幸福路90号", tell=told.append)
    assert online.asked == ["学府路5号", "幸福路90号"]
    assert [row["level"] for row in rows] == ["doorplate", "review", "interpolated", "review"]
    assert [str(sentence)[:30] for sentence in told] == ["2 addresses leave this station"]
    assert "2 addresses leave this station" in caplog.text and "学府" not in caplog.text


def test_an_answer_upon_a_candidate_takes_the_plate_and_any_other_is_a_hint_for_a_person(station: Workspace) -> None:
    # 0.0005 degrees of longitude are 46.9 m here, 0.0006 are 56.2 m; the plates of 学府路5号 stand at 0.001 and 0.004
    near = matched(station, Hearsay(学府路5号=(WEST + 0.0045, SOUTH)), "学府路5号")[0]
    assert (near["level"], near["lon"], near["confidence"]) == ("online", f"{WEST + 0.004:.7f}", "0.50")
    off = matched(station, Hearsay(学府路5号=(WEST + 0.0046, SOUTH)), "学府路5号")[0]
    assert (off["level"], off["lon"], off["confidence"]) == ("review", "", "0.00")
    assert off["candidates"] == "q1 学府路5号; q2 学府路5号; online 110.7946000 32.6200000"
    alone = matched(station, Hearsay(幸福路90号=(WEST, SOUTH)), "幸福路90号")[0]
    assert (alone["level"], alone["candidates"]) == ("review", "online 110.7900000 32.6200000")


def test_nothing_leaves_the_station_unless_it_is_switched_on(station: Workspace) -> None:
    assert station.settings.online == OnlineSettings()
    with pytest.raises(WrongUse, match="addresses would leave the station"):
        online_geocoder(station.settings.online)
    assert matched(station, None, "学府路5号")[0]["level"] == "review"


@pytest.mark.parametrize("lines", [
    'geocoder = "google"\nhost = "x"', 'geocoder = "nominatim"', 'host = "x"',
    'geocoder = "photon"\nhost = "x"\nport = 1',
    'geocoder = "photon"\nhost = "x"\nscheme = "ftp"', 'geocoder = "photon"\nhost = "x"\npause_s = -1',
])
def test_half_a_setting_is_refused_so_that_no_public_server_is_asked_unasked(station: Workspace, lines: str) -> None:
    file = station.folder / "huhu.toml"
    file.write_text(file.read_text("utf-8") + f"\n[online]\n{lines}\n", "utf-8")
    with pytest.raises(BadSettings):
        open_workspace(station.folder)


class FakeNominatim(BaseHTTPRequestHandler):
    """Answers 学府路5号 at its second plate, 幸福路90号 off the earth, nothing else; fails when asked for 坏."""

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)["q"][0]
        known = {"学府路5号": (WEST + 0.004, SOUTH), "幸福路90号": (WEST, 99.0)}
        found = [{"lon": str(lon), "lat": str(lat), "display_name": name}
                 for name, (lon, lat) in known.items() if name == asked]
        self.send_response(500 if asked == "坏" else 200)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def fake_host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), FakeNominatim) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_geopy_asks_the_server_that_huhu_toml_names(station: Workspace, fake_host: str) -> None:
    pytest.importorskip("geopy", reason="the extra online is not installed")
    file = station.folder / "huhu.toml"
    file.write_text(file.read_text("utf-8") + ON.format(host=fake_host), "utf-8")
    geocoder = online_geocoder(open_workspace(station.folder).settings.online)
    assert geocoder.place("学府路5号") == pytest.approx((WEST + 0.004, SOUTH))
    assert geocoder.place("幸福路90号") is None
    assert geocoder.place("幸福路91号") is None
    with pytest.raises(WrongUse, match="does not answer"):
        geocoder.place("坏")
