"""An import killed by force loses nothing that was acknowledged and leaves nothing half done."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from gisdata.store import Store, open_store, upgrade_schema
from tests.gisdata.store.examples import a_household
from tests.gisdata.store.killed_import import N_PER_BATCH

ROOT = Path(__file__).parents[3]
N_KILLS = 10


def test_a_killed_import_loses_nothing_acknowledged_and_keeps_nothing_partial(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'huhu.db'}"
    upgrade_schema(url)
    chance = random.Random(7)
    acknowledged: set[int] = set()
    for _ in range(N_KILLS):
        acknowledged |= _import_and_kill(url, after_s=chance.uniform(0.0, 0.12))
        with open_store(url) as store:
            _require_whole_batches(store, acknowledged)
    assert len(acknowledged) >= N_KILLS
    with sqlite3.connect(tmp_path / "huhu.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_an_import_stopped_by_ctrl_c_keeps_whole_batches_and_frees_the_database(store: Store, store_url: str) -> None:
    acknowledged = _import_and_kill(store_url, after_s=0.05, how=signal.SIGINT)
    _require_whole_batches(store, acknowledged)
    with store.writing() as writing:
        assert writing.save_households([a_household("afterwards")]).n_new == 1


def _import_and_kill(url: str, *, after_s: float, how: signal.Signals = signal.SIGKILL) -> set[int]:
    """Kill the import some time after its first acknowledgement; return the batches it had acknowledged."""
    importer = subprocess.Popen(
        [sys.executable, "-m", "tests.gisdata.store.killed_import", url],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert importer.stdout is not None
    first = importer.stdout.readline()
    time.sleep(after_s)
    importer.send_signal(how)
    rest, _ = importer.communicate(timeout=60)
    assert importer.returncode == -how
    return {int(line) for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")}


def _require_whole_batches(store: Store, acknowledged: set[int]) -> None:
    with store.reading() as reading:
        kept = {int(batch.file_name.removesuffix(".csv")) for batch in reading.batches()}
        households = Counter(int(one.household_id[1:].split("-")[0]) for one in reading.households())
    assert acknowledged <= kept
    assert households == dict.fromkeys(kept, N_PER_BATCH)
