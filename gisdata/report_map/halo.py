"""Text on the map with a white edge around it, readable on every colour."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.patheffects import Stroke

WHITE_PT = 1.8
"""Width of the edge."""


def write_on_map(axes: Axes, at: tuple[float, float], text: str, **how: Any) -> None:
    """Write a text at a point; the edge lies under it, so that in a PDF the text itself can still be searched."""
    axes.text(*at, text, path_effects=[Stroke(linewidth=WHITE_PT, foreground="#ffffff")], **how)
    axes.text(*at, text, **how)
