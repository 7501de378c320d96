"""Beats on a map: numbered, each with its load, and the load against the mean in a layer of its own."""

from shapely import box

from gisdata.beats import Beat, Beats
from gisdata.maps.beats_map import build_beats_map
from tests.map_scenes import SOUTH, WEST, data_of, marks_of


def some_beats(*minutes: float) -> Beats:
    return Beats(beat_of={}, beats=tuple(
        Beat(number=k + 1, shape=box(WEST + k * 0.01, SOUTH, WEST + (k + 1) * 0.01, SOUTH + 0.01), n_households=30 + k,
             n_buildings=5, minutes=load, way_m=100.0, roundness=0.8)
        for k, load in enumerate(minutes)))


def test_each_beat_is_numbered_and_tells_its_load() -> None:
    drawn = build_beats_map(some_beats(90, 95, 100, 105, 110), "清河社区", n_without_point=3)
    marks, data = marks_of(drawn), data_of(drawn, "cells")

    assert [mark.name for mark in marks] == [f"巡区 {k}" for k in range(1, 6)]
    assert [mark.classes for mark in marks] == [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3)]
    assert marks[4].lines == ("34 户，5 栋，一轮 110 分钟（+10%）",)
    assert data.named
    paper = data_of(drawn, "paper")
    assert (paper.title, paper.subtitle) == ("清河社区：5 个巡区", "每轮走访分钟数与平均相差 -10% 至 +10%")
    assert paper.notes == ("另有 3 户没有坐标，未分入巡区",)
