"""Gaps that matter: hot cells that nobody patrolled, and cells with many due doors of which none was visited.

It looks at hot spots and at plans side by side; hot spots themselves never look at plans or visits.
"""

from gisdata.gaps.unpatrolled import DAYS_WITHOUT_PATROL, UnpatrolledCell, unpatrolled_cells
from gisdata.gaps.unvisited import DAYS_WITHOUT_VISIT, MANY_DUE, UnvisitedCell, unvisited_cells

__all__ = [
    "DAYS_WITHOUT_PATROL", "DAYS_WITHOUT_VISIT", "MANY_DUE", "UnpatrolledCell", "UnvisitedCell", "unpatrolled_cells",
    "unvisited_cells",
]
