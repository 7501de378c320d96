"""What a person decided about an address that no rule could place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressDecision:
    """A door settled by a person: its point (WGS-84 degrees), or without a point that there is no such door.

    `decision_key` is the normalised address down to the door with its community, so that all homes behind the door
    and later imports share the decision; `address` is the text that was decided on. Who decided is not kept.
    """

    decision_key: str
    address: str
    lon_deg: float | None
    lat_deg: float | None
    decided_at: datetime

    @property
    def exists(self) -> bool:
        """True when there is such a door; it then has a point."""
        return self.lon_deg is not None
