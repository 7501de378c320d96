"""The page around a map: nothing from outside, all text as text, ground only where it is seen."""

import re
from html.parser import HTMLParser

import folium
import pytest
from folium.plugins import MarkerCluster

from gisdata.errors import WrongArgument
from gisdata.maps import (
    LANGUAGES,
    MissingAsset,
    draw_coverage_map,
    draw_hotspots_map,
    draw_officer_map,
    draw_routes_map,
)
from gisdata.maps.basemap_layer import pack_basemap
from gisdata.maps.bounds import bounds_of, for_leaflet, widened, zoom_for
from gisdata.maps.routes_map import build_routes_map
from gisdata.maps.sheet import page_of
from gisdata.maps.static_files import STATIC_FOLDER, read_static, script_tag, style_tag
from gisdata.maps.words import words_in
from tests.map_scenes import (
    ATTACKS,
    PERIOD,
    SOUTH,
    STEP,
    WEST,
    a_basemap,
    a_walk,
    a_week,
    data_of,
    some_cells,
    some_coverage,
    some_households,
    some_incidents,
)

pytestmark = pytest.mark.skipif(
    not (STATIC_FOLDER / "vendor/leaflet/leaflet.js").exists(), reason="web files not vendored: python hatch_build.py"
)


class Elements(HTMLParser):
    """Notes every element with its attributes, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def addresses(self) -> list[str]:
        return [str(value) for _, attrs in self.found for key, value in attrs.items() if key in ("src", "href")]


def all_pages(**options: object) -> list[str]:
    cells = some_cells(4)
    density, counts = some_incidents(cells)
    return [
        draw_routes_map(a_week(2, 2), **options),
        draw_officer_map("o01", a_week(2, 2), some_households(), **options),
        draw_coverage_map(some_coverage(cells), cells, **options),
        draw_hotspots_map(density, counts, cells=cells, period=PERIOD, **options),
    ]


def test_an_inlined_page_names_no_file_at_all() -> None:
    for page in all_pages(basemap=a_basemap()):
        assert [url for url in Elements(page).addresses() if not url.startswith("data:")] == []
        assert "sourceMappingURL" not in page
        assert "default-src 'none'" in page


def test_a_linked_page_names_files_of_this_server_that_exist() -> None:
    for page in all_pages(basemap=a_basemap(), assets="linked"):
        links = [url for url in Elements(page).addresses() if not url.startswith("data:")]
        assert links
        for url in links:
            assert url.startswith("/static/")
            assert read_static(url.removeprefix("/static/"))


def test_linked_pages_are_small() -> None:
    assert all(len(page) < 60_000 for page in all_pages(assets="linked"))


def test_a_plugin_of_folium_that_loads_from_outside_is_refused() -> None:
    drawn = build_routes_map(a_week(1, 1))
    MarkerCluster().add_to(drawn)

    with pytest.raises(MissingAsset, match="load nothing from outside"):
        page_of(drawn)


@pytest.mark.parametrize("markup", ['<img src="http://example.com/x.png">', "<a href=//example.com>x</a>"])
@pytest.mark.parametrize("assets", ["inline", "linked"])
def test_markup_that_loads_from_outside_is_refused(markup: str, assets: str) -> None:
    drawn = build_routes_map(a_week(1, 1), assets=assets)
    drawn.get_root().html.add_child(folium.Element(markup))

    with pytest.raises(MissingAsset, match=r"example\.com"):
        page_of(drawn)


@pytest.mark.parametrize(
    "name", ["../pyproject.toml", "https://example.com/x.js", "//example.com/x.js", "vendor/none.js"]
)
def test_only_files_of_the_static_folder_can_be_named(name: str) -> None:
    with pytest.raises(MissingAsset):
        read_static(name)


def test_pictures_of_a_style_sheet_become_part_of_it() -> None:
    tag = style_tag("vendor/leaflet/leaflet.css", "inline")

    assert "url(data:image/png;base64," in tag
    assert "images/" not in tag


def test_a_script_is_linked_or_inlined_as_asked() -> None:
    assert script_tag("maps/sheet.js", "linked") == '<script src="/static/maps/sheet.js"></script>'
    assert "huhu.addSheet" in script_tag("maps/sheet.js", "inline")


@pytest.mark.parametrize("assets", ["inline", "linked"])
def test_attack_texts_add_no_element_to_the_page(assets: str) -> None:
    plain = draw_routes_map([a_walk(what="x")], title="x", assets=assets)
    shape = [tag for tag, _ in Elements(plain).found]
    for attack in ATTACKS:
        page = draw_routes_map([a_walk(what=attack)], title=attack, assets=assets)
        assert [tag for tag, _ in Elements(page).found] == shape
        assert "49" not in re.findall(r"<title>(.*?)</title>", page)[0]          # {{ 7*7 }} is not worked out


def test_title_and_language_are_those_asked() -> None:
    page = draw_routes_map(a_week(1, 1), title="第48周 <A组>", language="en")

    assert '<html lang="en">' in page
    assert "<title>第48周 &lt;A组&gt;</title>" in page


def test_both_languages_have_the_same_fields_in_every_text() -> None:
    chinese, english = (words_in(language) for language in LANGUAGES)

    assert all(chinese.values())
    for key, text in chinese.items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[key])), key


def test_a_language_that_maps_do_not_speak_is_refused() -> None:
    with pytest.raises(WrongArgument, match="not fr"):
        draw_routes_map(a_week(1, 1), language="fr")  # type: ignore[typeddict-item]


def test_ground_far_from_the_marks_is_left_away() -> None:
    town = a_basemap()
    near = pack_basemap(town, around=(WEST, SOUTH, WEST + 2 * STEP, SOUTH + 2 * STEP), attribution="")
    whole = pack_basemap(town, around=(WEST - 1, SOUTH - 1, WEST + 1, SOUTH + 1), attribution="")

    assert len(whole.roads) == len(town.roads) == 30
    assert len(whole.buildings) == len(town.buildings)
    assert 0 < len(near.roads) < 30
    assert 0 < len(near.buildings) < len(town.buildings)
    assert whole.names[0] == ""
    assert set(whole.kinds) >= {"residential", "primary", "river"}


def test_the_attribution_is_that_of_the_ground_and_absent_without_one() -> None:
    with_ground = build_routes_map(a_week(1, 1), basemap=a_basemap())

    assert data_of(with_ground, "basemap").attribution == "© OpenStreetMap contributors"
    assert "OpenStreetMap" not in draw_routes_map(a_week(1, 1))


def test_a_single_point_still_gets_a_street_around_it() -> None:
    west, south, east, north = bounds_of([(110.0, 32.0)])

    assert (round(east - west, 6), round(north - south, 6)) == (0.003, 0.003)
    assert for_leaflet((1, 2, 3, 4)) == [[2, 1], [4, 3]]
    assert widened((0, 0, 2, 4), 0.5) == (-1, -2, 3, 6)
    assert [zoom_for((0, 0, width, 1)) for width in (0.0001, 0.1, 90)] == [17, 13, 5]
