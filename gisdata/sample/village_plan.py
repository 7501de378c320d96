"""The four villages as drawn by hand: the country road, the lanes off it, and their groups (组)."""

from __future__ import annotations

from dataclasses import dataclass

from gisdata.sample.ground import Point
from gisdata.sample.street_plan import Street


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """One village: name, middle, the road from town, the stretch of it with houses, and the lanes; metres."""

    name: str
    middle: Point
    road_name: str
    road: tuple[Point, ...]
    built_from_m: float
    lanes: tuple[tuple[Point, ...], ...]

    def streets(self) -> tuple[Street, ...]:
        """Return the road and the lanes; lanes have no names, houses are numbered by group."""
        road = Street(name=self.road_name, road_class="tertiary", line=self.road)
        return (road, *(Street(name="", road_class="residential", line=lane) for lane in self.lanes))


VILLAGES = (
    Village(
        name="上河村", middle=(-1924, 688), road_name="清上路", built_from_m=533,
        road=((-1021, 851), (-1258, 799), (-1554, 703), (-1924, 729), (-2294, 607), (-2553, 622)),
        lanes=(
            ((-1665, 712), (-1724, 814), (-1680, 918), (-1776, 984)),
            ((-1924, 722), (-1965, 592), (-1917, 474)),
            ((-2146, 655), (-2079, 784), (-2109, 881)),
        ),
    ),
    Village(
        name="柳林村", middle=(96, 1902), road_name="柳林路", built_from_m=355,
        road=((81, 1258), (133, 1480), (59, 1702), (148, 1961), (111, 2220), (178, 2383)),
        lanes=(
            ((85, 1776), (-67, 1817), (-192, 1761), (-266, 1791)),
            ((137, 1931), (281, 1891), (385, 1957)),
            ((126, 2116), (-7, 2131), (-67, 2205)),
        ),
    ),
    Village(
        name="东坪村", middle=(2057, 636), road_name="清东路", built_from_m=414,
        road=((1288, 666), (1554, 725), (1850, 629), (2146, 670), (2516, 562), (2701, 592)),
        lanes=(
            ((1850, 644), (1883, 511), (1820, 403)),
            ((2072, 659), (2090, 784), (2183, 851)),
            ((2279, 633), (2298, 518), (2383, 451)),
        ),
    ),
    Village(
        name="石桥村", middle=(-710, -1687), road_name="南山路", built_from_m=414,
        road=((-644, -955), (-747, -1184), (-666, -1443), (-784, -1702), (-696, -1961), (-740, -2109)),
        lanes=(
            ((-684, -1495), (-518, -1528), (-414, -1473)),
            ((-762, -1665), (-925, -1646), (-1029, -1717)),
            ((-744, -1820), (-592, -1843), (-518, -1924)),
        ),
    ),
)
