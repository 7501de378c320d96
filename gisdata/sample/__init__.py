"""The invented town of Qinghe (清河), written as the very files that a station would bring."""

from gisdata.sample.town import SampleTown, write_sample_town

__all__ = ["SampleTown", "write_sample_town"]
