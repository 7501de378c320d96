"""The analyst's pages offer files, each with its name and kind; nothing of them stays on the server."""

import re

import pytest

from api.usecases.write_out import MEDIA
from gisdata.report_map.font import report_font
from tests.web_client import LocalClient


@pytest.mark.parametrize("page", ["/analyst?lang=en", "/analyst?show=hotspots&lang=en", "/analyst/audit?lang=en"])
def test_every_link_to_a_file_leads_to_one(client: LocalClient, page) -> None:
    links = re.findall(r'href="(/analyst/files/[^"]+)" download', client.get(page).text)
    assert len(links) >= 6
    for link in links[:2] + links[4:]:
        answer = client.get(link.replace("&amp;", "&"))
        ending = re.search(r"\.(\w+)\?", link)[1]
        assert answer.status_code == 200, link
        assert answer.headers["content-type"].split(";")[0] == MEDIA[f".{ending}"]
        assert re.fullmatch(rf'attachment; filename="huhu-[\w-]+-2026-11-24\.{ending}"',
                            answer.headers["content-disposition"])
        assert answer.headers["cache-control"] == "no-store"


def test_a_map_for_a_report_is_in_the_language_of_the_page(client: LocalClient) -> None:
    chinese, english = (client.get(f"/analyst/files/coverage.csv?lang={lang}").text for lang in ("zh-CN", "en"))
    assert chinese.lstrip("\ufeff").startswith("编码,") and english.lstrip("\ufeff").startswith("code,")


@pytest.mark.parametrize("address", [
    "/analyst/files/officers.csv", "/analyst/files/coverage.exe", "/analyst/files/coverage.csv?layer=doors"])
def test_a_file_that_nobody_offers_is_not_there(client: LocalClient, address) -> None:
    assert client.get(address).status_code in (404, 422)


def test_a_station_without_cells_offers_no_files_of_them(empty_client: LocalClient) -> None:
    assert "/analyst/files/" not in empty_client.get("/analyst").text
    assert empty_client.get("/analyst/files/coverage.gpkg").status_code == 404


def test_a_missing_font_is_told_as_a_fault_of_the_installation(client: LocalClient, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr("gisdata.report_map.page.report_font", lambda: report_font(tmp_path / "none.otf"))
    answer = client.get("/analyst/files/coverage.pdf?lang=en")
    assert (answer.status_code, "Install it anew" in answer.text) == (501, True)
