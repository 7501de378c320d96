"""The streets of an imported extract: travel times and lines for each mode."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gisdata.errors import NotFound
from gisdata.geodesy import Floats
from gisdata.records import TravelMode
from gisdata.records.basemap import Basemap
from gisdata.streets.engine import Engine
from gisdata.streets.engine_choice import FALLBACK_NOTE, EngineName, build_engine, node_order
from gisdata.streets.mode_graph import Longs, ModeGraph, mode_graph, topology
from gisdata.streets.network import Network
from gisdata.streets.positions import distinct_positions
from gisdata.streets.snapping import DETACHED_MARGIN_M, Snapper
from gisdata.streets.speeds import mode_speed_kmh, walking_kmh
from gisdata.streets.street_file import load_basemap, load_streets
from gisdata.streets.street_lines import LonLat, street_line
from gisdata.streets.travel_table import Seconds, TravelTable, table_on_streets
from planner.sentence import Sentence, say


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Ready:
    """One mode, ready to be asked."""

    graph: ModeGraph
    snapper: Snapper
    engine: Engine


class StreetMap:
    """Streets that `build_streets` kept; a mode is prepared when it is first asked for, then shared by threads."""

    estimated = False

    def __init__(self, folder: Path, speeds_kmh: Mapping[TravelMode, float], engine: EngineName) -> None:
        self._folder = folder
        self._speeds_kmh = dict(speeds_kmh)
        self._stored = load_streets(folder)
        self._engine = engine
        self._ready: dict[TravelMode, _Ready] = {}
        self._lock = threading.Lock()

    @property
    def engine(self) -> str:
        """Name of the engine that finds the ways."""
        return self._engine.value

    def travel_times(
        self, mode: TravelMode, lon_deg: Floats, lat_deg: Floats, *, n_origins: int | None = None,
    ) -> TravelTable:
        """Return the travel times: on foot to the street, along it by `mode`, on foot to the door.

        Between all points, or from the first `n_origins` to all.
        """
        lon_deg, lat_deg = np.asarray(lon_deg, dtype=np.float64), np.asarray(lat_deg, dtype=np.float64)
        ready = self._mode(mode)
        snapped = ready.snapper.snap(lon_deg, lat_deg)
        positions, place = distinct_positions(snapped, self._stored.network, ready.graph)
        walk_s = snapped.off_m / (walking_kmh(self._speeds_kmh) / 3.6)
        duration_s = table_on_streets(positions, place, walk_s, graph=ready.graph, engine=ready.engine,
                                      n_origins=len(place) if n_origins is None else n_origins)
        _set_zero_between_equal_points(duration_s, np.column_stack([lon_deg, lat_deg]), place)
        return TravelTable(duration_s=duration_s, faults=snapped.faults, notes=self._notes(snapped.n_passed_over))

    def line(self, mode: TravelMode, start_lonlat: LonLat, end_lonlat: LonLat) -> tuple[LonLat, ...]:
        """Return the way along the streets from door to door, both included.

        Raises NotFound when no street reaches one of the points.
        """
        ready = self._mode(mode)
        points = np.array([start_lonlat, end_lonlat], dtype=np.float64)
        snapped = ready.snapper.snap(points[:, 0], points[:, 1])
        fault = next((fault for fault in snapped.faults if fault is not None), None)
        if fault is not None:
            raise NotFound(fault.template, **fault.values)
        positions, place = distinct_positions(snapped, self._stored.network, ready.graph)
        on_street = street_line(positions, (int(place[0]), int(place[1])), network=self._stored.network,
                                graph=ready.graph, engine=ready.engine)
        return (start_lonlat, *on_street, end_lonlat)

    def basemap(self) -> Basemap | None:
        """Return the roads, water, green and buildings of the extract."""
        return load_basemap(self._folder)

    def network(self) -> Network:
        """Return all streets of the extract."""
        return self._stored.network

    def _notes(self, n_passed_over: int) -> tuple[Sentence, ...]:
        notes = []
        if self._engine is EngineName.SCIPY:
            notes.append(FALLBACK_NOTE)
        if n_passed_over:
            notes.append(say(
                "{n} of the points lie beside a path that is not connected to the town's streets; the street up to"
                " {margin_m} m further off was taken", n=n_passed_over, margin_m=round(DETACHED_MARGIN_M),
            ))
        return tuple(notes)

    def _mode(self, mode: TravelMode) -> _Ready:
        with self._lock:
            ready = self._ready.get(mode)
            if ready is None:
                ready = self._ready[mode] = self._prepare(mode)
            return ready

    def _prepare(self, mode: TravelMode) -> _Ready:
        stored = self._stored
        network = stored.network
        shape = topology(network, mode, stored.main[mode])
        graph = mode_graph(network, mode, shape, mode_speed_kmh(self._speeds_kmh, mode))
        order = stored.order[mode]
        if order is None and self._engine is EngineName.CCH:   # built on a machine without the fast engine
            order = node_order(shape, network.lon_deg, network.lat_deg)
        return _Ready(graph=graph, snapper=Snapper(network, graph),
                      engine=build_engine(self._engine, graph, order))


def _set_zero_between_equal_points(duration_s: Seconds, points: Floats, place: Longs) -> None:
    known = np.flatnonzero(place >= 0)
    _, group, sizes = np.unique(points[known], axis=0, return_inverse=True, return_counts=True)
    group = group.reshape(-1)
    for shared in np.flatnonzero(sizes > 1):
        equal = known[group == shared]
        duration_s[np.ix_(equal[equal < len(duration_s)], equal)] = 0
    np.fill_diagonal(duration_s, 0)
