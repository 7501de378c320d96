"""folium without the network: a map that brings no links of its own, a page that refuses every outside one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import branca.element
import folium
from folium.elements import JSCSSMixin
from folium.template import Template

from gisdata.maps.bounds import Bounds, for_leaflet, widened, zoom_for
from gisdata.maps.escaping import html_text, script_json
from gisdata.maps.static_files import OUTSIDE, Assets, MissingAsset, script_tag, style_tag

INLINE_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; script-src-attr 'none'; style-src 'unsafe-inline'; "
    "img-src data:; base-uri 'none'; form-action 'none'"
)
"""A second lock on pages from disk: the browser itself refuses requests and handlers in attributes."""

LINKED_POLICY = "script-src-attr 'none'; object-src 'none'; base-uri 'none'"
"""Served pages get their policy from the server's header; this only adds what never is needed."""

LOADS = re.compile(r"""<[^>]*\b(?:src|href)\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""", re.IGNORECASE)

PAN_SHARE = 1.0
"""The view may leave the marks by their own width: room to look around, no way to get lost."""


class RawElement(branca.element.Element):
    """Text that goes into the page as it is.

    branca's own Element compiles its text as a Jinja template: an address with {{ }} in it would be run.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "RawElement"
        self.text = text

    def render(self, **_: Any) -> str:
        """Return the text."""
        return self.text


class DataLayer(JSCSSMixin):
    """A layer of ours: its data as a block of JSON, drawn by one function of the scripts under static/maps.

    `data` is a frozen dataclass; `call` is the JavaScript that draws, with `map`, `data` and `other` in its
    hands: `other` is a folium layer of the same map, or null.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
            (function (map, data, other) { {{ this.call }} })(
                {{ this._parent.get_name() }}, huhu.read("{{ this.block_id }}"),
                {{ this.other.get_name() if this.other else "null" }});
        {% endmacro %}
    """)

    def __init__(
        self, name: str, data: object, *, scripts: Sequence[str], call: str, other: folium.map.Layer | None = None
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it untyped
        self._name = name
        self.block_id = f"huhu-{name}"
        self.data = data
        self.call = call
        self.other = other
        self.default_js = [(script, f"maps/{script}.js") for script in scripts]

    def render(self, **kwargs: Any) -> str:
        """Put the data into the page, then the call that draws it; branca wants a text back, and it is empty."""
        block = f'<script type="application/json" id="{self.block_id}">{script_json(self.data)}</script>'
        page = self.get_root()
        if not isinstance(page, OfflineFigure):
            raise TypeError("a data layer belongs on a map that stands in an OfflineFigure")
        page.html.add_child(RawElement(block), name=self.block_id)
        super().render(**kwargs)  # type: ignore[no-untyped-call]  # folium leaves it untyped
        return ""


class OfflineMap(folium.Map):
    """A folium map without tiles, jQuery, Bootstrap and icon fonts: Leaflet alone."""

    def __init__(self, bounds: Bounds) -> None:
        west, south, east, north = bounds
        super().__init__(
            location=[(south + north) / 2, (west + east) / 2], zoom_start=zoom_for(bounds), tiles=None,
            zoom_control=False, font_size="13px", minZoom=5, maxZoom=19, zoomSnap=0.25, zoomDelta=1,
            maxBounds=for_leaflet(widened(bounds, PAN_SHARE)), maxBoundsViscosity=0.8, fadeAnimation=False,
        )
        self.default_js = [
            ("leaflet", "vendor/leaflet/leaflet.js"), ("sheet", "maps/sheet.js"), ("plane", "maps/plane.js"),
        ]
        self.default_css = [("leaflet_css", "vendor/leaflet/leaflet.css"), ("maps_css", "maps/maps.css")]


class OfflineFigure(branca.element.Figure):
    """The page of one map. Rendering raises MissingAsset when anything in it would be loaded from outside."""

    def __init__(self, title: str, *, language: str, assets: Assets) -> None:
        super().__init__(title=title)
        self.language = language
        self.assets: Assets = assets

    def render(self, **kwargs: Any) -> str:
        """Return the page; the same map gives the same text."""
        for number, element in enumerate(_descendants(self)):
            element._id = str(number)  # branca's own ids are random
        for child in list(self._children.values()):
            child.render(**kwargs)  # only now do children add their links
        policy = INLINE_POLICY if self.assets == "inline" else LINKED_POLICY
        page = "\n".join([
            "<!DOCTYPE html>", f'<html lang="{html_text(self.language)}">', "<head>", '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{html_text(str(self.title))}</title>", '<link rel="icon" href="data:,">',
            *self._links(branca.element.CssLink), "</head>", '<body class="huhu-map">',
            self.html.render(**kwargs), *self._links(branca.element.JavascriptLink),
            f"<script>{self.script.render(**kwargs)}</script>", "</body>", "</html>", "",
        ])
        self._refuse_outside(page)
        return page

    def _links(self, kind: type[branca.element.Link]) -> list[str]:
        tag = style_tag if kind is branca.element.CssLink else script_tag
        links = [child for child in self.header._children.values() if isinstance(child, kind)]
        return [tag(str(link.url), self.assets) for link in links]

    def _refuse_outside(self, page: str) -> None:
        unlinked = page if self.assets == "linked" else re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
        for url in LOADS.findall(unlinked):
            if OUTSIDE.match(url):
                raise MissingAsset("a map would load {name}; maps load nothing from outside", name=url)


def _descendants(element: branca.element.Element) -> Iterator[branca.element.Element]:
    for child in element._children.values():
        yield child
        yield from _descendants(child)
