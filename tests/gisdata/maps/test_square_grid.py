"""Squares as a picture: only true squares of one grid, and every one in its place on the web map."""

import numpy as np
import pytest
import shapely

from gisdata.cells import square_cells
from gisdata.maps.square_grid import SquareGrid, square_grid_of, value_of
from gisdata.records import Cell
from tests.map_crowds import SIDE_M, many_fields, many_squares
from tests.map_scenes import SOUTH


def shapes_of(cells: list[Cell]) -> list[shapely.Polygon]:
    return [cell.shape for cell in cells]


def place_of(grid: SquareGrid, lon: float, lat: float) -> tuple[int, int]:
    """Return (column, row) of a point as the page finds them."""
    x, y = (lon + 180) / 360, 0.5 - np.arctanh(np.sin(np.radians(lat))) / (2 * np.pi)
    s, t = (x - grid.middle[0]) / grid.reach, (y - grid.middle[1]) / grid.reach
    column, row = (float(value_of(curve, np.array(s), np.array(t))) for curve in grid.to_grid)
    return int(np.floor(column)), int(np.floor(row))


@pytest.mark.parametrize(("west", "south"), [   # in a zone, across the border of two, far north, south of the line
    (110.78, 32.6), (119.9, 31.0), (25.0, 60.2), (113.99, 22.4), (11.2, -33.9),
])
def test_a_point_half_a_metre_inside_any_square_is_found_in_it(west: float, south: float) -> None:
    cells = many_squares(141, west=west, south=south)
    grid = square_grid_of(shapes_of(cells))
    assert grid is not None

    places = np.cumsum(grid.steps)
    rng = np.random.default_rng(5)
    for k in [0, len(cells) - 1, *rng.integers(0, len(cells), 300).tolist()]:
        ring = np.asarray(cells[k].shape.exterior.coords)[:4]
        inside = ring + (ring.mean(axis=0) - ring) * (0.5 / 125)    # half a metre from each corner, 250 m squares
        assert {place_of(grid, lon, lat) for lon, lat in inside.tolist()} == {
            (int(places[k]) % grid.columns, int(places[k]) // grid.columns)}


def test_an_upright_picture_of_the_squares_would_lie_off_by_more_than_one_of_them() -> None:
    """Why the squares are no image overlay of a pixel each: the grid is turned and bent against the web map."""
    grid = square_grid_of(shapes_of(many_squares(141, west=119.4)))
    assert grid is not None
    u, v = np.meshgrid(np.linspace(-1, 1, 21), np.linspace(-1, 1, 21))
    x, y = (value_of(curve, u, v) for curve in grid.to_map)
    upright = np.meshgrid(np.linspace(x.min(), x.max(), 21), np.linspace(y.max(), y.min(), 21))
    ground_m = 40_075_017 * np.cos(np.radians(SOUTH))

    assert np.hypot(x - upright[0], y - upright[1]).max() * ground_m > SIDE_M


def test_what_is_no_grid_of_squares_is_none() -> None:
    squares = shapes_of(many_squares(4))
    moved = [shapely.transform(squares[0], lambda at: at + 0.0004), *squares[1:]]
    doubled = [*squares, squares[3]]
    joined = [shapely.union_all(squares[:2]), *squares[2:]]
    holed = [squares[0].difference(squares[0].centroid.buffer(1e-4)), *squares[1:]]

    for shapes in (shapes_of(many_fields(30)), moved, doubled, joined, holed, []):
        assert square_grid_of(shapes) is None
    assert square_grid_of(squares) is not None


def test_squares_strewn_over_a_country_are_no_picture() -> None:
    one, other = square_cells([110.1], [30.0], 50), square_cells([113.9], [34.0], 50)

    assert square_grid_of(shapes_of([*one, *other])) is None
