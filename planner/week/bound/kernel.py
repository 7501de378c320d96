"""The one decorator of the bound."""

from planner.week.kernel import kernels_of

kernel = kernels_of("planner.week.bound")
