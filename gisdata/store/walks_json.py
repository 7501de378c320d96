"""Walks as JSON text: read as a whole or not at all, so they need no tables of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gisdata.records import Walk, WalkStop
from gisdata.store.moments import from_text, to_text


def walks_to_json(walks: Sequence[Walk]) -> str:
    """Return the walks as JSON text; `walks_from_json` gives back equal walks, time zones included."""
    return json.dumps([_walk_to_dict(walk) for walk in walks],
                      ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def walks_from_json(text: str) -> tuple[Walk, ...]:
    """Return the walks that `walks_to_json` wrote."""
    return tuple(_walk_from_dict(data) for data in json.loads(text))


def _walk_to_dict(walk: Walk) -> dict[str, Any]:
    return {
        "week": walk.week,
        "team": walk.team,
        "officer_id": walk.officer_id,
        "shift_id": walk.shift_id,
        "mode": walk.mode,
        "day": walk.day.isoformat(),
        "leave": to_text(walk.leave),
        "back": to_text(walk.back),
        "travel_s": walk.travel_s,
        "stops": [_stop_to_dict(stop) for stop in walk.stops],
        "line": walk.line,
        "estimated": walk.estimated,
    }


def _walk_from_dict(data: Mapping[str, Any]) -> Walk:
    return Walk(**{
        **data,
        "day": date.fromisoformat(data["day"]),
        "leave": from_text(data["leave"]),
        "back": from_text(data["back"]),
        "stops": tuple(_stop_from_dict(stop) for stop in data["stops"]),
        "line": tuple((lon_deg, lat_deg) for lon_deg, lat_deg in data["line"]),
    })


def _stop_to_dict(stop: WalkStop) -> dict[str, Any]:
    return {
        "number": stop.number,
        "task": stop.task,
        "kind": stop.kind,
        "what": stop.what,
        "lon_deg": stop.lon_deg,
        "lat_deg": stop.lat_deg,
        "cell_id": stop.cell_id,
        "arrive": to_text(stop.arrive),
        "start": to_text(stop.start),
        "end": to_text(stop.end),
        "must": stop.must,
    }


def _stop_from_dict(data: Mapping[str, Any]) -> WalkStop:
    return WalkStop(**{
        **data,
        "arrive": from_text(data["arrive"]),
        "start": from_text(data["start"]),
        "end": from_text(data["end"]),
    })
