"""Maps at size in a real Chromium: seconds from opening the file to the picture, and frames while it is dragged.

Run with `python -m tests.benchmarks.maps`. `--peer FOLDER` adds the same irregular cells as PMTiles, drawn by
protomaps-leaflet 5.1.0 with pmtiles 4.3.0 out of a node_modules folder; neither is a dependency of Huhu.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from gisdata.maps import draw_coverage_map, draw_officer_map
from tests.benchmarks.machine import told
from tests.benchmarks.maps_as_pmtiles import pmtiles_page
from tests.map_crowds import many_fields, many_households, many_squares
from tests.map_scenes import a_basemap, a_walk, some_coverage

SEEDS = "seeds 11 (irregular cells), 12 (households), 5 (figures)"
WATCH = """
window.frameTimes = [];
const look = (now) => {
  const map = document.querySelector(".folium-map");
  const ours = map && (map.dataset.kind || map.dataset.homes) && document.querySelector(".huhu-legend > *");
  if ((ours || window.peerDrawn) && !window.drawnAt)
    requestAnimationFrame(() => setTimeout(() => { window.drawnAt = performance.now(); }));
  window.frameTimes.push(now);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
"""Drawing is one task: the frame after it shows the picture, a timer after that frame reads the clock."""

STEPS, STEP_PX, LONG_MS = 90, 6, 50


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--runs", type=int, default=3)
    given.add_argument("--peer", type=Path)
    given.add_argument("--out", type=Path)
    order = given.parse_args()
    lines = ["| map | make, CPU s | file, MB | drawn, s | frames/s in a drag | longest frame, ms | over 50 ms |",
             "|---|---|---|---|---|---|---|"]
    for name, make in cases(order.peer):
        lines.append(row_of(name, make, order.runs))
        print(lines[-1], flush=True)
    lines.append(f"\n{order.runs} runs each, the middle one (all in brackets); {SEEDS}. {told('folium', 'playwright')}")
    print("\n".join(lines))
    if order.out is not None:
        order.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def cases(peer: Path | None) -> Iterator[tuple[str, Callable[[], str]]]:
    ground = a_basemap()
    homes, squares, fields = many_households(100_000), many_squares(142), many_fields(20_000)
    yield "100,000 households, points", lambda: draw_officer_map("o01", [a_walk(1)], homes, basemap=ground)
    for name, cells in ((f"{len(squares):,} squares, picture", squares), ("20,000 irregular cells, painting", fields)):
        rows = some_coverage(cells)
        yield name, lambda rows=rows, cells=cells: draw_coverage_map(rows, cells, basemap=ground)  # type: ignore[misc]
    rows = some_coverage(fields[:2000])
    yield "2,000 irregular cells, shapes", lambda: draw_coverage_map(rows, fields[:2000], basemap=ground)
    if peer is not None:
        yield "20,000 irregular cells, PMTiles inside the page", lambda: pmtiles_page(fields, peer)


def row_of(name: str, make: Callable[[], str], n_runs: int) -> str:
    start = time.process_time()
    html = make()
    made_s = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "map.html"
        file.write_text(html, encoding="utf-8")
        runs = [run(file.as_uri()) for _ in range(n_runs)]
    drawn = sorted(r["drawn_s"] for r in runs)
    middle = sorted(runs, key=lambda r: r["longest_ms"])[n_runs // 2]
    return (f"| {name} | {made_s:.1f} | {len(html.encode()) / 1e6:.1f} | {median(drawn):.2f} "
            f"({', '.join(f'{s:.2f}' for s in drawn)}) | {middle['fps']:.0f} | {middle['longest_ms']:.0f} | "
            f"{middle['n_long']} of {middle['n']} |")


def run(url: str) -> dict[str, Any]:
    with a_browser() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(WATCH)
        page.goto(url)
        page.wait_for_function("window.drawnAt")
        drawn_s = float(page.evaluate("window.drawnAt")) / 1000
        page.wait_for_timeout(1500)
        return {"drawn_s": drawn_s, **dragged(page)}


def dragged(page: Page) -> dict[str, float]:
    """Zoom in twice, so that there is somewhere to go, drag there and back, and count the frames until all is still."""
    for _ in range(2):
        page.locator(".leaflet-control-zoom-in").click()
        page.wait_for_timeout(700)
    page.mouse.move(900, 450)
    page.mouse.down()
    page.evaluate("window.frameTimes.length = 0")
    for k in range(STEPS):
        page.mouse.move(900 - STEP_PX * min(k, STEPS - k), 450 + 2 * (k % 40))
        page.wait_for_timeout(12)
    page.mouse.up()
    page.wait_for_timeout(400)
    times = page.evaluate("window.frameTimes")
    gaps = [b - a for a, b in pairwise(times)]
    return {"fps": 1000 * len(gaps) / (times[-1] - times[0]), "longest_ms": max(gaps), "n": len(gaps),
            "n_long": sum(gap > LONG_MS for gap in gaps)}


@contextmanager
def a_browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
