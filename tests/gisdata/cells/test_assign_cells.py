import shapely

from gisdata.cells import assign_cells, cell_of_points
from gisdata.records import Cell, Household, Located


def a_cell(cell_id: str, west: float, east: float) -> Cell:
    return Cell(cell_id=cell_id, name=cell_id, kind="imported", community="", shape=shapely.box(west, 0, east, 1))


def a_household(household_id: str, lon_deg: float | None, lat_deg: float | None = 0.5) -> Household:
    return Household(
        household_id=household_id, address="幸福路1号", community="东门社区", lon_deg=lon_deg,
        lat_deg=None if lon_deg is None else lat_deg, located=Located.NOWHERE if lon_deg is None else Located.GIVEN,
    )


def test_each_household_lies_in_one_cell_or_in_none():
    cells = [a_cell("B", 1, 2), a_cell("A", 0, 1)]
    households = [a_household("h1", 0.5), a_household("h2", 1.5), a_household("h3", 2.5), a_household("h4", None)]
    assert assign_cells(households, cells) == {"h1": "A", "h2": "B", "h3": None, "h4": None}


def test_on_a_border_the_smallest_cell_id_wins_whatever_the_order_of_the_cells():
    cells = [a_cell("B", 1, 2), a_cell("A", 0, 1)]
    assert cell_of_points([1.0], [0.5], cells) == ["A"]
    assert cell_of_points([1.0], [0.5], cells[::-1]) == ["A"]


def test_in_cells_that_overlap_the_smallest_cell_id_wins():
    assert cell_of_points([0.5], [0.5], [a_cell("Z", 0, 1), a_cell("M", 0, 2)]) == ["M"]


def test_a_point_in_a_hole_of_a_cell_lies_outside():
    ring = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    cell = Cell(cell_id="A", name="A", kind="imported", community="", shape=ring)
    assert cell_of_points([1.5, 0.5], [1.5, 0.5], [cell]) == [None, "A"]


def test_without_cells_or_without_points_there_is_nothing_to_assign():
    assert cell_of_points([0.5, 1.5], [0.5, 0.5], []) == [None, None]
    assert cell_of_points([], [], [a_cell("A", 0, 1)]) == []
    assert cell_of_points([float("nan")], [0.5], [a_cell("A", 0, 1)]) == [None]
