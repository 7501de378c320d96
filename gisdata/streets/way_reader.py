"""Reading the streets of an extract: ways become segments, missing nodes break them, barriers stop some modes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import osmium

from gisdata.geodesy import great_circle_m
from gisdata.osm_file import Tags, osm_objects
from gisdata.records.basemap import BasemapLine
from gisdata.streets.access_rules import barrier_flags, street_flags
from gisdata.streets.network import Network
from gisdata.streets.road_classes import ROAD_CLASSES, limit_kmh

ALL_MODES = 63
"""The flags of a street that every mode may use both ways."""


class WayNode(NamedTuple):
    """A node of a way that the extract holds."""

    node_id: int
    lon_deg: float
    lat_deg: float


class Segment(NamedTuple):
    """One row of the network's segments; the length is computed for all of them at once."""

    tail: int
    head: int
    road_class: int
    limit_kmh: float
    flags: int


@dataclass(slots=True, kw_only=True)
class ReadWays:
    """What was read: the network, the roads to draw, and what was left out."""

    network: Network
    roads: tuple[BasemapLine, ...]
    n_highways: int
    n_ways: int
    n_cut_ways: int
    n_missing_nodes: int
    n_closed_ways: int


@dataclass(slots=True)
class _Collector:
    """Gathers nodes, segments and counts while the file runs by."""

    index: dict[int, int] = field(default_factory=dict)
    lon_deg: list[float] = field(default_factory=list)
    lat_deg: list[float] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    barriers: dict[int, int] = field(default_factory=dict)
    roads: list[BasemapLine] = field(default_factory=list)
    missing: set[int] = field(default_factory=set)
    n_highways: int = 0
    n_ways: int = 0
    n_cut_ways: int = 0
    n_closed_ways: int = 0

    def add_barrier(self, node_id: int, flags: int) -> None:
        """Remember a node that some modes cannot pass."""
        if flags != ALL_MODES:
            self.barriers[node_id] = flags

    def add_way(self, way: osmium.osm.Way, tags: Tags) -> None:
        """Add the segments of a way; a missing node breaks it, so that no line jumps over the gap."""
        self.n_highways += 1
        pieces = self._pieces(way)
        road_class = tags["highway"]
        if road_class in ROAD_CLASSES and tags.get("area") != "yes":
            self.roads += [_road(road_class, tags.get("name", ""), piece) for piece in pieces]
        flags = street_flags(tags)
        if flags == 0:
            self.n_closed_ways += 1
            return
        self.n_ways += 1
        limit = limit_kmh(tags.get("maxspeed", ""))
        for piece in pieces:
            self._add_piece(piece, Segment(0, 0, ROAD_CLASSES.index(road_class), limit, flags))

    def _pieces(self, way: osmium.osm.Way) -> list[list[WayNode]]:
        pieces: list[list[WayNode]] = [[]]
        is_cut = False
        for node in way.nodes:
            if node.location.valid():
                pieces[-1].append(WayNode(node.ref, node.location.lon, node.location.lat))
            else:
                is_cut = True
                self.missing.add(node.ref)
                pieces.append([])
        self.n_cut_ways += is_cut
        return [piece for piece in pieces if len(piece) > 1]

    def _add_piece(self, piece: list[WayNode], street: Segment) -> None:
        here = self._leave(piece[0])
        for node in piece[1:]:
            there = self._arrive(node)
            self._add_segment(here, there, street)
            here = self._leave(node) if node.node_id in self.barriers else there

    def _add_segment(self, tail: int, head: int, street: Segment) -> None:
        if tail != head:
            self.segments.append(street._replace(tail=tail, head=head))

    def _arrive(self, node: WayNode) -> int:
        """Return the node number at which a way ends or goes on.

        At a barrier every side gets a node of its own, tied to the middle by a gate of length 0 that is open to
        those who may pass: so one network holds a bollard that stops cars and lets people through.
        """
        if node.node_id not in self.barriers:
            return self._number(node)
        side = self._new_number(node)
        gate = Segment(side, self._number(node), 0, 0.0, self.barriers[node.node_id])
        self.segments.append(gate)
        return side

    _leave = _arrive

    def _number(self, node: WayNode) -> int:
        number = self.index.get(node.node_id)
        if number is None:
            number = self.index[node.node_id] = self._new_number(node)
        return number

    def _new_number(self, node: WayNode) -> int:
        self.lon_deg.append(node.lon_deg)
        self.lat_deg.append(node.lat_deg)
        return len(self.lon_deg) - 1


def read_ways(pbf: Path) -> ReadWays:
    """Return the streets of an extract; `n_highways` is 0 when it holds none. Raises BadFile when it is broken."""
    collector = _Collector()
    for thing, tags in osm_objects(pbf, "highway", "barrier"):
        if isinstance(thing, osmium.osm.Node) and "barrier" in tags:
            collector.add_barrier(thing.id, barrier_flags(tags))
        elif isinstance(thing, osmium.osm.Way) and "highway" in tags:
            collector.add_way(thing, tags)
    return ReadWays(
        network=_network(collector), roads=tuple(collector.roads), n_highways=collector.n_highways,
        n_ways=collector.n_ways, n_cut_ways=collector.n_cut_ways, n_missing_nodes=len(collector.missing),
        n_closed_ways=collector.n_closed_ways,
    )


def _network(collector: _Collector) -> Network:
    lon_deg, lat_deg = np.array(collector.lon_deg), np.array(collector.lat_deg)
    rows = collector.segments
    tail = np.array([row.tail for row in rows], dtype=np.int32)
    head = np.array([row.head for row in rows], dtype=np.int32)
    return Network(
        lon_deg=lon_deg, lat_deg=lat_deg, tail=tail, head=head,
        length_m=great_circle_m(lon_deg[tail], lat_deg[tail], lon_deg[head], lat_deg[head]),
        road_class=np.array([row.road_class for row in rows], dtype=np.uint8),
        limit_kmh=np.array([row.limit_kmh for row in rows], dtype=np.float32),
        flags=np.array([row.flags for row in rows], dtype=np.uint8),
    )


def _road(kind: str, name: str, piece: Iterable[WayNode]) -> BasemapLine:
    coords = np.array([(node.lon_deg, node.lat_deg) for node in piece])
    return BasemapLine(kind=kind, name=name, coords=coords)
