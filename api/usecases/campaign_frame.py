"""The register as coverage counts it: with everything that reports and visits say of it."""

from __future__ import annotations

from datetime import date

from gisdata.coverage import Frame, frame_of
from gisdata.store import Reading


def campaign_frame(reading: Reading, *, today: date, since: date) -> Frame:
    """Return the frame of the whole register; `since` is the first day of the campaign."""
    return frame_of(reading.households(), today=today, since=since, reports=reading.door_reports(),
                    visits=reading.visits())
