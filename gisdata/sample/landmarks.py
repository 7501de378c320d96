"""What every town has once: schools, market, mall, station, hospital, police station, banks; and its parks."""

from __future__ import annotations

from dataclasses import dataclass

from shapely import Polygon

from gisdata.sample.buildings import TownBuilding
from gisdata.sample.ground import Point, rounded, smooth
from gisdata.sample.shapes import angled, block

Tags = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """One landmark as drawn: name, tags, middle, size and turn of its main building."""

    name: str
    kind: str
    tags: Tags
    middle: Point
    width_m: float
    depth_m: float
    angle_deg: float = 0.0
    levels: int = 2
    wings: bool = False
    street: str = ""
    number: str = ""


def _one(name: str, kind: str, key: str, middle: Point, size_m: tuple[float, float], **more: object) -> Landmark:
    use, value = key.split("=")
    return Landmark(
        name=name, kind=kind, tags=((use, value),), middle=middle, width_m=size_m[0], depth_m=size_m[1],
        **more,  # type: ignore[arg-type]  # the keyword fields of Landmark, spelled out in the table below
    )


LANDMARKS = (
    _one("清河派出所", "public", "amenity=police", (194, 614), (34, 22), levels=4, street="解放路", number="118"),
    _one("清河县政府", "government", "amenity=townhall", (-81, 629), (78, 24), levels=6, street="人民路", number="66"),
    _one("清河中学", "school", "amenity=school", (-200, 1006), (92, 58), levels=5, wings=True, street="学府路",
         number="31"),
    _one("清河实验小学", "school", "amenity=school", (-296, 684), (74, 50), levels=4, wings=True, street="文化路",
         number="19"),
    _one("河南小学", "school", "amenity=school", (-152, -592), (66, 46), levels=3, wings=True, street="石榴路",
         number="8"),
    _one("春苗幼儿园", "kindergarten", "amenity=kindergarten", (747, 807), (40, 26), levels=2, street="春光街",
         number="11"),
    _one("滨河幼儿园", "kindergarten", "amenity=kindergarten", (-159, -326), (36, 24), levels=2, street="滨河南路",
         number="14"),
    _one("清河农贸市场", "retail", "amenity=marketplace", (285, 496), (100, 62), levels=1, street="新华街",
         number="6"),
    _one("万家购物广场", "retail", "shop=mall", (474, 492), (96, 66), levels=5, street="人民路", number="109"),
    _one("清河县人民医院", "hospital", "amenity=hospital", (303, 810), (84, 34), levels=8, street="医院街",
         number="5"),
    _one("清河站", "train_station", "railway=station", (237, -1245), (120, 30), levels=2, street="站前路", number="1"),
    _one("清河农商银行", "commercial", "amenity=bank", (52, 588), (24, 20), levels=5, street="人民路", number="88"),
    _one("清河县邮政银行", "commercial", "amenity=bank", (172, 403), (22, 20), levels=4, street="解放路", number="77"),
    _one("建设路信用社", "commercial", "amenity=bank", (642, 636), (22, 18), levels=3, angle_deg=8, street="建设路",
         number="42"),
    _one("河南信用社", "commercial", "amenity=bank", (233, -414), (22, 18), levels=3, street="迎宾路", number="50"),
    _one("站前旅社", "hotel", "tourism=hotel", (292, -1095), (40, 18), levels=5, street="站前路", number="7"),
    _one("清河文化馆", "civic", "amenity=arts_centre", (-451, 836), (50, 34), levels=3, street="文化路", number="33"),
    _one("城隍庙", "temple", "amenity=place_of_worship", (-164, 370), (26, 30), levels=1, street="城隍巷",
         number="3"),
)


def landmark_building(mark: Landmark) -> TownBuilding:
    """Return the building of a landmark."""
    shape_of = angled if mark.wings else block
    shape = shape_of(mark.middle, width_m=mark.width_m, depth_m=mark.depth_m, angle_deg=mark.angle_deg)
    return TownBuilding(
        shape=shape, kind=mark.kind, levels=mark.levels, name=mark.name, amenity=mark.tags,
        street=mark.street, number=mark.number, address=f"{mark.street}{mark.number}号",
    )


def _area(*corners: Point) -> Polygon:
    return Polygon(rounded(smooth((*corners, corners[0]), rounds=3)))


GREENS: tuple[tuple[str, Tags, Polygon], ...] = (
    ("人民公园", (("leisure", "park"),), _area((-326, 799), (-348, 895), (-185, 899), (44, 906), (48, 747),
                                              (-133, 710), (-222, 747))),
    ("滨江公园", (("leisure", "park"),), _area((-370, 52), (-185, -22), (111, -56), (111, -89), (-148, -81),
                                              (-370, 22))),
    ("滨江公园东园", (("leisure", "park"),), _area((215, -52), (385, -22), (592, 26), (836, -56), (799, -89),
                                                  (592, -11), (385, -56), (222, -85))),
    ("南山", (("natural", "wood"),), _area((-1739, -311), (-1406, -118), (-1036, -185), (-755, -118), (-629, -355),
                                          (-725, -777), (-1110, -999), (-1702, -888))),
    ("北岭", (("natural", "wood"),), _area((-1110, 1517), (-444, 1369), (-44, 1450), (-30, 1687), (-311, 1850),
                                          (-962, 1924), (-1332, 1776))),
    ("东坡林", (("natural", "wood"),), _area((1591, 925), (1998, 999), (2442, 925), (2664, 1258), (2146, 1480),
                                            (1628, 1332))),
    ("", (("landuse", "farmland"),), _area((-2590, 296), (-1998, 385), (-1406, 518), (-1295, 740), (-1850, 636),
                                           (-2516, 518))),
    ("", (("landuse", "farmland"),), _area((1480, 74), (2442, 37), (2664, 444), (2146, 414), (1628, 518))),
    ("", (("landuse", "farmland"),), _area((-518, -2183), (-148, -1998), (-185, -1591), (-444, -1628))),
)
"""Parks, woods and fields: name, tags, area."""

RAILWAY: tuple[Point, ...] = rounded(
    smooth(((-3108, -1051), (-1776, -1243), (-666, -1302), (237, -1276), (1110, -1273), (2072, -1110), (3108, -1154)))
)
"""The line through 清河站; streets pass under it."""
