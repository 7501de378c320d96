"""Writing: every change to the store; all changes of one `Store.writing()` are kept together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from gisdata.records import (
    AddressDecision,
    AddressPoint,
    Building,
    Cell,
    DoorReport,
    Household,
    ImportBatch,
    Incident,
    KeyPlace,
    Officer,
    PatrolOrder,
    ReviewItem,
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
    visits,
)
from gisdata.store.reading import Reading
from gisdata.store.shelf import SaveCounts


class Writing(Reading):
    """What can be done inside `Store.writing()`.

    `save_...` adds records whose id is new and overwrites the others; `replace_...` takes old records away. An id
    that comes twice in one call is a Conflict, a value that the schema forbids is RefusedRows; both undo the whole
    block.
    """

    def save_households(self, records: Iterable[Household]) -> SaveCounts:
        """Save households; one without a point keeps the point that the store has for the same address text.

        The cell stays as long as the point does, unless the record names another.
        """
        return households.save_households(self._connection, records)

    def place_households(self, records: Iterable[Household]) -> None:
        """Write only `lon_deg`, `lat_deg` and `located`; a household that moved loses its cell.

        Raises NotFound when one is not in the register.
        """
        households.place_households(self._connection, records)

    def set_cells(self, cell_of: Mapping[str, str | None]) -> None:
        """Write the cell of each household of the mapping. Raises NotFound for an unknown household or cell."""
        households.set_cells(self._connection, cell_of)

    def replace_review_items(self, items: Iterable[ReviewItem]) -> None:
        """Make `items` the review list; one that was set aside stays so while its address is the same.

        Raises NotFound when a household of it is not in the register.
        """
        review.replace_review_items(self._connection, items)

    def save_review_items(self, items: Iterable[ReviewItem]) -> None:
        """Add to the review list, or replace the items of the same households. Raises NotFound as the above."""
        review.save_review_items(self._connection, items)

    def drop_review_items(self, household_ids: Iterable[str]) -> None:
        """Take households off the review list; those that are not on it are passed over."""
        review.drop_review_items(self._connection, household_ids)

    def set_aside(self, household_id: str, *, later: bool) -> None:
        """Leave a review item for later, or take it up again. Raises NotFound when it is not on the list."""
        review.set_aside(self._connection, household_id, later=later)

    def save_address_decision(self, decision: AddressDecision) -> None:
        """Keep what a person decided about an address; a later decision about the same one replaces it.

        Raises RefusedRows when its moment has no zone.
        """
        decisions.DECISIONS.save(self._connection, [decision])

    def take_back_address_decision(self, decision_key: str) -> AddressDecision:
        """Forget a decision about an address and return it. Raises NotFound when there is none."""
        return decisions.take_back(self._connection, decision_key)

    def save_address_points(self, records: Iterable[AddressPoint]) -> SaveCounts:
        """Save address points. Raises Conflict when an id is taken by a point of another source."""
        return ground.save_sourced(self._connection, ground.ADDRESS_POINTS, records)

    def save_key_places(self, records: Iterable[KeyPlace]) -> SaveCounts:
        """Save key places. Raises Conflict when an id is taken by a place of another source."""
        return ground.save_sourced(self._connection, ground.KEY_PLACES, records)

    def replace_osm(
        self, buildings: Iterable[Building], address_points: Iterable[AddressPoint], key_places: Iterable[KeyPlace]
    ) -> None:
        """Replace all that came from the map: the buildings, and the points and places with source "osm".

        Raises Conflict when a record has another source, or a file's row has its id.
        """
        ground.replace_buildings(self._connection, buildings)
        ground.replace_sourced(self._connection, ground.ADDRESS_POINTS, address_points)
        ground.replace_sourced(self._connection, ground.KEY_PLACES, key_places)

    def replace_cells(self, cells: Iterable[Cell]) -> None:
        """Make `cells` the cells; no household has a cell afterwards. Beats stay. Raises Conflict."""
        ground.replace_cells(self._connection, cells)

    def replace_beats(self, community: str, beats: Iterable[Cell]) -> None:
        """Make `beats` the beats of a community; cells and households stay. Raises Conflict."""
        ground.replace_beats(self._connection, community, beats)

    def save_incidents(self, records: Iterable[Incident]) -> SaveCounts:
        """Save incidents. Raises RefusedRows when a time has a zone: they are the station's wall-clock times."""
        return ground.INCIDENTS.save(self._connection, records)

    def save_officers(self, records: Iterable[Officer]) -> SaveCounts:
        """Save officers; the communities of the record replace those the store has."""
        return duty.save_officers(self._connection, records)

    def replace_shift_rows(self, officer_ids: Iterable[str], rows: Iterable[ShiftRow]) -> None:
        """Make `rows` the roster of these officers; the rosters of others stay.

        Raises Conflict when a row belongs to another officer, NotFound when one is not in the store.
        """
        duty.replace_shift_rows(self._connection, officer_ids, rows)

    def save_patrol_orders(self, records: Iterable[PatrolOrder]) -> SaveCounts:
        """Save patrol orders."""
        return duty.PATROL_ORDERS.save(self._connection, records)

    def save_door_reports(self, records: Iterable[DoorReport]) -> SaveCounts:
        """Save field reports about doors."""
        return reports.DOOR_REPORTS.save(self._connection, records)

    def save_visits(self, records: Iterable[VisitAttempt]) -> SaveCounts:
        """Keep the highest level of each household and day; a completed visit moves the last contact forward.

        A wish to be left in peace begins or ends the rest of its door.
        """
        return visits.save_visits(self._connection, records)

    def forget_attempts(self, *, today: date) -> int:
        """Turn attempts older than 90 days that met nobody into counts per cell and week; return how many."""
        return visits.forget_attempts(self._connection, today=today)

    def forget_rests(self, *, today: date) -> int:
        """Delete the rests of doors that are over, and return how many."""
        return rests.forget_rests(self._connection, today=today)

    def add_event(self, event: Event) -> None:
        """Keep an event with the doors it calls at.

        Raises Conflict when its id is taken, RefusedRows when the schema forbids it (a sensitive kind at a door).
        """
        events.add_event(self._connection, event)

    def close_event(self, event_id: str) -> None:
        """Delete an event with its visits. Raises NotFound when there is none."""
        events.close_event(self._connection, event_id)

    def forget_events(self, *, today: date) -> int:
        """Delete the events that were over before today, with their visits, and return how many."""
        return events.forget_events(self._connection, today=today)

    def add_hand_over(self, hand_over: HandOver) -> int:
        """Keep a hand-over and move the community's open events to the new owner; return how many moved."""
        return owners.add_hand_over(self._connection, hand_over)

    def add_stand_in(self, stand_in: StandIn) -> None:
        """Keep who stands in for an officer who is away. Raises Conflict when it begins on the day of another one."""
        owners.add_stand_in(self._connection, stand_in)

    def forget_stand_ins(self, *, today: date) -> int:
        """Delete the stand-ins that were over before today, and return how many."""
        return owners.forget_stand_ins(self._connection, today=today)

    def save_contact_point(self, point: ContactPoint) -> None:
        """Keep the leader of a community in place of the one before."""
        owners.CONTACT_POINTS.put(self._connection, [point])

    def merge_households(self, *, kept_id: str, gone_id: str, at: datetime) -> Household:
        """Make two rows one household and return it; visits of both count for it, `at` is when it was decided.

        Raises NotFound when one is not in the register, Conflict when they cannot be merged this way round.
        """
        return merges.merge_households(
            self._connection, households.HOUSEHOLDS, kept_id=kept_id, gone_id=gone_id, at=at)

    def undo_merge(self, *, gone_id: str, at: datetime) -> Household:
        """Put the row back that a merge took out of the register and return it, without a cell.

        Raises NotFound when it was not merged.
        """
        return merges.undo_merge(self._connection, households.HOUSEHOLDS, gone_id=gone_id, at=at)

    def keep_apart(self, one_id: str, other_id: str, *, at: datetime) -> None:
        """Remember that two rows are two households. Raises NotFound, Conflict for a row with itself."""
        pairs.keep_apart(self._connection, one_id, other_id, at=at)

    def forget_apart(self, one_id: str, other_id: str) -> None:
        """Take that back. Raises NotFound when it was not said of these two."""
        pairs.forget_apart(self._connection, one_id, other_id)

    def add_batch(self, batch: ImportBatch) -> None:
        """Append an import to the list of imports. Raises RefusedRows when its moment has no zone."""
        batches.add_batch(self._connection, batch)

    def save_plan(self, plan: StoredPlan) -> int:
        """Keep the plan as the next version of its team's week and return that version, 1 for the first.

        The version in the record is not looked at. Two savers at once get two versions.
        """
        return plans.save_plan(self._connection, plan)

    def save_rooms(self, record: RoomWeek) -> None:
        """Keep the stops of the mobile rooms in a week in place of earlier ones.

        Raises RefusedRows when its moment has no zone.
        """
        rooms.ROOM_WEEKS.save(self._connection, [record])
