"""The one decorator of the search."""

from planner.week.kernel import kernels_of

kernel = kernels_of("planner.week.search")
