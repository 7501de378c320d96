"""A whole campaign played week by week against a hidden truth, by four policies."""

from api.usecases.simulate.run import SimulationOrder, simulate
from api.usecases.simulate.town import Town, read_town

__all__ = ["SimulationOrder", "Town", "read_town", "simulate"]
