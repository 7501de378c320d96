"""What the tests of maps do with a page: open it, look at a place of it, read what it says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from gisdata.maps.static_files import STATIC_FOLDER

NEEDS_WEB_FILES = pytest.mark.skipif(
    not (STATIC_FOLDER / "vendor/leaflet/leaflet.js").exists(),
    reason="web files not vendored: python hatch_build.py",
)

THE_MAP = "Object.values(window).find((one) => window.L && one instanceof L.Map)"


def open_page(page: Page, folder: Path, html: str) -> None:
    file = folder / "map.html"
    file.write_text(html, encoding="utf-8")
    page.goto(file.as_uri())
    expect(page.locator(".leaflet-control-scale")).to_be_visible()


def data_set(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.eval_on_selector(".folium-map", "element => ({...element.dataset})")
    return found


def show_at(page: Page, lon: float, lat: float, *, zoom: int) -> None:
    """Move the map so that the point is in its middle; no limit of the map keeps it from there."""
    page.evaluate(f"([lat, lon]) => {{ const map = {THE_MAP}; map.setMaxBounds(null);"
                  f"map.setView([lat, lon], {zoom}, {{animate: false}}); }}", [lat, lon])


def point_at(page: Page, lon: float, lat: float) -> None:
    """Put the mouse over a point of the ground; twice, because Leaflet looks at the mouse every 32 ms at most."""
    x, y = page.evaluate(f"([lat, lon]) => {{ const map = {THE_MAP}, at = map.latLngToContainerPoint([lat, lon]),"
                         "box = map.getContainer().getBoundingClientRect(); return [box.x + at.x, box.y + at.y]; }",
                         [lat, lon])
    page.mouse.move(x + 1, y)
    page.wait_for_timeout(40)
    page.mouse.move(x, y)


def color_at(page: Page, lon: float, lat: float) -> list[int]:
    """Return red, green, blue and opacity of the cells' canvas at a point of the ground."""
    found: list[int] = page.evaluate(f"""([lat, lon]) => {{
        const map = {THE_MAP}, canvas = document.querySelector(".leaflet-overlay-pane canvas.huhu-sketch");
        const box = canvas.getBoundingClientRect(), around = map.getContainer().getBoundingClientRect();
        const at = map.latLngToContainerPoint([lat, lon]), sharp = canvas.width / box.width;
        const x = (around.x + at.x - box.x) * sharp, y = (around.y + at.y - box.y) * sharp;
        const copy = document.createElement("canvas").getContext("2d");
        copy.drawImage(canvas, Math.floor(x), Math.floor(y), 1, 1, 0, 0, 1, 1);
        return [...copy.getImageData(0, 0, 1, 1).data];
    }}""", [lat, lon])
    return found
