"""The command plans the same week whoever searches, and refuses a scheduler that would not be safe."""

import json

from tests.api.jobs.cluster import Cluster
from tests.journeys.conftest import WEEK


def routes(station):
    files = sorted((station / "out" / WEEK).glob("*.plan.json"))
    return {f.name: json.loads(f.read_text(encoding="utf-8"))["routes"] for f in files}


def test_inline_pool_and_dask_plan_the_same_week(station, huhu, tmp_path):
    cluster = Cluster(tmp_path)
    try:
        cluster.add_worker()
        plans = []
        for options in (("inline",), ("pool", "--workers", "2"), ("dask", "--scheduler", cluster.address)):
            answer = huhu("plan", "--week", WEEK, "--work", "2", "-w", station, "--executor", *options)
            assert answer.code in (0, 1), answer.err
            plans.append(routes(station))
    finally:
        cluster.close()
    assert len(plans[0]) >= 2
    assert plans[0] == plans[1] == plans[2]


def test_plain_tcp_to_another_machine_is_refused_and_nothing_is_planned(station, huhu):
    before = routes(station)
    answer = huhu("plan", "--week", WEEK, "--work", "2", "-w", station, "--executor", "dask", "--scheduler",
                  "tcp://10.0.0.1:8786")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "use tls://10.0.0.1:8786" in answer.err
    assert routes(station) == before


def test_options_of_another_executor_are_refused(station, huhu):
    for options, sentence in (
        (("--scheduler", "127.0.0.1:8786"), "--scheduler 127.0.0.1:8786 is for Dask: add --executor dask"),
        (("--executor", "inline", "--workers", "2"), "--workers is for --executor pool; this is --executor inline"),
        (("--executor", "dask"), "--executor dask needs the scheduler: add --scheduler tls://HOST:8786"),
        (("--executor", "cloud"), "--executor cloud is not known; there is: inline, pool, dask"),
    ):
        answer = huhu("plan", "--week", WEEK, "--work", "2", "-w", station, *options)
        assert (answer.code, answer.err.strip()) == (2, sentence)
