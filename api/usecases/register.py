"""The register as a plan reads it: everything of one workspace that a week depends on."""

from __future__ import annotations

from dataclasses import dataclass

from api.errors import WrongUse
from api.workspace import Workspace
from gisdata.records import Cell, DoorReport, Household, KeyPlace, Officer, PatrolOrder, ShiftRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Households, officers, roster, patrols, key places, cells and field reports of a workspace."""

    households: tuple[Household, ...]
    officers: tuple[Officer, ...]
    shift_rows: tuple[ShiftRow, ...]
    patrols: tuple[PatrolOrder, ...]
    places: tuple[KeyPlace, ...]
    cells: tuple[Cell, ...]
    reports: tuple[DoorReport, ...]


def read_register(workspace: Workspace) -> Register:
    """Return the register; raises WrongUse naming the first thing that a plan lacks and the command that brings it."""
    with workspace.open_store() as store, store.reading() as reading:
        register = Register(
            households=tuple(reading.households()), officers=tuple(reading.officers()),
            shift_rows=tuple(reading.shift_rows()), patrols=tuple(reading.patrol_orders()),
            places=tuple(reading.key_places()), cells=tuple(reading.cells()),
            reports=tuple(reading.door_reports()))
    for rows, what in ((register.households, "households"), (register.officers, "officers"),
                       (register.shift_rows, "shifts")):
        if not rows:
            raise WrongUse("there are no {what} yet; bring them with: huhu import {what} FILE", what=what)
    return register
