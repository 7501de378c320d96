"""A community split into beats: where each one lies, and how its work compares with the others."""

from __future__ import annotations

from typing import Unpack

from gisdata.beats import Beat, Beats
from gisdata.layers.classes import BEAT_COLORS, LOAD_COLORS, LOAD_EDGES, class_of
from gisdata.maps.bounds import bounds_of
from gisdata.maps.cells_layer import CellLayer, CellMark, ColorClass
from gisdata.maps.cells_packing import pack_cells, scripts_of
from gisdata.maps.offline import DataLayer, OfflineMap
from gisdata.maps.sheet import Sheet, SheetOptions, page_of


def draw_beats_map(beats: Beats, community: str, *, n_without_point: int = 0, **options: Unpack[SheetOptions]) -> str:
    """Return an HTML page of the beats of a community, numbered, with two layers: beats, and minutes against the mean.

    Each beat tells its households, buildings and minutes. `n_without_point`: households that are in no beat.
    """
    return page_of(build_beats_map(beats, community, n_without_point=n_without_point, **options))


def build_beats_map(
    beats: Beats, community: str, *, n_without_point: int = 0, **options: Unpack[SheetOptions]
) -> OfflineMap:
    """Return the same map as a folium map."""
    sheet = Sheet(**options)
    words = sheet.words
    boxes = [beat.shape.bounds for beat in beats.beats]
    bounds = bounds_of([*((west, south) for west, south, _, _ in boxes), *((e, n) for _, _, e, n in boxes)])
    least, most = (f"{part:+.0%}" for part in beats.spread)
    paper = sheet.paper(
        words["beats_title"].format(community=community, n=len(beats.beats)), bounds,
        subtitle=words["beats_sub"].format(least=least, most=most),
        notes=(words["without_point_note"].format(n=n_without_point),) if n_without_point else (),
    )
    drawn = sheet.start_map(paper, bounds)
    mean = sum(beat.minutes for beat in beats.beats) / len(beats.beats)
    marks = [_mark(beat, beat.minutes / mean - 1, words) for beat in beats.beats]
    data = pack_cells(_layers(beats, words), marks, words, named=True)
    DataLayer("cells", data, scripts=scripts_of(data), call="huhu.addCells(map, data, huhu.sheet);").add_to(drawn)
    return drawn


def _mark(beat: Beat, off: float, words: dict[str, str]) -> CellMark:
    line = words["beat_load"].format(households=beat.n_households, buildings=beat.n_buildings,
                                     minutes=round(beat.minutes), off=f"{off:+.0%}")
    return CellMark(name=words["beat"].format(number=beat.number), shape=beat.shape, lines=(line,),
                    classes=(beat.number - 1, class_of(round(off, 4), LOAD_EDGES)))


def _layers(beats: Beats, words: dict[str, str]) -> tuple[CellLayer, ...]:
    labels = ("≤-10%", "≤-5%", "±5%", "≤+10%", ">+10%")
    return (
        CellLayer(
            key="beats", name=words["beats_layer"], legend=words["beats_legend"],
            classes=tuple(ColorClass(color=BEAT_COLORS[k % len(BEAT_COLORS)], label=str(beat.number))
                          for k, beat in enumerate(beats.beats)),
        ),
        CellLayer(
            key="load", name=words["load_layer"], legend=words["load_legend"],
            classes=tuple(ColorClass(color=c, label=text) for c, text in zip(LOAD_COLORS, labels, strict=True)),
        ),
    )
