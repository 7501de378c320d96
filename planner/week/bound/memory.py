"""What relaxed routes remember: at each node some of the tasks that they have served, so that they serve none twice.

Source: R. Baldacci, A. Mingozzi and R. Roberti, "New route relaxation and pricing strategies for the vehicle routing
problem", Operations Research 59 (2011): a route forgets a task at a node that does not remember it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Int32s = npt.NDArray[np.int32]

Remembered = tuple[tuple[int, ...], ...]
"""The tasks that each node remembers."""


class Memory(NamedTuple):
    """Rows of the states of one shift: one for each set of remembered tasks; bit m of its number: task m was served.

    Node j has the rows row_from[j]..row_from[j + 1], item k those from item_row[k] on; node j is left by those of its
    last item, a ground by its own behind all items, from left_from[j] on. `bit[k]`: the bit of the task
    of item k at its node, 0: it is not remembered there. `into[into_from[e] + s]`: the set at the end of way e for
    set s at its start; `into[run_from[q] + s]`: the set at the end of run q.
    """

    row_from: Int32s
    item_row: Int32s
    left_from: Int32s
    bit: Int32s
    into_from: Int32s
    run_from: Int32s
    into: Int32s
