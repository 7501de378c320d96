"""The three places where calls for help cluster, each at its own hours of the week."""

from __future__ import annotations

from dataclasses import dataclass

from gisdata.sample.ground import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class HotPlace:
    """One cluster: place in metres, spread, what happens there, on which weekdays (0 = Monday) and hours.

    `parked_h` above 0: the moment is only known to lie within that many hours (a bike was parked, then gone).
    """

    name: str
    middle: Point
    spread_m: float
    kind: str
    n_incidents: int
    weekdays: tuple[int, ...]
    hours: tuple[float, float]
    parked_h: float = 0.0


HOT_PLACES = (
    HotPlace(name="清河农贸市场", middle=(285, 470), spread_m=55, kind="扒窃", n_incidents=210,
             weekdays=(5, 6, 5, 6, 2), hours=(7.5, 11.5)),
    HotPlace(name="商业街", middle=(360, 300), spread_m=60, kind="打架", n_incidents=190,
             weekdays=(4, 5, 4, 5, 3), hours=(19.5, 23.9)),
    HotPlace(name="站前广场", middle=(240, -1190), spread_m=50, kind="电动车被盗", n_incidents=180,
             weekdays=(0, 1, 2, 3, 4), hours=(7.5, 10.0), parked_h=9.0),
)
