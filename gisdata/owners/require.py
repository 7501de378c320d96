"""No household without an owner: a change that would leave a community to nobody on any day is refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gisdata.errors import Conflict
from gisdata.owners.ownership import Ownership


def require_owned(before: Ownership, after: Ownership, communities: Iterable[str], *, since: date) -> None:
    """Raise Conflict, naming the first community and day, when a change takes the last one away who acts for it.

    Days before `since` are past. A community that had nobody before the change does not stand in its way.
    """
    days = sorted({since, *(day for day in (*before.days_of_change(), *after.days_of_change()) if day > since)})
    for community in sorted(communities):
        for day in days:
            if before.acting(community, day) and not after.acting(community, day):
                raise Conflict(
                    "nobody would answer for {community} on {day}: name a substitute who is there, another owner, or a "
                    "contact point of a leader first", community=community, day=day)
