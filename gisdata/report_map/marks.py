"""The layers on a printed map: fills, hatches, outlines and names, as their rules have them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.patches import Patch
from matplotlib.path import Path as Outline

from gisdata.geodesy import LocalPlane
from gisdata.layers.layer import Layer, StyleRule
from gisdata.report_map.font import Font
from gisdata.report_map.halo import write_on_map
from gisdata.report_map.paths import outline_of

FILL_ALPHA = 0.62
"""Streets stay readable below."""

PT_PER_MM = 72 / 25.4

HATCH = "////"

LABEL_PT = 5.5

MOST_LABELS = 300
"""More names than that cover an A4 map."""


def draw_layer(axes: Axes, layer: Layer, plane: LocalPlane, *, above: int) -> list[StyleRule]:
    """Draw a layer by its rules and return those that drew something, in their order; `above`: its place from below."""
    used = []
    for number, rule in enumerate(layer.rules):
        shapes = (layer.shapes[i] for i in layer.drawn_by(number))
        found = [path for shape in shapes if shape is not None and (path := outline_of(shape, plane)) is not None]
        if found:
            used.append(rule)
            axes.add_collection(_collection(found, rule, layer.shape == "LineString", 2 + above), autolim=False)
    return used


def _collection(paths: Sequence[Outline], rule: StyleRule, is_line: bool, zorder: int) -> PathCollection:
    is_filled = bool(rule.color) and not rule.hatched and not is_line
    return PathCollection(
        paths, facecolors=rule.color if is_filled else "none", alpha=FILL_ALPHA if is_filled else None,
        edgecolors=(rule.color or rule.edge) if rule.hatched else rule.edge, hatch=HATCH if rule.hatched else None,
        linewidths=rule.width_mm * PT_PER_MM, zorder=zorder)


def draw_names(axes: Axes, layer: Layer, plane: LocalPlane, font: Font, metres_per_pt: float) -> None:
    """Write the label of each shape on it, where it is wide enough; no names at all on a map of over 300 shapes."""
    if not layer.label or len(layer.rows) > MOST_LABELS:
        return
    for name, shape in zip(layer.values(layer.label), layer.shapes, strict=True):
        if shape is None or not isinstance(name, str):
            continue
        west, south, east, _ = shape.bounds
        at = shapely.get_coordinates(shape.representative_point())
        wide_m = float(np.diff(plane.metres(np.array([west, east]), np.array([south, south]))[:, 0])[0])
        if font.width_pt(name, LABEL_PT) * metres_per_pt <= wide_m:
            x_m, y_m = plane.metres(at[:, 0], at[:, 1])[0]
            write_on_map(axes, (x_m, y_m), font.drawable(name), fontproperties=font.of(LABEL_PT), ha="center",
                         va="center", zorder=9)


def legend_mark(rule: StyleRule, is_line: bool) -> Patch:
    """Return the sample of a rule for the legend."""
    width = rule.width_mm * PT_PER_MM
    if is_line:
        return Patch(facecolor=rule.edge, edgecolor=rule.edge)
    if rule.hatched:
        return Patch(facecolor="none", edgecolor=rule.color or rule.edge, hatch=HATCH, linewidth=width)
    return Patch(facecolor=rule.color or "none", edgecolor=rule.edge, linewidth=width,
                 alpha=FILL_ALPHA if rule.color else None)
