"""The register as a plan reads it: everything of one workspace that a week depends on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from api.errors import WrongUse
from api.workspace import Workspace
from gisdata.coverage import door_facts
from gisdata.events import visits_of_events
from gisdata.owners import Ownership, WeekOwners, owners_of_week
from gisdata.records import Cell, DoorReport, Household, KeyPlace, Officer, PatrolOrder, ReportKind, ShiftRow
from gisdata.records.events import Event
from gisdata.store import Reading
from gisdata.week_input import ToldOfDoors, VisitRules, WeekDues, dues_of_week, premises_to_call_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Households, officers, roster, patrols, key places and cells of a workspace, and what is told of its doors."""

    households: tuple[Household, ...]
    officers: tuple[Officer, ...]
    shift_rows: tuple[ShiftRow, ...]
    patrols: tuple[PatrolOrder, ...]
    places: tuple[KeyPlace, ...]
    cells: tuple[Cell, ...]
    told: ToldOfDoors
    events: tuple[Event, ...]
    ownership: Ownership
    reports: tuple[DoorReport, ...]

    def reported(self, today: date) -> Mapping[str, ReportKind]:
        """Return what field reports up to a day say of rows of the register."""
        return door_facts(self.households, self.reports, today=today).reported

    def dues(self, monday: date, rules: VisitRules, *, today: date | None = None) -> WeekDues:
        """Return what is due in the week of `monday`, of households and of the firms that are called at.

        `today`: reports after this day are not known yet; None: after the week's Monday.
        """
        named = {id_ for event in self.events for id_ in event.household_ids}
        premises = premises_to_call_at(self.places, households=self.households, cells=self.cells, rules=rules.dues,
                                       of_events=named)
        doors = [*self.households, *(one.door for one in premises)]
        asked = visits_of_events(self.events, doors=doors, rules=rules.events, monday=monday)
        return dues_of_week(self.households, monday=monday, rules=rules, premises=premises,
                            told=replace(self.told, event_visits=asked, reported=self.reported(today or monday)))

    def owners(self, monday: date) -> WeekOwners:
        """Return who acts for which community on which day of the week of `monday`."""
        return owners_of_week(self.officers, self.ownership, monday=monday,
                              communities={household.community for household in self.households})


def ownership_of(reading: Reading) -> Ownership:
    """Return who owns what, by day, as the store has it."""
    return Ownership(reading.officers(), reading.hand_overs(), reading.stand_ins(), reading.contact_points())


def read_register(workspace: Workspace) -> Register:
    """Return the register; raises WrongUse naming the first thing that a plan lacks and the command that brings it."""
    with workspace.open_store() as store, store.reading() as reading:
        register = Register(
            households=tuple(reading.households()), officers=tuple(reading.officers()),
            shift_rows=tuple(reading.shift_rows()), patrols=tuple(reading.patrol_orders()),
            places=tuple(reading.key_places()), cells=tuple(reading.cells()),
            told=ToldOfDoors(visits=reading.visits(), rests=reading.rests()),
            events=tuple(reading.events()), ownership=ownership_of(reading), reports=tuple(reading.door_reports()))
    for rows, what in ((register.households, "households"), (register.officers, "officers"),
                       (register.shift_rows, "shifts")):
        if not rows:
            raise WrongUse("there are no {what} yet; bring them with: huhu import {what} FILE", what=what)
    return register
