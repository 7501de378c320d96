"""Corners of streets where a car may stop."""

from __future__ import annotations

import numpy as np

from gisdata.geodesy import Floats
from gisdata.records import TravelMode
from gisdata.streets.access_rules import BACKWARD, FORWARD
from gisdata.streets.network import Network
from gisdata.streets.road_classes import ROAD_CLASSES

NO_STOPPING = ("motorway", "motorway_link", "trunk", "trunk_link")


def corners_for_cars(network: Network) -> tuple[Floats, Floats]:
    """Return longitudes and latitudes (WGS-84 degrees) of the nodes of streets that cars may use and stop on."""
    open_to_cars = (network.flags & (FORWARD[TravelMode.CAR] | BACKWARD[TravelMode.CAR])) > 0
    fast = np.isin(network.road_class, [ROAD_CLASSES.index(name) for name in NO_STOPPING])
    streets = open_to_cars & ~fast & (network.length_m > 0)
    nodes = np.unique(np.concatenate([network.tail[streets], network.head[streets]]))
    return network.lon_deg[nodes], network.lat_deg[nodes]
