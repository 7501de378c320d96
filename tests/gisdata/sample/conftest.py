"""The sample town, written once for all tests of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gisdata.sample import SampleTown, write_sample_town

WEEK = "2026-W48"


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> SampleTown:
    return write_sample_town(tmp_path_factory.mktemp("qinghe"), week=WEEK)


def all_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
