"""One printed map: an A4 page across with title, map, legend, scale bar, north arrow, date, source and licence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from gisdata.errors import NotFound
from gisdata.files import replace_file
from gisdata.geodesy import LocalPlane
from gisdata.layers.layer import Layer, Layers, StyleRule
from gisdata.layers.words import say_layer
from gisdata.records.basemap import Basemap
from gisdata.records.language import Language
from gisdata.report_map.font import Font, report_font
from gisdata.report_map.ground import GROUND, draw_ground
from gisdata.report_map.marks import draw_layer, draw_names, legend_mark
from gisdata.report_map.places import draw_places
from gisdata.report_map.scale import draw_north_arrow, draw_scale_bar

WIDE_MM, HIGH_MM = 297.0, 210.0
"""A4 across."""

MARGIN_MM, SIDE_MM, HEAD_MM, FOOT_MM = 12.0, 62.0, 24.0, 14.0
"""White around everything; the column of the legend; what stands above and below the map."""

MM_PER_INCH, PT_PER_MM = 25.4, 72 / 25.4

DOTS_PER_INCH = 200
"""Sharp on paper, 2,300 x 1,650 dots, about 1 MB as PNG."""

_STYLE: Any = {"pdf.fonttype": 42, "hatch.linewidth": 0.5, "axes.unicode_minus": False, "path.simplify": True}
"""42: the font's own shapes go into the PDF, so that its text can be searched and copied."""

_TURN = Lock()
"""matplotlib's settings belong to the whole program, so one map is drawn at a time."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReportGround:
    """What lies under the map (None: plain ground), whose it is, the station, and the language of the page."""

    basemap: Basemap | None
    credit: str
    station: str
    language: Language = "zh-CN"


def write_report_map(layers: Layers, ground: ReportGround, path: Path) -> list[str]:
    """Write the map as PNG or PDF by the ending of `path`, and return the signs that the font lacks.

    Those stand as 〓 on the map, and a line of small print says so. Equal layers and ground give equal bytes. Raises
    NotFound when there is no shape to draw, MissingPart when the font is missing, DiskFull.
    """
    font = report_font()
    with _TURN, mpl.rc_context(_STYLE):
        figure, lacking = _draw(layers, ground, font)
        kind = path.suffix.lower().removeprefix(".")
        # no clock and no version inside: the same map is the same file
        clean = {"Software": None} if kind == "png" else {"CreationDate": None, "Creator": "Huhu", "Producer": "Huhu",
                                                          "Title": f"{layers.title} {ground.station}"}
        replace_file(path, lambda draft: figure.savefig(draft, format=kind, dpi=DOTS_PER_INCH, metadata=clean))
    return lacking


def _draw(layers: Layers, ground: ReportGround, font: Font) -> tuple[Figure, list[str]]:
    bounds = _bounds(layers.layers)
    plane = LocalPlane(lon_deg=(bounds[0] + bounds[2]) / 2, lat_deg=(bounds[1] + bounds[3]) / 2)
    figure = Figure(figsize=(WIDE_MM / MM_PER_INCH, HIGH_MM / MM_PER_INCH), facecolor="#ffffff")
    axes = _frame(figure, plane, bounds)
    if ground.basemap is not None:
        (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
        low, high = plane.degrees(np.array([west, east]), np.array([south, north]))
        draw_ground(axes, ground.basemap, plane, (low[0], low[1], high[0], high[1]))
    legend = [(layer, draw_layer(axes, layer, plane, above=above)) for above, layer in enumerate(layers.layers)]
    (west, east), width_pt = axes.get_xlim(), (WIDE_MM - 2 * MARGIN_MM - SIDE_MM) * PT_PER_MM
    named = [layer for layer in layers.layers if layer.label]
    for layer in named:
        draw_names(axes, layer, plane, font, (east - west) / width_pt)
    if ground.basemap is not None and not named:   # names of cells and names of places would cover each other
        draw_places(axes, ground.basemap.places, plane, font, (east - west) / width_pt)
    draw_scale_bar(axes, font, ground.language)
    draw_north_arrow(axes, font, ground.language)
    lacking = font.lacks("".join(_texts(layers, ground)))
    _write_around(figure, layers, ground, font, lacking)
    _write_legend(figure, legend, font, ground.language)
    return figure, lacking


def _bounds(layers: Sequence[Layer]) -> tuple[float, float, float, float]:
    boxes = [shape.bounds for layer in layers for shape in layer.shapes if shape is not None and not shape.is_empty]
    if not boxes:
        raise NotFound("there is nothing to draw on this map yet")
    west, south, east, north = np.array(boxes).T
    return float(west.min()), float(south.min()), float(east.max()), float(north.max())


def _frame(figure: Figure, plane: LocalPlane, bounds: tuple[float, float, float, float]) -> Axes:
    """Return the axes of the map in metres, all of the bounds inside, as wide and high as the paper allows."""
    wide, high = WIDE_MM - 2 * MARGIN_MM - SIDE_MM, HIGH_MM - 2 * MARGIN_MM - HEAD_MM - FOOT_MM
    axes = figure.add_axes((MARGIN_MM / WIDE_MM, (MARGIN_MM + FOOT_MM) / HIGH_MM, wide / WIDE_MM, high / HIGH_MM))
    axes.set_facecolor(GROUND)
    axes.set_xticks([])
    axes.set_yticks([])
    (west, south), (east, north) = plane.metres(np.array(bounds[0::2]), np.array(bounds[1::2]))
    metres_per_mm = 1.06 * max((east - west) / wide, (north - south) / high, 100 / wide)
    half_x, half_y = metres_per_mm * wide / 2, metres_per_mm * high / 2
    axes.set_xlim(-half_x, half_x)
    axes.set_ylim(-half_y, half_y)
    return axes


def _texts(layers: Layers, ground: ReportGround) -> Iterator[str]:
    yield from (layers.title, layers.subtitle, layers.source, *layers.notes, ground.station, ground.credit)
    yield from (place.name for place in (ground.basemap.places if ground.basemap is not None else ()))
    for layer in layers.layers:
        yield from (layer.legend, *(rule.label for rule in layer.rules))
        if layer.label:
            yield from (str(value) for value in layer.values(layer.label))


def _write_around(figure: Figure, layers: Layers, ground: ReportGround, font: Font, lacking: Sequence[str]) -> None:
    pen, width_pt = _Pen(figure=figure, font=font), (WIDE_MM - 2 * MARGIN_MM) * PT_PER_MM
    title = f"{ground.station}  {layers.title}" if ground.station else layers.title
    size = min(20.0, 20.0 * width_pt / max(1.0, font.width_pt(title, 20.0)))
    pen.write(title, (MARGIN_MM, HIGH_MM - MARGIN_MM - 8), size, color="#1b2430")
    subtitle = next(font.wrapped(layers.subtitle, 11, width_pt), "")
    pen.write(subtitle, (MARGIN_MM, HIGH_MM - MARGIN_MM - 16), 11)
    foot = [layers.source, say_layer("map_data", ground.language, credit=ground.credit) if ground.basemap else "",
            say_layer("figures_as_of", ground.language, day=layers.day.isoformat())]
    for number, line in enumerate(filter(None, foot)):
        pen.write(line, (MARGIN_MM, MARGIN_MM + 6.5 - 4 * number), 7.5)
    notes = list(layers.notes)
    if lacking:
        signs = " ".join(f"U+{ord(sign):04X}" for sign in lacking)
        notes.append(say_layer("not_in_font", ground.language, signs=signs))
    lines = [line for note in notes for line in font.wrapped(note, 7.5, (SIDE_MM - 6) * PT_PER_MM)]
    for number, line in enumerate(reversed(lines)):
        pen.write(line, (WIDE_MM - MARGIN_MM - SIDE_MM + 5, MARGIN_MM + FOOT_MM + 1 + 4 * number), 7.5)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Pen:
    """Writes lines of text on the page; places in millimetres from the lower left corner."""

    figure: Figure
    font: Font

    def write(self, text: str, at_mm: tuple[float, float], size_pt: float, *, color: str = "#3d4852") -> None:
        self.figure.text(at_mm[0] / WIDE_MM, at_mm[1] / HIGH_MM, self.font.drawable(text), color=color,
                         fontproperties=self.font.of(size_pt))


def _write_legend(
    figure: Figure, drawn: Sequence[tuple[Layer, Sequence[StyleRule]]], font: Font, language: Language
) -> None:
    """Write what each layer drew, under its heading; layers that drew nothing have none."""
    width_pt = (SIDE_MM - 16) * PT_PER_MM
    marks, labels = [], []
    for layer, rules in drawn:
        if rules and layer.legend:
            marks.append(Patch(facecolor="none", edgecolor="none"))
            labels.append("\n".join(font.wrapped(layer.legend, 8.5, width_pt)))
        marks += [legend_mark(rule, layer.shape == "LineString") for rule in rules]
        labels += ["\n".join(font.wrapped(rule.label, 8.5, width_pt)) for rule in rules]
    if not marks:
        return
    figure.legend(
        marks, [font.drawable(label) for label in labels], prop=font.of(8.5), frameon=False, loc="upper left",
        title=say_layer("legend", language), title_fontproperties=font.of(11), alignment="left", labelspacing=0.6,
        bbox_to_anchor=((WIDE_MM - MARGIN_MM - SIDE_MM + 3) / WIDE_MM, (HIGH_MM - MARGIN_MM - HEAD_MM + 2) / HIGH_MM),
        handlelength=2.2, handleheight=1.1, borderaxespad=0)
