"""Square grid cells made from points, and the question which cell a point or a household lies in."""

from gisdata.cells.assign import assign_cells, cell_of_points
from gisdata.cells.square import square_cells

__all__ = ["assign_cells", "cell_of_points", "square_cells"]
