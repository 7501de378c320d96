"""The peer of the painted cells: vector tiles in a PMTiles file inside the page, drawn by protomaps-leaflet."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Sequence
from pathlib import Path

import geopandas

from gisdata.layers.classes import SHARE_COLORS
from gisdata.maps.static_files import read_static
from gisdata.records import Cell
from tests.map_scenes import some_coverage

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><style>{css}
html, body, #map {{height: 100%; margin: 0}}</style></head><body><div id="map"></div>
<script>{leaflet}</script><script>{protomaps}</script><script>{pmtiles}</script><script>
const map = L.map("map", {{fadeAnimation: false}}).fitBounds({bounds});
const bytes = Uint8Array.from(atob("{body}"), (c) => c.charCodeAt(0)), colors = {colors};
const source = new pmtiles.PMTiles(new pmtiles.FileSource(new File([bytes], "tiles")));
const symbolizer = new protomapsL.PolygonSymbolizer({{
  fill: (z, f) => colors[f.props.k], opacity: 0.62, stroke: "#fff", width: 1, perFeature: true}});
const layer = protomapsL.leafletLayer({{url: source, maxDataZoom: {most}, labelRules: [],
  paintRules: [{{dataLayer: "cells", symbolizer}}]}}).addTo(map);
layer.on("load", () => {{ window.peerDrawn = true; }});
</script></body></html>"""

LEAST_ZOOM, MOST_ZOOM = 9, 14


def pmtiles_page(cells: Sequence[Cell], node_modules: Path) -> str:
    """Return a page with the cells in five colours; no texts, no second layer, no hatching."""
    rows = some_coverage(list(cells))
    frame = geopandas.GeoDataFrame(
        {"name": [cell.name for cell in cells], "k": [min(4, int((row.share or 0) * 5)) for row in rows],
         "n": [row.n_audited for row in rows], "r": [row.n_reached for row in rows]},
        geometry=[cell.shape for cell in cells], crs="EPSG:4326")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cells.pmtiles"
        frame.to_file(file, driver="PMTiles", engine="pyogrio", layer="cells",
                      dataset_options={"MINZOOM": LEAST_ZOOM, "MAXZOOM": MOST_ZOOM})
        body = base64.b64encode(file.read_bytes()).decode("ascii")
    west, south, east, north = frame.total_bounds.tolist()
    return PAGE.format(
        css=read_static("vendor/leaflet/leaflet.css").decode(),
        leaflet=read_static("vendor/leaflet/leaflet.js").decode(),
        protomaps=(node_modules / "protomaps-leaflet/dist/protomaps-leaflet.js").read_text(encoding="utf-8"),
        pmtiles=(node_modules / "pmtiles/dist/pmtiles.js").read_text(encoding="utf-8"),
        bounds=[[south, west], [north, east]], body=body, colors=list(SHARE_COLORS), most=MOST_ZOOM)
