"""The town a campaign is played in: its register as on the first day, nobody met yet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import blake2b

import numpy as np

from api.usecases.register import read_register
from api.workspace import Workspace
from gisdata.campaign_input import SLOTS, SLOTS_WANTED, START, slot_seconds
from gisdata.records import Cell, Household, Officer, ShiftRow
from gisdata.streets import Streets
from gisdata.week_input import DutySpan, Ground, TeamScope, VisitRules, roster_of_week, split_into_teams
from planner.simulation import Truth, draw_truth

ROUNDS = 4
"""Times the cap of calls that answers are drawn for: attempts are forgotten after 90 days, and calls go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Homes with a point and an owner that streets lead to, the teams, and the roster; `n_left_out`: other homes."""

    households: tuple[Household, ...]
    n_left_out: int
    officers: tuple[Officer, ...]
    scopes: tuple[TeamScope, ...]
    shift_rows: tuple[ShiftRow, ...]
    cells: tuple[Cell, ...]
    streets: Streets
    rules: VisitRules

    def spans(self, scope: TeamScope, monday: date) -> list[DutySpan]:
        """Return a team's shifts in a week."""
        return roster_of_week(scope.officers, self.shift_rows, monday)

    def ground(self, week: str, monday: date) -> Ground:
        """Return what a week is planned on."""
        return Ground(streets=self.streets, cells=self.cells, rules=self.rules, week=week, monday=monday)

    def truth(self, seed: int) -> Truth:
        """Return who would answer which call, by the number of the household."""
        return draw_truth([h.community for h in self.households], [h.dwelling.value for h in self.households],
                          start=list(START.values()), n_calls=ROUNDS * self.rules.dues.most_attempts, seed=seed)

    @property
    def doors(self) -> list[str]:
        """The numbers of the households, in their order."""
        return [household.household_id for household in self.households]

    def digest(self) -> str:
        """Return a short name of everything that a campaign in this town depends on."""
        told = [asdict(self.rules), *([asdict(row) for row in rows] for rows in (
            self.shift_rows, self.officers, self.households)), [dict(scope.owners) for scope in self.scopes],
            [[asdict(patrol) for patrol in scope.patrols] for scope in self.scopes]]
        return blake2b(json.dumps(told, default=_plain, sort_keys=True).encode(), digest_size=8).hexdigest()

    def slots_of_homes(self, monday: date) -> list[list[int]]:
        """Return the slots, as numbers, in which each home may be called at and somebody of its team has a shift."""
        staffed: dict[str, set[int]] = {}
        for scope in self.scopes:
            for span in self.spans(scope, monday):
                slots = set(np.flatnonzero(slot_seconds(span, self.rules)).tolist())
                for community in scope.owners:   # its owners, and helpers of the team
                    staffed.setdefault(community, set()).update(slots)
        return [[i for i, slot in enumerate(SLOTS)
                 if slot in SLOTS_WANTED[h.slot] and i in staffed.get(h.community, set())] for h in self.households]


def _plain(value: object) -> object:
    """Return sets in one order, which is another in each process, and dates and the like as text."""
    return sorted(map(str, value)) if isinstance(value, (set, frozenset)) else str(value)


def read_town(workspace: Workspace, *, start: date, hours_percent: int = 100) -> Town:
    """Return the town of a workspace with nobody met before `start`, and `hours_percent` of the roster's weekly shifts.

    Homes without a point, without an owner, or that no street reaches are left out: no policy could call there.
    """
    register = read_register(workspace)
    scopes, _ = split_into_teams(register.officers, register.patrols, places=register.places,
                                 station=workspace.settings.station.lon_lat_deg)
    owned = {community for scope in scopes for community in scope.owners}
    streets = workspace.streets()
    homes = [replace(h, last_contact_on=None, must_visit_by=None) for h in register.households
             if h.has_point and h.community in owned and not h.do_not_disturb]
    reached = _reached(homes, scopes, streets)
    rules = replace(workspace.settings.visits, campaign_start=start)
    return Town(
        households=tuple(reached), n_left_out=len(register.households) - len(reached), officers=register.officers,
        scopes=tuple(scopes), cells=register.cells, streets=streets, rules=rules,
        shift_rows=tuple(_fewer(register.shift_rows, hours_percent)))


def _reached(homes: Sequence[Household], scopes: Sequence[TeamScope], streets: Streets) -> list[Household]:
    """Return the homes that every officer's way of moving reaches on the streets."""
    found = []
    for scope in scopes:
        mine = [h for h in homes if h.community in scope.owners]
        lon, lat = (np.array([getattr(h, name) for h in mine], dtype=np.float64) for name in ("lon_deg", "lat_deg"))
        faults = [streets.travel_times(mode, lon, lat).faults for mode in sorted({o.mode for o in scope.officers})]
        found += [h for i, h in enumerate(mine) if all(fault[i] is None for fault in faults)]
    return sorted(found, key=lambda h: h.household_id)


def _fewer(rows: Sequence[ShiftRow], percent: int) -> list[ShiftRow]:
    """Return the rows with so many percent of all shifts of a week, every officer's share of each kind alike.

    The days kept go round: an officer who keeps a Monday loses a Tuesday, so that all parts of the week stay.
    """
    kept, owed = [], 0
    for row in rows:
        days = []
        for day in row.weekdays:
            owed += percent
            if owed >= 100:
                owed -= 100
                days.append(day)
        if days:
            kept.append(replace(row, weekdays=tuple(days)))
    return kept
