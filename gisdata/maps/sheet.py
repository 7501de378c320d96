"""The sheet every map is drawn on: language, title, ground, and the page as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from gisdata.maps.basemap_layer import OSM_ATTRIBUTION, basemap_layer
from gisdata.maps.bounds import Bounds, for_leaflet, widened
from gisdata.maps.offline import DataLayer, OfflineFigure, OfflineMap
from gisdata.maps.static_files import Assets
from gisdata.maps.words import words_in
from gisdata.records.basemap import Basemap
from gisdata.records.language import Language

GROUND_SHARE = 0.6
"""The ground is drawn this share of the marks' width beyond them; further out the page stays plain."""


class SheetOptions(TypedDict, total=False):
    """What every `draw_` function takes by keyword.

    `title` (default: the kind of map), `basemap` (None: plain ground), `attribution` of the basemap (default
    OpenStreetMap), `language` (default "zh-CN"), `assets` (default "inline").
    """

    title: str
    basemap: Basemap | None
    attribution: str
    language: Language
    assets: Assets


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What static/maps/sheet.js shows around the map; `banner` is a warning, `notes` are lines of small print."""

    title: str
    subtitle: str
    banner: str
    notes: tuple[str, ...]
    bounds: list[list[float]]
    words: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One map to be: SheetOptions with their defaults."""

    title: str = ""
    basemap: Basemap | None = None
    attribution: str = OSM_ATTRIBUTION
    language: Language = "zh-CN"
    assets: Assets = "inline"

    @property
    def words(self) -> dict[str, str]:
        """The texts of the maps in the sheet's language."""
        return words_in(self.language)

    def paper(
        self, title: str, bounds: Bounds, *, subtitle: str = "", banner: str = "", notes: tuple[str, ...] = ()
    ) -> Paper:
        """Return the paper of a map that shows `bounds`; `title` is used when the sheet has none of its own."""
        return Paper(
            title=self.title or title, subtitle=subtitle, banner=banner, notes=notes,
            bounds=for_leaflet(bounds), words=self.words,
        )

    def start_map(self, paper: Paper, bounds: Bounds) -> OfflineMap:
        """Return a folium map with page, paper and ground, ready for layers."""
        drawn = OfflineMap(bounds)
        OfflineFigure(paper.title, language=self.language, assets=self.assets).add_child(drawn)
        DataLayer("paper", paper, scripts=["sheet"], call="huhu.sheet = huhu.addSheet(map, data);").add_to(drawn)
        if self.basemap is not None:
            around = widened(bounds, GROUND_SHARE)
            basemap_layer(self.basemap, around=around, attribution=self.attribution).add_to(drawn)
        return drawn


def page_of(drawn: OfflineMap) -> str:
    """Return the map as one HTML page."""
    return str(drawn.get_root().render())
