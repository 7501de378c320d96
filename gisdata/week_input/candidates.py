"""Candidates of a week: the due doors that are offered to the planner, and those whose turn comes later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gisdata.records import Household, ReportKind
from gisdata.week_input.doors import DoorFacts, ToldOfDoors
from gisdata.week_input.premises import Premises
from gisdata.week_input.roster import DutySpan
from gisdata.week_input.rules import VisitRules
from planner.dues import Due, Rest, round_start, what_is_due


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDoor:
    """A household, or a firm as a door, with the call that is due at it; `kind`: of dwelling or of key place.

    `struck`: field reports say that the door is gone, or is another row's. It stays due, so that the account names it,
    and must not be offered to a planner.
    """

    household: Household
    kind: str
    due: Due
    struck: ReportKind | None = None


STRUCK = frozenset({ReportKind.DEMOLISHED, ReportKind.DUPLICATE})
"""No officer is sent to a door of these; a vacant one stands and may be lived in again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingDoor:
    """A household at which no call is made this week, and why not."""

    household: Household
    rest: Rest


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDues:
    """Every household and every firm to call at once, by number: those that are due in a week, and those that rest."""

    due: tuple[DueDoor, ...]
    resting: tuple[RestingDoor, ...]


def dues_of_week(
    households: Sequence[Household], *, monday: date, rules: VisitRules, told: ToldOfDoors | None = None,
    premises: Sequence[Premises] = (),
) -> WeekDues:
    """Return what is due of each household and firm in the week of `monday`, or why nothing is."""
    start = round_start((rules.campaign_start - monday).days, rules.dues)
    facts = DoorFacts(told or ToldOfDoors(), monday=monday, round_start_day=start)
    due: list[DueDoor] = []
    resting: list[RestingDoor] = []
    doors = [(household, household.dwelling.value, True) for household in households]
    doors += [(one.door, one.kind.value, one.is_routine) for one in premises]
    for household, kind, is_routine in sorted(doors, key=lambda door: door[0].household_id):
        answer = what_is_due(facts.door(household, kind, is_routine=is_routine), rules.dues, round_start_day=start)
        if isinstance(answer, Due):
            reported = told.reported.get(household.household_id) if told is not None else None
            due.append(DueDoor(household=household, kind=kind, due=answer,
                               struck=reported if reported in STRUCK else None))
        else:
            resting.append(RestingDoor(household=household, rest=answer))
    return WeekDues(due=tuple(due), resting=tuple(resting))


def choose_candidates(
    doors: Sequence[DueDoor], *, owners: Mapping[str, Sequence[str]], spans: Sequence[DutySpan], rules: VisitRules,
) -> tuple[list[DueDoor], list[DueDoor]]:
    """Return (this week's candidates, those that wait): mandatory doors all, the others in turn up to a cap.

    The cap of a community is its share of its owners' hours, as visits that would fit at most, times
    `candidates_per_place`. The turn goes by prize, then by how many doors of the cell are waiting (fullest first, so
    that a walk stays in one quarter), then by point, so that neighbours come together.
    """
    by_community: dict[str, list[DueDoor]] = defaultdict(list)
    for door in doors:
        by_community[door.household.community].append(door)
    waiting_in_cell: dict[str | None, int] = defaultdict(int)
    for door in doors:
        waiting_in_cell[door.household.cell_id] += 1
    chosen: list[DueDoor] = []
    later: list[DueDoor] = []
    hours_s: dict[str, int] = defaultdict(int)
    for span in spans:
        hours_s[span.officer_id] += span.work_s
    doors_of = {o: sum(len(by_community.get(c, [])) for c, who in owners.items() if o in who) for o in hours_s}
    for community, mine in sorted(by_community.items()):
        # an officer with several communities gives each the hours that its share of due doors asks for
        work_s = sum(hours_s[o] * len(mine) / doors_of[o] for o in owners[community] if o in hours_s)
        shortest_s = min(rules.service_of(d.kind) for d in mine)
        cap = round(work_s / shortest_s * rules.candidates_per_place)
        mine.sort(key=lambda d: (
            not d.due.mandatory, -d.due.prize, -waiting_in_cell[d.household.cell_id], d.household.cell_id or "",
            d.household.lon_deg or 0.0, d.household.lat_deg or 0.0, d.household.household_id))
        cut = max(cap, sum(d.due.mandatory for d in mine))
        chosen += mine[:cut]
        later += mine[cut:]
    return chosen, later
