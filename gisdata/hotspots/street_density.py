"""Kernel density along streets: distance is walked, so that a river or a wall keeps places apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import shapely
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from gisdata.errors import WrongArgument
from gisdata.geodesy import LocalPlane
from gisdata.records import Incident

FAR_M = 150.0
"""A report further from every street is on none: the map lacks a street, or the point is wrong."""

CHUNK_DISTANCES = 4_000_000
"""Distances worked out at once: keeps a town's streets under 200 MB."""

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]


class StreetLines(Protocol):
    """Streets as nodes and segments between them, as `gisdata.streets.Network` has them."""

    @property
    def lon_deg(self) -> Floats:
        """Longitude of each node, WGS-84."""
        ...

    @property
    def lat_deg(self) -> Floats:
        """Latitude of each node, WGS-84."""
        ...

    @property
    def tail(self) -> npt.NDArray[Any]:
        """Node at which each segment begins."""
        ...

    @property
    def head(self) -> npt.NDArray[Any]:
        """Node at which each segment ends."""
        ...

    @property
    def length_m(self) -> Floats:
        """Length of each segment; 0 for a gate, which is passed but no place to stand."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StreetDensity:
    """Incidents per km of street by segment; read-only. `n_far` incidents lie more than 150 m from every street.

    The density times the lengths adds up to the number of the other incidents.
    """

    per_km: Floats
    n_far: int

    def __post_init__(self) -> None:
        self.per_km.setflags(write=False)


def street_density(incidents: Sequence[Incident], streets: StreetLines, *, bandwidth_m: float) -> StreetDensity:
    """Return the quartic kernel density of incidents along streets, in incidents per km.

    Each incident goes to the nearest place on a street and spreads weight 1 over the segments whose middle can be
    walked to within `bandwidth_m`, by (1 - d²/h²)² times their length; one-way rules do not count. With no middle in
    reach the whole weight stays on its own segment. The weights of an incident are scaled to add up to exactly 1, so
    junctions do not make incidents out of nothing, as the plain network kernel does.

    Raises WrongArgument when the bandwidth is not above 0.

    Source: Z. Xie and J. Yan, Kernel density estimation of traffic accidents in a network space, Computers,
    Environment and Urban Systems 32 (2008) 396-406; on the scaling A. Okabe, T. Satoh and K. Sugihara, A kernel
    density estimation method for networks, International Journal of Geographical Information Science 23 (2009) 7-32.
    """
    if not (np.isfinite(bandwidth_m) and bandwidth_m > 0):
        raise WrongArgument("the {name} of a density must be above 0, not {value}", name="bandwidth", value=bandwidth_m)
    segment, along_m = _on_streets(incidents, streets)
    weight = np.zeros(len(streets.length_m))
    for mine, middle_m in _middles_in_reach(segment, along_m, streets, bandwidth_m):
        kernel = np.clip(1 - (middle_m / bandwidth_m) ** 2, 0, None) ** 2 * streets.length_m
        total = kernel.sum(axis=1)
        kernel[np.flatnonzero(total == 0), mine[total == 0]] = 1.0
        weight += (kernel / np.where(total == 0, 1.0, total)[:, None]).sum(axis=0)
    per_km = np.divide(weight * 1000, streets.length_m, where=streets.length_m > 0, out=np.zeros_like(weight))
    return StreetDensity(per_km=per_km, n_far=len(incidents) - len(segment))


def _on_streets(incidents: Sequence[Incident], streets: StreetLines) -> tuple[Longs, Floats]:
    """Return the nearest segment of each incident near a street, and how far along it from its tail, in metres."""
    walkable = np.flatnonzero(streets.length_m > 0)
    if not len(incidents) or not walkable.size:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    plane = LocalPlane(lon_deg=float(np.median(streets.lon_deg)), lat_deg=float(np.median(streets.lat_deg)))
    nodes = plane.metres(streets.lon_deg, streets.lat_deg)
    ends = np.stack([nodes[streets.tail[walkable]], nodes[streets.head[walkable]]], axis=1)
    lines = np.asarray(shapely.linestrings(ends), dtype=object)
    places = plane.metres(np.array([i.lon_deg for i in incidents]), np.array([i.lat_deg for i in incidents]))
    points = np.asarray(shapely.points(places), dtype=object)
    near, found = shapely.STRtree(lines).query_nearest(points, max_distance=FAR_M, all_matches=False)
    share = shapely.line_locate_point(lines[found], points[near], normalized=True)
    segment = walkable[found]
    return segment, share * streets.length_m[segment]


def _middles_in_reach(
    segment: Longs, along_m: Floats, streets: StreetLines, reach_m: float
) -> Iterator[tuple[Longs, Floats]]:
    """Yield (segments of some incidents, metres from each of them to the middle of every segment; inf out of reach)."""
    n_nodes = len(streets.lon_deg)
    graph = _graph(streets)
    half_m = streets.length_m / 2
    chunk = max(1, CHUNK_DISTANCES // max(n_nodes, len(half_m)))
    for first in range(0, len(segment), chunk):
        mine, from_tail_m = segment[first:first + chunk], along_m[first:first + chunk]
        ends, which = np.unique(np.concatenate([streets.tail[mine], streets.head[mine]]), return_inverse=True)
        walked = dijkstra(graph, directed=False, indices=ends, limit=reach_m)
        to_node = np.minimum(
            walked[which[:len(mine)]] + from_tail_m[:, None],
            walked[which[len(mine):]] + (streets.length_m[mine] - from_tail_m)[:, None],
        )
        middle_m = np.minimum(to_node[:, streets.tail], to_node[:, streets.head]) + half_m
        middle_m[np.arange(len(mine)), mine] = np.abs(from_tail_m - half_m[mine])
        yield mine, middle_m


def _graph(streets: StreetLines) -> sparse.csr_array:
    """Return the streets as an undirected graph in metres; of parallel segments the shortest counts."""
    low, high = np.minimum(streets.tail, streets.head), np.maximum(streets.tail, streets.head)
    # scipy takes a stored 0 for no edge, and a gate is passed in no time: a millimetre stands for it
    length_m = np.maximum(streets.length_m, 0.001)
    order = np.lexsort((length_m, high, low))
    pairs = np.column_stack([low, high])[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (pairs[1:] != pairs[:-1]).any(axis=1)
    kept = order[is_first]
    n_nodes = len(streets.lon_deg)
    return sparse.csr_array((length_m[kept], (low[kept], high[kept])), shape=(n_nodes, n_nodes))
