"""Streets of the map of hot spots: lines coloured by incidents per km."""

from __future__ import annotations

from collections.abc import Sequence

from shapely import LineString

from gisdata.hotspots import HotStreet
from gisdata.layers.classes import COUNT_COLORS, PEAK_SHARES, class_of
from gisdata.maps.cells_layer import ABSENT, CellLayer, CellMark, ColorClass


def street_layer(streets: Sequence[HotStreet], words: dict[str, str], source: str) -> CellLayer:
    """Return the layer of incidents per km of street."""
    peak = max(street.per_km for street in streets)
    return CellLayer(
        key="streets", name=words["street_layer"], legend=words["street_legend"], source=source,
        classes=tuple(
            ColorClass(color=color, label=f"≤{peak * share:.3g}")
            for color, share in zip(COUNT_COLORS, PEAK_SHARES, strict=True)),
    )


def street_marks(streets: Sequence[HotStreet], words: dict[str, str], *, n_other_layers: int) -> tuple[CellMark, ...]:
    """Return one line per piece of street; it is shown in the first layer without a picture only."""
    peak = max((street.per_km for street in streets), default=0.0)
    edges = [peak * share for share in PEAK_SHARES[:-1]]
    return tuple(
        CellMark(
            name=words["street_layer"], shape=LineString(street.line),
            classes=(class_of(street.per_km, edges), *[ABSENT] * n_other_layers),
            lines=(words["street_per_km"].format(per_km=f"{street.per_km:.3g}"),),
        )
        for street in streets
    )
