"""Today and now: the only place that reads the clock, so that a demo or a test can choose the day."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from api.errors import WrongUse


def today(zone: ZoneInfo) -> date:
    """Return the local date; the environment variable HUHU_TODAY (YYYY-MM-DD) overrides it."""
    chosen = os.environ.get("HUHU_TODAY", "")
    if not chosen:
        return datetime.now(zone).date()
    try:
        return date.fromisoformat(chosen)
    except ValueError:
        raise WrongUse("HUHU_TODAY={value} is no date; write YYYY-MM-DD", value=chosen) from None


def now_utc() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
