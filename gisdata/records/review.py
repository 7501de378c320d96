"""What of the review of addresses is asked for, and a row of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gisdata.records.households import Household, ReviewItem


class ReviewState(StrEnum):
    """Where a household's address stands: WAITING for a person, set aside for LATER, or placed but UNSURE."""

    WAITING = "waiting"
    LATER = "later"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFilter:
    """Households of one state; of one community, and with `text` in the address, where these are not ""."""

    state: ReviewState
    community: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A household of the review; `item` is None for one that is placed."""

    household: Household
    item: ReviewItem | None = None
