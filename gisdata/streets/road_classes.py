"""Classes of streets: which modes may use them, and how fast each mode goes on them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from gisdata.records import TravelMode

Floats = npt.NDArray[np.float64]

CAR_CLASS_KMH: Mapping[str, float] = {
    "motorway": 90, "motorway_link": 60, "trunk": 70, "trunk_link": 45, "primary": 50, "primary_link": 40,
    "secondary": 45, "secondary_link": 35, "tertiary": 35, "tertiary_link": 30, "unclassified": 25,
    "residential": 20, "living_street": 10, "service": 12, "road": 20,
}
"""Door-to-door speeds without junction delays, so well below the limit (note on streets, section 3: agrees with
Valhalla to a median of 1.08). Motorway, trunk and links are not in that comparison: set to about 0.8 x usual limits."""

MAIN_ROAD_KMH = 50.0
"""The car speed of the settings is that of a primary road; other classes go in proportion to CAR_CLASS_KMH."""

PATHS = ("pedestrian", "track", "cycleway", "footway", "path", "bridleway", "steps", "corridor", "platform")
"""Ways without cars."""

ROAD_CLASSES: tuple[str, ...] = (*CAR_CLASS_KMH, *PATHS)
"""All classes in the graph; a class is stored as its index here, so new ones are added at the end.

Classes that are not listed (proposed, construction, raceway, bus_guideway, elevator ...) are no streets.
"""

EBIKE_CLASSES = frozenset(
    set(CAR_CLASS_KMH) - {"motorway", "motorway_link", "trunk", "trunk_link"}
    | {"cycleway", "path", "track", "pedestrian"}
)
"""Where an e-bike may go without a sign; the others (but motorways and steps) only where bicycle=yes is tagged."""

OPEN_CLASSES: Mapping[TravelMode, frozenset[str]] = {
    TravelMode.FOOT: frozenset(ROAD_CLASSES) - {"motorway", "motorway_link"},
    TravelMode.EBIKE: EBIKE_CLASSES,
    TravelMode.CAR: frozenset(CAR_CLASS_KMH),
}

NEVER_OPENED: Mapping[TravelMode, frozenset[str]] = {
    TravelMode.FOOT: frozenset({"motorway", "motorway_link"}),
    TravelMode.EBIKE: frozenset({"motorway", "motorway_link", "steps", "corridor", "platform"}),
    TravelMode.CAR: frozenset({"steps", "corridor", "platform"}),
}
"""What no tag opens: nobody rides on stairs, whatever the map says."""

STEPS_FACTOR = 0.5
"""On stairs people walk at half their speed (4.8 -> 2.4 km/h)."""

ROUGH_FACTOR = 10 / 16
"""On paths, tracks, squares and footways an e-bike goes 10 instead of 16 km/h."""

LIMIT_SHARE = 0.8
"""A car averages 0.8 of the speed limit where it is tagged."""

LIMIT_CAP = 1.3
"""... but at most 1.3 x the speed of its class: a limit of 100 on a lane between fields is no promise."""

OTHER_WAY_KMH = 10.0
"""A car on a path that a tag opened to it."""

_SMOOTH = EBIKE_CLASSES - {"path", "track", "pedestrian"} | {"trunk", "trunk_link"}


def class_speeds_kmh(mode: TravelMode, mode_kmh: float) -> Floats:
    """Return the speed of a mode on each class in km/h, shape (n_classes,), when its own speed is `mode_kmh`."""
    if mode is TravelMode.FOOT:
        factors = [STEPS_FACTOR if name == "steps" else 1.0 for name in ROAD_CLASSES]
    elif mode is TravelMode.EBIKE:
        factors = [1.0 if name in _SMOOTH else ROUGH_FACTOR for name in ROAD_CLASSES]
    else:
        factors = [CAR_CLASS_KMH.get(name, OTHER_WAY_KMH) / MAIN_ROAD_KMH for name in ROAD_CLASSES]
    return np.array(factors) * mode_kmh


def speeds_kmh(
    mode: TravelMode, mode_kmh: float, *, road_class: npt.NDArray[np.uint8], limit_kmh: npt.NDArray[np.float32],
) -> Floats:
    """Return the speed on each street in km/h; `limit_kmh` is the tagged limit, 0 where there is none.

    Only cars look at the limit: min(0.8 x limit, 1.3 x class speed), both scaled with the car speed of the
    settings but never above the limit itself.
    """
    by_class = class_speeds_kmh(mode, mode_kmh)[road_class]
    if mode is not TravelMode.CAR:
        return by_class
    limit = limit_kmh.astype(np.float64)
    scaled = np.minimum(LIMIT_SHARE * limit * mode_kmh / MAIN_ROAD_KMH, LIMIT_CAP * by_class)
    return np.where(limit > 0, np.minimum(scaled, limit), by_class)


def limit_kmh(text: str) -> float:
    """Return a tagged speed limit in km/h, 0 when it is missing or no number ("walk", "none", "CN:urban").

    >>> limit_kmh("30 mph")
    48.28032
    """
    found = re.fullmatch(r"\s*(\d{1,3}(?:\.\d+)?)\s*(km/h|kmh|mph)?\s*", text)
    if found is None:
        return 0.0
    return float(found[1]) * (1.609344 if found[2] == "mph" else 1.0)
