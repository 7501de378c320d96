"""A door: what is known of a household or firm when it is asked whether a call is due. Days and slots, no person."""

from __future__ import annotations

from dataclasses import dataclass

from planner.dues.slots import CallSlot


@dataclass(frozen=True, slots=True, kw_only=True)
class EventVisit:
    """A visit that an event asks for at a door, from `first_day` on, by `due_day`, never after `last_day`.

    `purpose` names the kind of the event. A mandatory one must be made once its due day comes.
    """

    purpose: str
    first_day: int
    due_day: int
    last_day: int
    mandatory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What is known of one door; days count from the week's Monday (0), so days before it are negative.

    `kind`: the kind of dwelling or of key place; it chooses the interval. `last_contact_day`: somebody was met.
    `last_attempt_day`, `last_attempt_slot`: nobody was met; the slot is None when it was not written down.
    `attempts_this_round`: such attempts since the round began or somebody was met, as far as they are kept (90 days).
    `rest_until_day`: the first day on which the door may be called at again, after a wish to be left alone (see
    `rest_after_refusal`); why is not known. `promised_day`: a visit is owed by this day. `is_routine` False: neither
    campaign nor interval asks for a call.
    """

    kind: str
    last_contact_day: int | None = None
    last_attempt_day: int | None = None
    last_attempt_slot: CallSlot | None = None
    attempts_this_round: int = 0
    rest_until_day: int | None = None
    promised_day: int | None = None
    do_not_disturb: bool = False
    event_visits: tuple[EventVisit, ...] = ()
    is_routine: bool = True

    @property
    def is_retry(self) -> bool:
        """True when the last call met nobody."""
        return self.last_attempt_day is not None and (
            self.last_contact_day is None or self.last_attempt_day > self.last_contact_day)
