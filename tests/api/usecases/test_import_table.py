"""An import reads plain files and nothing else."""

import hashlib
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from api.usecases.import_table import ImportOrder, import_table
from gisdata.errors import BadFile
from tests.web_workspace import empty_workspace


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_refused_before_anybody_waits_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "households.csv"
    os.mkfifo(pipe)
    other_end = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)   # so that opening it would not wait, only reading
    monkeypatch.setattr(hashlib, "file_digest", lambda *_: pytest.fail("the pipe was read"))
    order = ImportOrder(kind="households", path=pipe, crs=None, skip_bad=False, today=date(2026, 11, 24),
                        now=datetime(2026, 11, 24, tzinfo=UTC))
    with pytest.raises(BadFile, match="is not a file"):
        import_table(empty_workspace(tmp_path / "station"), order)
    os.close(other_end)
