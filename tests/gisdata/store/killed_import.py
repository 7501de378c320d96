"""Imports batch after batch and says which ones were acknowledged, until it is killed."""

from __future__ import annotations

import signal
import sys
from itertools import count

from gisdata.store import open_store
from tests.gisdata.store.examples import a_batch, a_household

N_PER_BATCH = 400


def import_until_killed(store_url: str) -> None:
    with open_store(store_url) as store:
        with store.reading() as reading:
            n_done = len(reading.batches())
        for number in count(n_done):
            with store.writing() as writing:
                writing.add_batch(a_batch(file_name=f"{number}.csv", n_taken=N_PER_BATCH))
                writing.save_households(a_household(f"h{number}-{i}") for i in range(N_PER_BATCH))
            print(number, flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a parent in the background would have it ignored
    import_until_killed(sys.argv[1])
