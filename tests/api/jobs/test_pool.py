"""What happens when processes of the pool die."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time

from api.jobs.inline import InlineExecutor
from api.jobs.pool import PoolExecutor
from tests.api.jobs.cluster import ROOT, until
from tests.api.jobs.weeks import Heard, a_long_task, a_task, run


def kill_workers():
    for child in multiprocessing.active_children():
        os.kill(child.pid, signal.SIGKILL)


def test_a_worker_killed_costs_only_its_own_task_which_is_begun_again():
    tasks = [a_long_task("x", seconds=3.0), *(a_task(str(i)) for i in range(6))]
    killed = []

    def kill_once(key, _):
        if key == "x" and not killed:
            killed.append(key)
            kill_workers()

    heard = run(PoolExecutor(1), tasks, on_progress=kill_once)
    assert killed
    assert heard.attempts == {"x": 2, **{str(i): 1 for i in range(6)}}
    alone = run(InlineExecutor(), tasks[1:])
    assert {k: d for k, d in heard.digests.items() if k != "x"} == alone.digests


def test_the_other_worker_goes_on_when_one_is_killed():
    heard, killed = Heard(), []

    def kill_once(key, _):
        heard.news.append((key, _))
        if {"x", "y"} <= {k for k, _ in heard.news} and not killed:
            killed.append(multiprocessing.active_children()[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    PoolExecutor(2).run([a_long_task("x", seconds=3.0), a_long_task("y", seconds=3.5)], on_done=heard.on_done,
                        on_progress=kill_once, should_stop=lambda: False)
    assert sorted(heard.attempts.values()) == [1, 2]


def test_a_task_whose_workers_die_thrice_is_given_up_and_the_others_are_planned():
    def kill_always(key, _):
        if key == "x":
            kill_workers()

    heard = run(PoolExecutor(1), [a_long_task("x"), a_task("A"), a_task("B")], on_progress=kill_always)
    answers = {a.key: a for a in heard.answers}
    assert str(answers["x"].failure).startswith("team x: the process that planned it was killed 3 times")
    assert answers["x"].attempts == 3
    assert answers["A"].digest == answers["A"].digest != ""
    assert answers["B"].failure is None


def test_a_worker_killed_between_two_tasks_costs_nothing():
    def tasks():
        yield a_task("A")
        kill_workers()
        until(lambda: not multiprocessing.active_children())
        yield a_task("B")

    assert run(PoolExecutor(1), tasks()).attempts == {"A": 1, "B": 1}


def test_no_process_is_left_after_a_run():
    run(PoolExecutor(2), [a_task("A"), a_task("B")])
    assert multiprocessing.active_children() == []


SCRIPT = """
import multiprocessing, sys
from api.jobs.pool import PoolExecutor
from tests.api.jobs.weeks import a_long_task, run
def tell(key, _):
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
if __name__ == "__main__":
    run(PoolExecutor(1), [a_long_task("x", seconds=600)], on_progress=tell)
"""


def test_workers_end_when_the_program_is_killed(tmp_path):
    (tmp_path / "program.py").write_text(SCRIPT)
    with subprocess.Popen([sys.executable, tmp_path / "program.py"], stdout=subprocess.PIPE, start_new_session=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}) as program:
        worker = int(program.stdout.readline())
        os.kill(program.pid, signal.SIGKILL)
        program.wait()
        until(lambda: is_gone(worker), patience_s=60)


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    # a container without an init keeps dead processes as zombies
    return (ROOT / f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def test_ctrl_c_in_a_terminal_reaches_the_parent_only(tmp_path):
    (tmp_path / "program.py").write_text(SCRIPT.replace("run(PoolExecutor(1)", """
    from api.interrupt import noted_interrupt
    with noted_interrupt(lambda _: None) as told:
        run(PoolExecutor(1)""").replace("on_progress=tell)", "on_progress=tell, should_stop=told)"))
    begun_s = time.monotonic()
    with subprocess.Popen([sys.executable, tmp_path / "program.py"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          start_new_session=True, env={**os.environ, "PYTHONPATH": str(ROOT)}) as program:
        program.stdout.readline()
        os.killpg(program.pid, signal.SIGINT)   # a terminal sends it to the whole group
        _, said = program.communicate(timeout=100)
    assert (program.returncode, said) == (0, b"")
    assert time.monotonic() - begun_s < 100
