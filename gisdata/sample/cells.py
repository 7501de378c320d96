"""Grid cells (网格) of the town: blocks between the main streets and the river, and two per village."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shapely import LineString, Polygon
from shapely import Point as ShapelyPoint
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize, split, unary_union

from gisdata.sample.buildings import TownBuilding
from gisdata.sample.ground import Point, lonlat, rounded
from gisdata.sample.network import joined, smoothed
from gisdata.sample.river import north_of_river, river_course
from gisdata.sample.street_plan import MAIN_STREETS, SIDE_STREETS
from gisdata.sample.village_plan import VILLAGES

URBAN = ("老街社区", "西关社区", "学府社区", "东风社区", "滨河社区", "站前社区")
COMMUNITIES = (*URBAN, *(village.name for village in VILLAGES))
"""The six urban communities and the four villages, in the order of their numbers."""

_EDGE: tuple[Point, ...] = (
    (-1330, 40), (-1330, 700), (-1080, 1180), (-800, 1350), (0, 1330), (600, 1370), (1230, 1250), (1400, 800),
    (1400, -880), (900, -1120), (830, -1290), (100, -1320), (-740, -1040), (-640, -430), (-700, -150),
)
"""Where the urban communities end; beyond lie fields, woods and villages."""

_DIVIDE: tuple[Point, ...] = ((-700, -150), (-480, 60))
"""Between the river bend, which belongs to 西关, and the quarters south of the river."""

_ALSO_BORDERS = frozenset({"春光街", "安居街", "工业路", "书香街", "翠竹街", "石榴路", "新市街", "东风街", "桃园路"})
"""Side streets between cells."""

_SMALLEST_M2 = 45_000.0
"""A smaller block is joined to the neighbour with which it shares the longest border."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TownCell:
    """One cell: code such as QH-01-03 (community 1, third cell), community, ground in metres."""

    code: str
    community: str
    shape: Polygon


def town_cells(buildings: Sequence[TownBuilding]) -> tuple[TownCell, ...]:
    """Return the cells of all communities, numbered within each from north to south."""
    owned = [(_community_of(_inside(block)), block) for block in _blocks()]
    for village in VILLAGES:
        houses = [b.shape for b in buildings if b.village == village.name]
        ground = unary_union(houses).convex_hull.buffer(45.0, quad_segs=3)
        across = LineString([(village.middle[0], -9_000), (village.middle[0], 9_000)])
        owned += [(village.name, part) for part in split(ground, across).geoms if isinstance(part, Polygon)]
    owned.sort(key=lambda pair: (COMMUNITIES.index(pair[0]), -pair[1].centroid.y, pair[1].centroid.x))
    counted: Counter[str] = Counter()
    cells = []
    for community, shape in owned:
        counted[community] += 1
        code = f"QH-{COMMUNITIES.index(community) + 1:02d}-{counted[community]:02d}"
        cells.append(TownCell(code=code, community=community, shape=Polygon(rounded(shape.exterior.coords))))
    return tuple(cells)


def community_middles(cells: Sequence[TownCell]) -> dict[str, Point]:
    """Return a point inside each community, near its middle, where its name is written."""
    grounds = {name: unary_union([cell.shape for cell in cells if cell.community == name]) for name in COMMUNITIES}
    return {name: rounded([_inside(ground)])[0] for name, ground in grounds.items() if not ground.is_empty}


def community_finder(cells: Sequence[TownCell]) -> Callable[[TownBuilding], str]:
    """Return a function that names the community of a building: its village, or that of the nearest cell."""

    def community_of(building: TownBuilding) -> str:
        if building.village:
            return building.village
        here = ShapelyPoint(building.middle)
        return min(cells, key=lambda cell: (cell.shape.distance(here), cell.code)).community

    return community_of


def cells_geojson(cells: Sequence[TownCell]) -> str:
    """Return the cells as GeoJSON in WGS-84, one feature a line."""
    features = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {
                    "网格编码": cell.code, "名称": f"{cell.community}第{int(cell.code[-2:])}网格",
                    "社区": cell.community,
                },
                "geometry": {
                    "type": "Polygon", "coordinates": [[lonlat((x, y)) for x, y in cell.shape.exterior.coords]]
                },
            },
            ensure_ascii=False,
        )
        for cell in cells
    ]
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n"


def _blocks() -> list[Polygon]:
    edge = Polygon(_EDGE)
    borders = [*MAIN_STREETS, *(street for street in SIDE_STREETS if street.name in _ALSO_BORDERS)]
    lines = [LineString(street.line) for street in joined(smoothed(borders))]
    drawn = unary_union([*lines, river_course(), LineString(_DIVIDE), edge.exterior])
    blocks = [block for block in polygonize(drawn) if edge.buffer(1).contains(block)]
    return _without_slivers(sorted(blocks, key=lambda block: block.bounds))


def _without_slivers(blocks: list[Polygon]) -> list[Polygon]:
    """Join small blocks to neighbours of the same community."""
    while True:
        small = min(blocks, key=lambda block: block.area)
        community = _community_of(_inside(small))
        mates = [b for b in blocks if b is not small and _community_of(_inside(b)) == community]
        mate = max(mates, key=lambda b: b.intersection(small).length, default=None)
        if small.area >= _SMALLEST_M2 or mate is None:
            return blocks
        joined = unary_union([mate, small])
        if not isinstance(joined, Polygon):
            return blocks
        blocks = [b for b in blocks if b is not small and b is not mate] + [joined]


def _inside(block: BaseGeometry) -> Point:
    inner = block.representative_point()
    return inner.x, inner.y


def _community_of(point: Point) -> str:
    """Return the urban community that owns the block around a point; the lines follow the main streets."""
    x_m, y_m = point
    if not north_of_river(point):
        if x_m < -600 and y_m > -150:
            return "西关社区"
        return "滨河社区" if x_m < 190 else "站前社区"
    if y_m > 935:
        return "学府社区"
    if x_m < -395:
        return "西关社区"
    if x_m < 110 and y_m > 565:
        return "学府社区"
    return "老街社区" if x_m < 598 else "东风社区"
