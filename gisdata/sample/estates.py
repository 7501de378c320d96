"""Housing estates (小区): rows of blocks of flats that face south, service roads inside, one gate on a street."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shapely import LineString, Polygon
from shapely import Point as ShapelyPoint

from gisdata.sample.buildings import TownBuilding
from gisdata.sample.ground import Point
from gisdata.sample.shapes import FreeGround, block, placed
from gisdata.sample.street_plan import Street


@dataclass(frozen=True, slots=True, kw_only=True)
class Estate:
    """One estate as drawn: rows and columns of blocks about `middle`, and the street of its gate and number.

    `length_m` is the length of a block; each has `units` entrances and `levels` floors with two flats each.
    """

    name: str
    street: str
    number: str
    middle: Point
    columns: int
    rows: int
    length_m: float
    units: int
    levels: int
    angle_deg: float = 0.0


_GAP_M = 16.0
"""Between two blocks of a row; the service road runs in the first of these gaps."""

_PITCH_M = 40.0
"""From one row to the next: sun for the ground floor."""

_DEPTH_M = 12.0

ESTATES = (
    Estate(name="学府花园", street="桃园路", number="26", middle=(-518, 1103), columns=3, rows=4, length_m=44, units=2,
           levels=5, angle_deg=-3),
    Estate(name="锦绣小区", street="学府路", number="58", middle=(215, 1014), columns=2, rows=4, length_m=46, units=2,
           levels=6, angle_deg=2),
    Estate(name="翰林苑", street="书香街", number="15", middle=(481, 1014), columns=2, rows=4, length_m=40, units=2,
           levels=5, angle_deg=-2),
    Estate(name="西关小区", street="西关街", number="12", middle=(-821, 722), columns=3, rows=3, length_m=42, units=2,
           levels=4, angle_deg=4),
    Estate(name="东风新村", street="东风街", number="30", middle=(1103, 610), columns=3, rows=4, length_m=44, units=2,
           levels=5, angle_deg=-5),
    Estate(name="阳光花园", street="东风街", number="71", middle=(762, 392), columns=3, rows=4, length_m=46, units=2,
           levels=5),
    Estate(name="供销社家属院", street="医院街", number="18", middle=(481, 666), columns=2, rows=3, length_m=40,
           units=2, levels=4, angle_deg=-3),
    Estate(name="滨河花园", street="迎宾路", number="21", middle=(96, -363), columns=2, rows=4, length_m=42, units=2,
           levels=6, angle_deg=2),
    Estate(name="清水湾", street="滨河南路", number="35", middle=(533, -318), columns=2, rows=4, length_m=44, units=2,
           levels=5, angle_deg=-6),
    Estate(name="幸福小区", street="幸福路", number="44", middle=(-174, -866), columns=3, rows=4, length_m=40, units=2,
           levels=4, angle_deg=3),
    Estate(name="铁路新村", street="安居街", number="40", middle=(296, -873), columns=3, rows=4, length_m=34, units=2,
           levels=4),
    Estate(name="朝阳小区", street="朝阳路", number="23", middle=(770, -784), columns=3, rows=4, length_m=42, units=2,
           levels=4, angle_deg=-4),
)


def service_roads(estate: Estate, streets: Sequence[Street]) -> Iterator[Street]:
    """Give the roads inside an estate: a spine, a branch between every two rows, and the way to the gate."""
    spine_x = _column_x(estate, 0) + (estate.length_m + _GAP_M) / 2
    reach = estate.columns * (estate.length_m + _GAP_M) / 2 - _GAP_M
    ends_y = [_row_y(estate, 0) - 18, _row_y(estate, estate.rows - 1) + 18]
    roads: list[tuple[Point, ...]] = [((spine_x, ends_y[0]), (spine_x, ends_y[1]))]
    for row in range(0, estate.rows - 1, 2):
        y = _row_y(estate, row) + _PITCH_M / 2
        roads.append(((-reach, y), (reach, y)))
    turned_roads = [placed(road, estate.middle, estate.angle_deg) for road in roads]
    yield from (Street(name="", road_class="service", line=road) for road in turned_roads)
    gate = [LineString(street.line) for street in streets if street.name == estate.street]
    ends = [ShapelyPoint(end) for road in turned_roads for end in (road[0], road[-1])]
    street, end = min(((s, e) for s in gate for e in ends), key=lambda pair: pair[0].distance(pair[1]))
    door = street.interpolate(street.project(end))
    yield Street(name="", road_class="service", line=((end.x, end.y), (door.x, door.y)))


def estate_buildings(estate: Estate, ground: FreeGround) -> Iterator[TownBuilding]:
    """Give the blocks that find room, numbered 1栋, 2栋 ... from the south-west, row by row."""
    number = 0
    for row in range(estate.rows):
        for column in range(estate.columns):
            shape = _slab(estate, row, column)
            if not ground.take(shape, gap_m=6.0):
                continue
            number += 1
            yield TownBuilding(
                shape=shape, kind="apartments", levels=estate.levels, name=f"{number}栋", estate=estate.name,
                street=estate.street, number=estate.number, units=estate.units, levels_lived=estate.levels,
                per_floor=2, address=f"{estate.street}{estate.number}号{estate.name}{number}栋",
            )


def _slab(estate: Estate, row: int, column: int) -> Polygon:
    drawn = (_column_x(estate, column), _row_y(estate, row))
    (middle,) = placed([drawn], estate.middle, estate.angle_deg)
    return block(middle, width_m=estate.length_m, depth_m=_DEPTH_M, angle_deg=estate.angle_deg)


def _column_x(estate: Estate, column: int) -> float:
    return (column - (estate.columns - 1) / 2) * (estate.length_m + _GAP_M)


def _row_y(estate: Estate, row: int) -> float:
    return (row - (estate.rows - 1) / 2) * _PITCH_M
