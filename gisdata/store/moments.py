"""Moments in columns (UTC without a zone) and in JSON (wall clock, offset and name of the zone)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from gisdata.errors import RefusedRows


def to_utc_column(moment: datetime) -> datetime:
    """Return the moment in UTC without a zone. Raises RefusedRows when it has no zone to convert from."""
    if moment.tzinfo is None:
        raise RefusedRows("the moment {moment} has no time zone", moment=moment.isoformat())
    return moment.astimezone(UTC).replace(tzinfo=None)


def from_utc_column(moment: datetime) -> datetime:
    """Return the moment of a `_utc` column, in UTC."""
    return moment.replace(tzinfo=UTC)


def to_text(moment: datetime) -> str:
    """Return ISO 8601 with offset and, as in RFC 9557, the name of the zone; without a zone, without both.

    >>> to_text(datetime(2026, 11, 23, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
    '2026-11-23T08:30:00+08:00[Asia/Shanghai]'
    """
    zone = moment.tzinfo
    name = f"[{zone.key}]" if isinstance(zone, ZoneInfo) and zone.key else ""
    return moment.isoformat() + name


def from_text(text: str) -> datetime:
    """Return the moment that `to_text` wrote, in its own zone.

    >>> from_text("2026-11-23T08:30:00+08:00[Asia/Shanghai]").tzinfo
    zoneinfo.ZoneInfo(key='Asia/Shanghai')
    """
    stamp, zone = re.fullmatch(r"([^\[]+)(?:\[(.+)\])?", text).groups()  # type: ignore[union-attr]  # we wrote it
    moment = datetime.fromisoformat(stamp)
    return moment.astimezone(ZoneInfo(zone)) if zone else moment
