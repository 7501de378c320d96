"""How evenly the work of a week is shared, and how to share it more evenly at a stated cost."""

from planner.balance.even import Evened, EvenLimits, even_out
from planner.balance.load import Balance, Load, Spread, balance_of

__all__ = ["Balance", "EvenLimits", "Evened", "Load", "Spread", "balance_of", "even_out"]
