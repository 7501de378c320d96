"""The audit finds what was taken out of the register of the sample town."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gisdata.audit import audit_by_cell, audit_by_community, audit_of_station, ledger_of
from gisdata.coverage import frame_of
from tests.benchmarks import audit as trial


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> trial.Town:
    return trial.sample_town(Path(tmp_path_factory.mktemp("audit")), seed=11)


def test_nothing_is_far_off_where_nothing_was_lost(town: trial.Town) -> None:
    judged = trial.judge(town, set())
    assert judged.n_covered >= 0.95 * judged.n_cells
    assert abs(judged.error) < 0.05


@pytest.mark.parametrize("lose", [trial.lose_at_random, trial.lose_in_cells, trial.lose_buildings])
def test_a_fifth_lost_is_inside_the_intervals_and_the_worst_cells_are_named(town: trial.Town, lose) -> None:
    judged = [trial.judge(town, lose(town, 0.2, np.random.default_rng(seed))) for seed in range(4)]
    assert sum(lot.n_covered for lot in judged) >= 0.9 * sum(lot.n_cells for lot in judged)
    assert min(lot.n_found for lot in judged) >= 7


def test_every_row_is_audited_once_in_cells_communities_and_the_station(town: trial.Town) -> None:
    households = town.households[::2]
    frame = frame_of(households, today=trial.TODAY, since=trial.TODAY)
    ledger = ledger_of(households, town.buildings, frame)
    whole = audit_of_station(ledger).evidence
    assert whole.n_registered == len(households)
    for rows in (audit_by_cell(ledger, town.cells), audit_by_community(ledger)):
        for count in ("n_registered", "n_standing", "n_suspected", "n_unlisted", "n_rooms", "n_thin_buildings"):
            assert sum(getattr(row.evidence, count) for row in rows) == getattr(whole, count)


def test_a_town_without_buildings_and_an_empty_register_can_be_audited(town: trial.Town) -> None:
    nobody = frame_of([], today=trial.TODAY, since=trial.TODAY)
    assert audit_of_station(ledger_of([], [], nobody)).high == 0
    empty = audit_of_station(ledger_of([], town.buildings, nobody))
    assert (empty.low, empty.evidence.n_registered) == (0, 0)
    assert empty.high > 1_000


def test_flats_on_the_map_are_believed_more_than_floor_area(town: trial.Town) -> None:
    told = [replace(building, flats=7) for building in town.buildings if building.kind == "apartments"][:3]
    nobody = frame_of([], today=trial.TODAY, since=trial.TODAY)
    assert audit_of_station(ledger_of([], told, nobody)).likely == 21
