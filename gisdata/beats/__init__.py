"""Splits a community into beats (巡区) of even household-minutes, each in one piece; no building is split."""

from gisdata.beats.split import Beat, Beats, split_into_beats

__all__ = ["Beat", "Beats", "split_into_beats"]
