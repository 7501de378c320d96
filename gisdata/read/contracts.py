"""The columns of every kind of table, for help texts: what a file must and may have."""

from __future__ import annotations

from gisdata.read.columns import Column
from gisdata.read.doors import REPORTS, VISITS
from gisdata.read.duty import OFFICERS, PATROLS, SHIFTS
from gisdata.read.ground import DOORPLATES, INCIDENTS, PLACES
from gisdata.read.households import HOUSEHOLDS

_KINDS = (HOUSEHOLDS, DOORPLATES, OFFICERS, SHIFTS, PLACES, INCIDENTS, PATROLS, REPORTS, VISITS)


def columns_of(kind: str) -> tuple[Column, ...]:
    """Return the columns of a kind of table by its name ("households"); empty for kinds that are no tables."""
    return next((known.columns for known in _KINDS if known.name == kind), ())
