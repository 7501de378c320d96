"""What happens when parts of a Dask cluster die, and who may speak to it."""

import time

import pytest

from api.errors import SchedulerLost
from api.jobs import DaskScheduler
from api.jobs.dask_cluster import DaskExecutor
from api.jobs.inline import InlineExecutor
from tests.api.jobs.cluster import kill_group, until
from tests.api.jobs.weeks import Heard, a_long_task, a_task, run


def test_a_worker_killed_costs_only_its_own_task_which_is_begun_again(own_cluster):
    first = own_cluster.add_worker()
    # long enough to be running still when its first news is heard here, however slow the machine
    tasks = [a_long_task("x", seconds=4.0), *(a_task(str(i)) for i in range(6))]

    def kill_once(key, _):
        if key == "x" and first.poll() is None:
            own_cluster.add_worker()
            kill_group(first)

    heard = run(DaskExecutor(own_cluster.where), tasks, on_progress=kill_once)
    assert heard.attempts == {"x": 2, **{str(i): 1 for i in range(6)}}
    assert {k: d for k, d in heard.digests.items() if k != "x"} == run(InlineExecutor(), tasks[1:]).digests


def test_a_task_whose_workers_die_thrice_is_given_up_and_the_others_are_planned(own_cluster):
    workers = [own_cluster.add_worker()]

    def kill_always(key, _):
        if key == "x" and workers[-1].poll() is None:
            killed = workers[-1]
            workers.append(own_cluster.add_worker())
            kill_group(killed)

    heard = run(DaskExecutor(own_cluster.where), [a_long_task("x"), a_task("A"), a_task("B")], on_progress=kill_always)
    answers = {a.key: a for a in heard.answers}
    assert str(answers["x"].failure).startswith("team x: the process that planned it was killed 3 times")
    assert (answers["A"].failure, answers["B"].failure) == (None, None)


def test_when_the_scheduler_is_lost_what_was_handed_over_stays_and_one_sentence_says_so(own_cluster, caplog):
    own_cluster.add_worker()
    heard = Heard()

    def kill_scheduler(answer):
        heard.on_done(answer)
        if len(heard.answers) == 2:
            kill_group(own_cluster.scheduler)

    tasks = [a_task("A"), a_task("B"), a_long_task("x")]
    with pytest.raises(SchedulerLost, match="the Dask scheduler was lost, after 2 teams were planned"):
        DaskExecutor(own_cluster.where).run(tasks, on_done=kill_scheduler, on_progress=heard.on_progress,
                                            should_stop=lambda: False)
    assert heard.digests == run(InlineExecutor(), tasks[:2]).digests
    assert caplog.records == []


def test_a_scheduler_that_does_not_answer_is_named(own_cluster):
    kill_group(own_cluster.scheduler)
    with pytest.raises(SchedulerLost, match=f"no Dask scheduler answers at {own_cluster.address} within 1 s"):
        run(DaskExecutor(own_cluster.where, connect_s=1), [a_task()])


def test_a_run_can_be_stopped_while_there_is_no_worker(own_cluster):
    end_s = time.monotonic() + 1
    assert run(DaskExecutor(own_cluster.where), [a_task()], should_stop=lambda: time.monotonic() > end_s).answers == []


def test_plans_over_tls_are_the_same(tls_cluster):
    assert tls_cluster.address.startswith("tls://")
    tasks = [a_task("A"), a_task("B")]
    assert run(DaskExecutor(tls_cluster.where), tasks).plans == run(InlineExecutor(), tasks).plans


def test_a_scheduler_with_tls_does_not_answer_without_a_certificate(tls_cluster):
    plain = DaskScheduler(address=tls_cluster.address.replace("tls://", "tcp://"))
    with pytest.raises(SchedulerLost, match="no Dask scheduler answers"):
        run(DaskExecutor(plain, connect_s=1), [a_task()])


def test_the_cluster_of_the_tests_has_two_workers(cluster):
    until(lambda: len(cluster.processes) == 3 and all(p.poll() is None for p in cluster.processes))
