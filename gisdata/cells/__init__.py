"""Cells: square and H3 grids, which cell a door lies in, and where imported cells overlap or leave gaps."""

from gisdata.cells.assign import assign_cells, cell_of_points
from gisdata.cells.hexagons import h3_cells
from gisdata.cells.seams import Seam, gaps, overlaps
from gisdata.cells.square import square_cells

__all__ = ["Seam", "assign_cells", "cell_of_points", "gaps", "h3_cells", "overlaps", "square_cells"]
