"""Candidates of a week: the due doors that are offered to the planner, and those whose turn comes later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from gisdata.records import Household, ReportKind
from gisdata.week_input.roster import DutySpan
from gisdata.week_input.rules import VisitRules
from planner.dues import Due, DueRule, due_this_week


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDoor:
    """A household with what is due of it; `struck`: field reports say that the door is gone, or is another row's."""

    household: Household
    due: Due
    struck: ReportKind | None = None


STRUCK = frozenset({ReportKind.DEMOLISHED, ReportKind.DUPLICATE})
"""No officer is sent to a door of these; a vacant one stands and may be lived in again."""

NOTHING_REPORTED: Mapping[str, ReportKind] = MappingProxyType({})


def due_doors(
    households: Sequence[Household], *, monday: date, rules: VisitRules,
    reported: Mapping[str, ReportKind] = NOTHING_REPORTED,
) -> list[DueDoor]:
    """Return the households that are due in the week of `monday`, by id; do-not-disturb ones never are.

    `reported`: what field reports say of rows of the register (`gisdata.coverage.facts.door_facts`). Struck doors stay
    due, so that the account names them, and must not be offered to a planner.
    """
    rule = DueRule(campaign_start_day=(rules.campaign_start - monday).days, interval_days=rules.interval_days)
    doors = []
    for household in households:
        if household.do_not_disturb:
            continue
        due = due_this_week(last_contact_day=_day(household.last_contact_on, monday),
                            must_by_day=_day(household.must_visit_by, monday), rule=rule)
        if due is not None:
            told = reported.get(household.household_id)
            doors.append(DueDoor(household=household, due=due, struck=told if told in STRUCK else None))
    return sorted(doors, key=lambda d: d.household.household_id)


def _day(when: date | None, monday: date) -> int | None:
    return None if when is None else (when - monday).days


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
        shortest_s = min(rules.service_s[d.household.dwelling] for d in mine)
        cap = round(work_s / shortest_s * rules.candidates_per_place)
        mine.sort(key=lambda d: (
            not d.due.mandatory, -d.due.prize, -waiting_in_cell[d.household.cell_id], d.household.cell_id or "",
            d.household.lon_deg or 0.0, d.household.lat_deg or 0.0, d.household.household_id))
        cut = max(cap, sum(d.due.mandatory for d in mine))
        chosen += mine[:cut]
        later += mine[cut:]
    return chosen, later
