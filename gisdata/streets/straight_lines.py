"""Travel without a street map: straight lines times a factor, an estimate that says so."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gisdata.geodesy import Floats, great_circle_m
from gisdata.records import TravelMode
from gisdata.records.basemap import Basemap
from gisdata.streets.snapping import NO_COORDINATES
from gisdata.streets.speeds import mode_speed_kmh
from gisdata.streets.travel_table import N_ROWS_AT_ONCE, TravelTable, whole_seconds
from planner.model import NO_WAY
from planner.sentence import say

DETOUR_FACTOR = 1.2
"""Streets on foot are 1.12 / 1.19 / 1.33 (p10 / p50 / p90) times as long as the straight line (measured in a flat
gridded town; a town with a river needs more, so this is an estimate and marked as one)."""

ESTIMATE_NOTE = say("no street map is imported: travel times are straight lines times {factor}, an estimate",
                    factor=DETOUR_FACTOR)


class StraightLines:
    """Streets of a workspace that has no extract: every point reaches every other one."""

    engine = "straight line"
    estimated = True

    def __init__(self, speeds_kmh: Mapping[TravelMode, float]) -> None:
        self._speeds_kmh = speeds_kmh

    def travel_times(
        self, mode: TravelMode, lon_deg: Floats, lat_deg: Floats, *, n_origins: int | None = None,
    ) -> TravelTable:
        """Return the estimated travel times, from the first `n_origins` points if told.

        Only a point without coordinates has a fault.
        """
        lon_deg, lat_deg = np.asarray(lon_deg, dtype=np.float64), np.asarray(lat_deg, dtype=np.float64)
        metres_per_s = mode_speed_kmh(self._speeds_kmh, mode) / 3.6
        known = np.isfinite(lon_deg) & np.isfinite(lat_deg)
        n = len(lon_deg)
        n_rows = n if n_origins is None else n_origins
        lon_deg, lat_deg = np.where(known, lon_deg, 0.0), np.where(known, lat_deg, 0.0)
        duration_s = np.full((n_rows, n), NO_WAY, dtype=np.int32)
        for first in range(0, n_rows, N_ROWS_AT_ONCE):
            rows = slice(first, min(first + N_ROWS_AT_ONCE, n_rows))
            length_m = great_circle_m(lon_deg[rows, None], lat_deg[rows, None], lon_deg[None, :], lat_deg[None, :])
            block = whole_seconds(length_m * DETOUR_FACTOR / metres_per_s)
            duration_s[rows] = np.where(length_m == 0, 0, block)
        duration_s[~known[:n_rows], :] = NO_WAY
        duration_s[:, ~known] = NO_WAY
        np.fill_diagonal(duration_s, 0)
        faults = tuple(None if has_point else NO_COORDINATES for has_point in known.tolist())
        return TravelTable(duration_s=duration_s, faults=faults, notes=(ESTIMATE_NOTE,))

    def line(
        self, mode: TravelMode, start_lonlat: tuple[float, float], end_lonlat: tuple[float, float],  # noqa: ARG002
    ) -> tuple[tuple[float, float], ...]:
        """Return the straight line: its two ends."""
        return (start_lonlat, end_lonlat)

    def basemap(self) -> Basemap | None:
        """Return None: without an extract there is nothing to draw."""
        return None

    def network(self) -> None:
        """Return None: without an extract no street is known."""
        return
