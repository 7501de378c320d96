"""The basemap as arrays, so that it lies in the same file as the streets and stays small."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from gisdata.records.basemap import Basemap, BasemapArea, BasemapLine, BasemapPlace, Coordinates

UNITS_PER_DEG = 10_000_000
"""The precision of OpenStreetMap itself: 1e-7 degrees, about a centimetre."""

LINES = ("roads", "water_lines")
AREAS = ("water_areas", "green", "buildings")

Arrays = dict[str, npt.NDArray[Any]]


def basemap_to_arrays(basemap: Basemap) -> Arrays:
    """Return arrays named basemap_*; coordinates as differences, which compress to about a third."""
    arrays: Arrays = {}
    for layer in LINES:
        lines: tuple[BasemapLine, ...] = getattr(basemap, layer)
        arrays |= _labels(layer, [(line.kind, line.name) for line in lines])
        arrays |= _chains(layer, [line.coords for line in lines])
    for layer in AREAS:
        areas: tuple[BasemapArea, ...] = getattr(basemap, layer)
        arrays |= _labels(layer, [(area.kind, area.name) for area in areas])
        arrays[f"basemap_{layer}_n_rings"] = np.array([len(area.rings) for area in areas], dtype=np.int32)
        arrays |= _chains(layer, [ring for area in areas for ring in area.rings])
    arrays |= _labels("places", [(place.kind, place.name) for place in basemap.places])
    points = np.array([(place.lon_deg, place.lat_deg) for place in basemap.places], dtype=np.float64).reshape(-1, 2)
    arrays["basemap_places_points"] = points
    return arrays


def basemap_from_arrays(arrays: Mapping[str, npt.NDArray[Any]]) -> Basemap:
    """Return the basemap that `basemap_to_arrays` was given. Raises KeyError, ValueError on arrays of another kind."""
    layers: dict[str, Any] = {}
    for layer in LINES:
        chains = _split(arrays, layer)
        labels = _read_labels(arrays, layer)
        layers[layer] = tuple(
            BasemapLine(kind=kind, name=name, coords=coords)
            for (kind, name), coords in zip(labels, chains, strict=True)
        )
    for layer in AREAS:
        rings = iter(_split(arrays, layer))
        n_rings = arrays[f"basemap_{layer}_n_rings"].tolist()
        layers[layer] = tuple(
            BasemapArea(kind=kind, name=name, rings=tuple(next(rings) for _ in range(n)))
            for (kind, name), n in zip(_read_labels(arrays, layer), n_rings, strict=True)
        )
    points = arrays["basemap_places_points"].tolist()
    layers["places"] = tuple(
        BasemapPlace(kind=kind, name=name, lon_deg=lon, lat_deg=lat)
        for (kind, name), (lon, lat) in zip(_read_labels(arrays, "places"), points, strict=True)
    )
    return Basemap(**layers)


def _labels(layer: str, labels: Sequence[tuple[str, str]]) -> Arrays:
    text = json.dumps(labels, ensure_ascii=False).encode()
    return {f"basemap_{layer}_labels": np.frombuffer(text, dtype=np.uint8)}


def _read_labels(arrays: Mapping[str, npt.NDArray[Any]], layer: str) -> list[tuple[str, str]]:
    return [(kind, name) for kind, name in json.loads(arrays[f"basemap_{layer}_labels"].tobytes())]


def _chains(layer: str, chains: Iterable[Coordinates]) -> Arrays:
    listed = list(chains)
    together = np.concatenate(listed) if listed else np.empty((0, 2))
    units = np.rint(together * UNITS_PER_DEG).astype(np.int64)
    return {
        f"basemap_{layer}_n_points": np.array([len(chain) for chain in listed], dtype=np.int32),
        f"basemap_{layer}_steps": np.diff(units, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)),
    }


def _split(arrays: Mapping[str, npt.NDArray[Any]], layer: str) -> list[Coordinates]:
    units = np.cumsum(arrays[f"basemap_{layer}_steps"], axis=0)
    ends = np.cumsum(arrays[f"basemap_{layer}_n_points"])[:-1]
    n_chains = len(arrays[f"basemap_{layer}_n_points"])
    return [chain.copy() for chain in np.split(units / UNITS_PER_DEG, ends)] if n_chains else []
