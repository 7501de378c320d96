"""The street network as it was read: nodes, and segments between neighbouring nodes."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from gisdata.geodesy import Floats, LocalPlane

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Network:
    """All streets of the extract, whoever may use them; arrays are read-only.

    Nodes: `lon_deg`, `lat_deg` (WGS-84). Segments: `tail` and `head` (node numbers), `length_m` (0 for the gate at a
    barrier, which is passed but no place to stand), `road_class` (index in ROAD_CLASSES), `limit_kmh` (0: not
    tagged), `flags` (bits of access_rules: which modes go along, which against).
    """

    lon_deg: Floats
    lat_deg: Floats
    tail: Ints
    head: Ints
    length_m: Floats
    road_class: npt.NDArray[np.uint8]
    limit_kmh: npt.NDArray[np.float32]
    flags: npt.NDArray[np.uint8]

    def __post_init__(self) -> None:
        for field in fields(self):
            getattr(self, field.name).setflags(write=False)

    @property
    def n_nodes(self) -> int:
        """Number of nodes."""
        return len(self.lon_deg)

    def plane(self) -> LocalPlane:
        """Return the plane around the middle node, so that a bus route to the next town does not move it."""
        if self.n_nodes == 0:
            return LocalPlane(lon_deg=0.0, lat_deg=0.0)
        return LocalPlane(lon_deg=float(np.median(self.lon_deg)), lat_deg=float(np.median(self.lat_deg)))
