"""A map on paper: A4, everything a report asks of it, Chinese drawn with its own font and never as boxes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image

from gisdata.errors import MissingPart, NotFound
from gisdata.layers import Layers
from gisdata.records.basemap import BasemapPlace
from gisdata.report_map import ReportGround, write_report_map
from gisdata.report_map.font import FONT_FILE, GETA, report_font
from gisdata.report_map.page import DOTS_PER_INCH
from gisdata.report_map.scale import bar_length_m
from tests.layer_scenes import TODAY, a_coverage, cells_and_beats, hot_spots
from tests.map_scenes import COMMUNITY_AT, a_basemap

GROUND = ReportGround(basemap=a_basemap(), credit="© OpenStreetMap contributors, ODbL 1.0", station="清河派出所")


def text_of(path: Path) -> str:
    return pypdf.PdfReader(path).pages[0].extract_text()


def test_a_pdf_is_one_a4_page_with_title_legend_scale_north_date_source_and_licence(tmp_path: Path) -> None:
    assert write_report_map(a_coverage(), GROUND, tmp_path / "c.pdf") == []
    pages = pypdf.PdfReader(tmp_path / "c.pdf").pages
    wide, high = (float(side) / 72 * 25.4 for side in pages[0].mediabox[2:])
    assert (len(pages), round(wide), round(high)) == (1, 297, 210)
    said = text_of(tmp_path / "c.pdf")
    for words in (
        "清河派出所  走访覆盖", "771 / 核实 3,119 户", "图例", "≤ 40%", "不足 10 户，不显示", "尚无人上门", "北",
        "公里", "来源：本单位住户底册", "© OpenStreetMap contributors, ODbL 1.0", "数据日期：2026-11-24",
    ):
        assert words in said, words


def test_it_speaks_english_and_still_writes_chinese_names(tmp_path: Path) -> None:
    ground = ReportGround(basemap=None, credit="", station="清河派出所", language="en")
    write_report_map(cells_and_beats("en"), ground, tmp_path / "c.pdf")
    said = text_of(tmp_path / "c.pdf")
    assert "Cells and beats" in said and "东门社区-B1" in said and "Legend" in said and "Map:" not in said


def test_places_are_named_larger_ones_first_and_none_covers_another(tmp_path: Path) -> None:
    lon, lat = COMMUNITY_AT
    def place(kind: str, name: str, *, north: float = 0.0) -> BasemapPlace:
        return BasemapPlace(kind=kind, name=name, lon_deg=lon, lat_deg=lat + north)
    places = (place("hamlet", "小庄"), place("village", "柳林村"), place("village", "石桥村", north=0.004),
              place("city_block", "三号院", north=0.008), place("village", "远方村", north=9))
    ground = replace(GROUND, basemap=replace(a_basemap(), places=places))
    write_report_map(a_coverage(), ground, tmp_path / "c.pdf")
    said = text_of(tmp_path / "c.pdf")
    assert [name for name in ("小庄", "柳林村", "石桥村", "三号院", "远方村") if name in said] == ["柳林村", "石桥村"]


def test_a_map_whose_layer_has_names_names_no_places_beside_them(tmp_path: Path) -> None:
    ground = replace(GROUND, basemap=replace(a_basemap(), places=(
        BasemapPlace(kind="village", name="柳林村", lon_deg=COMMUNITY_AT[0], lat_deg=COMMUNITY_AT[1]),)))
    write_report_map(cells_and_beats(), ground, tmp_path / "c.pdf")
    assert "柳林村" not in text_of(tmp_path / "c.pdf")


def test_its_fonts_are_inside_the_pdf(tmp_path: Path) -> None:
    write_report_map(hot_spots(), GROUND, tmp_path / "h.pdf")
    page = pypdf.PdfReader(tmp_path / "h.pdf").pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts and all("NotoSans" in font["/BaseFont"] for font in fonts)
    inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in inner)


def test_a_png_is_a4_at_its_resolution_and_shows_the_colours_of_the_legend(tmp_path: Path) -> None:
    write_report_map(hot_spots(), ReportGround(basemap=None, credit="", station=""), tmp_path / "h.png")
    with Image.open(tmp_path / "h.png") as picture:
        assert picture.size == (int(297 / 25.4 * DOTS_PER_INCH), int(210 / 25.4 * DOTS_PER_INCH))
        dots = np.asarray(picture.convert("RGB")).reshape(-1, 3)
    # the ground of the frame, the paper, and the dark edge of what is hot
    for color in ((244, 241, 234), (255, 255, 255), (27, 36, 48)):
        assert (dots == color).all(axis=1).sum() > 200


def test_without_the_font_nothing_is_drawn_and_the_sentence_says_what_to_do(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("gisdata.report_map.page.report_font", lambda: report_font(tmp_path / "none.otf"))
    with pytest.raises(MissingPart, match=r"font for Chinese text is missing \(none.otf\)"):
        write_report_map(a_coverage(), GROUND, tmp_path / "c.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_sign_the_font_lacks_is_a_geta_and_is_named(tmp_path: Path) -> None:
    ground = ReportGround(basemap=None, credit="", station="\U0001F600庆所")
    assert write_report_map(cells_and_beats(), ground, tmp_path / "c.pdf") == ["\U0001F600"]
    said = text_of(tmp_path / "c.pdf")
    assert f"{GETA}庆所" in said and "U+1F600" in said


def test_the_font_has_the_signs_of_gb2312_and_shapes_for_them() -> None:
    font = report_font(FONT_FILE)
    level_one_and_two = "".join(bytes([high, low]).decode("gb2312", errors="ignore")
                                for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    assert len(level_one_and_two) == 6763
    assert font.lacks(level_one_and_two + "垚堃≤〓①—") == []
    assert font.lacks("\U0001F600") == ["\U0001F600"]


def test_lines_break_between_words_and_anywhere_in_chinese() -> None:
    font = report_font()
    width = font.width_pt("住户住户", 10) + 1
    assert list(font.wrapped("住户住户住户", 10, width)) == ["住户住户", "住户"]
    narrow = font.width_pt("households", 10) + 1
    assert list(font.wrapped("households reached", 10, narrow)) == ["households", "reached"]
    assert list(font.wrapped("", 10, 50)) == []


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_the_same_map_is_the_same_bytes(tmp_path: Path, ending) -> None:
    for name in ("a", "b"):
        write_report_map(cells_and_beats(), GROUND, tmp_path / f"{name}.{ending}")
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_a_theme_without_a_shape_is_told_and_leaves_no_file(tmp_path: Path) -> None:
    empty = Layers(theme="cells", day=TODAY, title="", subtitle="", source="", layers=())
    with pytest.raises(NotFound, match="nothing to draw"):
        write_report_map(empty, GROUND, tmp_path / "c.png")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("wide_m", "length"), [(4_100, 1_000), (3_572, 1_000), (3_571, 500), (100, 20), (1, 1)])
def test_the_scale_bar_is_a_round_length_of_at_most_28_percent(wide_m, length) -> None:
    # 28 % of 3,572 m is 1,000.2 m
    assert bar_length_m(wide_m) == length
