"""Reading: everything the store holds, as records, from one snapshot."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Table, func, select

from gisdata.errors import NotFound
from gisdata.records import (
    AddressDecision,
    AddressPoint,
    AttemptCount,
    Building,
    Cell,
    CellKind,
    DoorReport,
    DoorRest,
    Household,
    ImportBatch,
    Incident,
    KeyPlace,
    Merge,
    Officer,
    PatrolOrder,
    ReviewFilter,
    ReviewItem,
    ReviewRow,
    ReviewState,
    RoomWeek,
    ShiftRow,
    StoredPlan,
    VisitAttempt,
)
from gisdata.records.events import Event
from gisdata.records.owners import ContactPoint, HandOver, StandIn
from gisdata.store import (
    batches,
    decisions,
    dues_tables,
    duty,
    events,
    ground,
    households,
    merges,
    owners,
    pairs,
    plans,
    reports,
    rests,
    review,
    rooms,
    tables,
    visits,
)

_COUNTED: dict[str, Table] = {
    "households": tables.household,
    "address_points": tables.address_point,
    "buildings": tables.building,
    "key_places": tables.key_place,
    "officers": tables.officer,
    "shift_rows": tables.shift_row,
    "patrol_orders": tables.patrol_order,
    "incidents": tables.incident,
    "cells": tables.cell,
    "review_items": tables.review_item,
    "batches": tables.import_batch,
    "door_reports": tables.door_report,
    "visits": tables.visit_attempt,
    "events": dues_tables.event,
}


class Reading:
    """What can be read inside `Store.reading()`; every list is in a stable order, by id unless it says otherwise."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def households(self) -> list[Household]:
        """Return all households by id."""
        return households.HOUSEHOLDS.read_all(self._connection)

    def household(self, household_id: str) -> Household:
        """Return one household. Raises NotFound when it is not in the register."""
        found = households.HOUSEHOLDS.read_some(self._connection, [household_id])
        if household_id not in found:
            raise NotFound("household {household} is not in the register", household=household_id)
        return found[household_id]

    def households_in(self, communities: Iterable[str]) -> list[Household]:
        """Return the households of these communities by id."""
        return households.read_in(self._connection, communities)

    def communities(self) -> list[str]:
        """Return the communities of the register by name."""
        return households.read_communities(self._connection)

    def address_points_in(self, box_deg: tuple[float, float, float, float]) -> list[AddressPoint]:
        """Return the address points in a box (west, south, east, north; WGS-84 degrees) by id."""
        return ground.read_address_points_in(self._connection, box_deg)

    def address_points_of(self, address_ids: Iterable[str]) -> dict[str, AddressPoint]:
        """Return the address points of those ids that are there, by id."""
        return ground.ADDRESS_POINTS.read_some(self._connection, address_ids)

    def address_points(self) -> list[AddressPoint]:
        """Return the address points of map and files by id."""
        return ground.ADDRESS_POINTS.read_all(self._connection)

    def buildings(self) -> list[Building]:
        """Return the buildings by id."""
        return ground.BUILDINGS.read_all(self._connection)

    def key_places(self) -> list[KeyPlace]:
        """Return the key places of map and files by id."""
        return ground.KEY_PLACES.read_all(self._connection)

    def officers(self) -> list[Officer]:
        """Return the officers by id."""
        return duty.read_officers(self._connection)

    def shift_rows(self) -> list[ShiftRow]:
        """Return the roster by officer, the rows of one officer as they were given."""
        return duty.read_shift_rows(self._connection)

    def patrol_orders(self) -> list[PatrolOrder]:
        """Return the patrol orders by id."""
        return duty.PATROL_ORDERS.read_all(self._connection)

    def incidents(self) -> list[Incident]:
        """Return the incidents by id."""
        return ground.INCIDENTS.read_all(self._connection)

    def cells(self) -> list[Cell]:
        """Return the cells by id, without the beats."""
        return ground.read_cells(self._connection)

    def beats(self) -> list[Cell]:
        """Return the beats of communities that were split, by id."""
        return ground.read_beats(self._connection)

    def review_items(self) -> list[ReviewItem]:
        """Return the review list by household id."""
        return review.REVIEW_ITEMS.read_all(self._connection)

    def review_row(self, household_id: str) -> ReviewRow:
        """Return a household with its item of the review list. Raises NotFound when it is not in the register."""
        return review.read_row(self._connection, household_id)

    def review_rows(
        self, wanted: ReviewFilter, *, first: int = 0, most: int, after: Household | None = None
    ) -> list[ReviewRow]:
        """Return at most `most` households of a state from number `first` on, by address; `after`: only behind it."""
        return review.read_rows(self._connection, wanted, first=first, most=most, after=after)

    def count_review(self, wanted: ReviewFilter) -> int:
        """Return how many households `review_rows` has in all."""
        return review.count_rows(self._connection, wanted)

    def review_communities(self, state: ReviewState) -> list[str]:
        """Return the communities that have a household in a state, by name."""
        return review.read_communities(self._connection, state)

    def door_reports(self) -> list[DoorReport]:
        """Return the field reports about doors by id."""
        return reports.DOOR_REPORTS.read_all(self._connection)

    def visits(self) -> list[VisitAttempt]:
        """Return what visits reached, by household and day; of a merged household under the one that was kept."""
        return visits.read_visits(self._connection)

    def rests(self) -> list[DoorRest]:
        """Return the doors that are left in peace until a day, by household; of a merged one under the one kept."""
        return rests.read_rests(self._connection)

    def events(self) -> list[Event]:
        """Return the events on which a visit is owed, by id, those that are over but not forgotten yet too."""
        return events.read_events(self._connection)

    def hand_overs(self) -> list[HandOver]:
        """Return the hand-overs of communities by day, those of one day in the order they were made."""
        return owners.read_hand_overs(self._connection)

    def stand_ins(self) -> list[StandIn]:
        """Return who stands in for whom, by officer and first day."""
        return owners.read_stand_ins(self._connection)

    def contact_points(self) -> list[ContactPoint]:
        """Return the leaders' contact points by community."""
        return owners.CONTACT_POINTS.read_all(self._connection)

    def attempt_counts(self) -> list[AttemptCount]:
        """Return how many attempts were deleted after 90 days, by week and cell."""
        return visits.read_attempt_counts(self._connection)

    def merges(self) -> list[Merge]:
        """Return the decisions that two rows are one household, those undone too, oldest first."""
        return merges.read_merges(self._connection)

    def households_apart(self) -> list[tuple[str, str]]:
        """Return the pairs of ids, the smaller first, that a person has found to be two households."""
        return pairs.read_pairs(self._connection)

    def address_decisions(self) -> list[AddressDecision]:
        """Return what persons decided about addresses, by key."""
        return decisions.DECISIONS.read_all(self._connection)

    def address_decision(self, decision_key: str) -> AddressDecision | None:
        """Return one decision about an address, or None."""
        return decisions.DECISIONS.read_some(self._connection, [decision_key]).get(decision_key)

    def batches(self) -> list[ImportBatch]:
        """Return the imports in the order they were made."""
        return batches.read_batches(self._connection)

    def plan(self, week: str, team: str) -> StoredPlan:
        """Return the newest version of a team's week. Raises NotFound when there is none."""
        return plans.read_plan(self._connection, week, team)

    def plans(self, week: str | None = None) -> list[StoredPlan]:
        """Return the newest version of each team's week, by week and team; of one week only, if given."""
        return plans.read_plans(self._connection, week)

    def weeks(self) -> list[str]:
        """Return the weeks that have a plan, earliest first."""
        return plans.read_weeks(self._connection)

    def n_writes(self) -> int:
        """Return how many times the store was written; while it stays the same, so does everything read."""
        return int(self._connection.execute(select(tables.write_count.c.n)).scalar_one())

    def rooms(self, week: str) -> RoomWeek | None:
        """Return the stops of the mobile rooms in a week, None when they were not planned."""
        return rooms.ROOM_WEEKS.read_some(self._connection, [week]).get(week)

    def counts(self) -> dict[str, int]:
        """Return how many records each list of this class has, by the list's name."""
        counted = {name: self._n_rows(table) for name, table in _COUNTED.items()}
        n_beats = self._n_rows(tables.cell, tables.cell.c.kind == CellKind.BEAT.value)
        return {**counted, "cells": counted["cells"] - n_beats, "beats": n_beats,
                "plans": plans.count_plans(self._connection)}

    def _n_rows(self, table: Table, *where: ColumnElement[bool]) -> int:
        return self._connection.scalar(select(func.count()).select_from(table).where(*where)) or 0
