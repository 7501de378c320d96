"""Thefts of vehicles in New York City: what hot spots of 2014-2016 were worth in 2017 (docs/benchmarks.md)."""

from datetime import date

import pytest

from gisdata.hotspots import judge_hot_spots
from tests.benchmarks.hotspots import FILE, read_thefts
from tests.benchmarks.machine import ROOT

PATH = ROOT.parent / "shared" / FILE


@pytest.mark.skipif(not PATH.exists(), reason="../shared is not here: the thefts are not part of this repository")
def test_the_plain_count_catches_more_of_the_next_year_than_density_and_gi_star():
    found = judge_hot_spots(read_thefts(PATH), day=date(2017, 1, 1), bandwidth_m=250)
    assert (found.n_earlier + found.n_later + found.n_later_outside, found.n_later_outside) == (35_746, 42)
    for share in (0.01, 0.02, 0.05):
        pai = {row.way: row.quality.pai for row in found.rows if row.share == share}
        assert pai["count"] > pai["density"] > pai["gi_star"] > 2
    assert [round(row.quality.pai, 2) for row in found.rows if row.way == "count"] == [7.50, 5.26, 3.68]
