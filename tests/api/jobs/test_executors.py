"""What holds for every executor: one plan, whoever makes it."""

import gzip
import hashlib
import json
import time
from dataclasses import replace

import pytest

from api.jobs.dask_cluster import DaskExecutor
from api.jobs.inline import InlineExecutor
from api.jobs.packing import pack, unpack_plan, unpack_problem
from api.jobs.pool import PoolExecutor
from planner.checker import check_plan
from planner.week import Budget
from tests.api.jobs.weeks import a_long_task, a_task, run


@pytest.fixture(params=["inline", "pool", "dask"])
def executor(request):
    if request.param == "dask":
        return DaskExecutor(request.getfixturevalue("cluster").where)
    return PoolExecutor(2) if request.param == "pool" else InlineExecutor()


def test_every_executor_makes_the_same_plans_byte_for_byte(executor):
    tasks = [a_task(f"T{i}", n_visits=4 + i) for i in range(10)]   # more than the window of Dask
    alone = run(InlineExecutor(), tasks)
    heard = run(executor, tasks)
    assert heard.plans == alone.plans
    assert heard.digests == alone.digests
    assert len(heard.answers) == len(heard.plans) == len(set(heard.digests.values())) == 10
    assert set(heard.attempts.values()) == {1}


def test_the_digest_is_that_of_the_plan_without_its_cpu_seconds():
    [answer] = run(InlineExecutor(), [a_task()]).answers
    text = gzip.decompress(answer.plan_gz)
    assert answer.digest == hashlib.sha256(text).hexdigest()
    assert "cpu_s" not in json.loads(text)
    assert answer.cpu_s > 0


def test_an_answer_is_a_plan_that_the_judge_accepts(executor):
    task = a_task()
    [answer] = run(executor, [task]).answers
    problem = unpack_problem(task.problem_gz)
    plan = unpack_plan(answer.plan_gz, problem, cpu_s=answer.cpu_s)
    assert check_plan(problem, plan, may_leave_out=True).ok
    assert plan.work == 2


def test_the_recorded_work_of_a_search_by_seconds_repeats_its_plan(executor):
    task = a_task(n_visits=20, work=None, seconds=0.3)
    [first] = run(executor, [task]).answers
    work = json.loads(gzip.decompress(first.plan_gz))["work"]
    [again] = run(InlineExecutor(), [replace(task, budget=Budget(work=work))]).answers
    assert again.plan_gz == first.plan_gz


def test_a_week_that_is_unsound_fails_with_its_sentence_and_the_others_are_planned(executor):
    unsound = replace(a_task("bad"), problem_gz=pack({"format": "huhu-week/1"}))
    heard = run(executor, [a_task("A"), unsound, a_task("B")])
    bad = {a.key: a for a in heard.answers}["bad"]
    assert str(bad.failure) == "WEEK.json: the field places is missing"
    assert (bad.plan_gz, bad.digest) == (b"", "")
    assert all(heard.digests[key] for key in ("A", "B"))


def test_answers_are_handed_over_while_others_are_still_to_be_drawn(executor):
    drawn = []

    def tasks():
        for i in range(30):
            drawn.append(i)
            yield a_task(str(i))

    drawn_at_first_answer = []
    executor.run(tasks(), on_done=lambda _: drawn_at_first_answer.append(len(drawn)), on_progress=lambda *_: None,
                 should_stop=lambda: False)
    assert len(drawn_at_first_answer) == 30
    assert drawn_at_first_answer[0] <= 8, "memory stays flat: no more tasks are drawn than can be in hand"


def test_progress_is_told_with_the_key_of_its_task(executor):
    heard = run(executor, [a_task("A"), a_task("B")])
    assert {key for key, _ in heard.news} <= {"A", "B"}
    assert [p for _, p in heard.news if p.n_visits > 0]


def test_a_stop_ends_running_searches_soon_and_hands_nothing_over(executor):
    told = []
    begun_s = time.monotonic()
    tasks = [a_long_task(str(i), seconds=600.0) for i in range(4)]
    heard = run(executor, tasks, should_stop=lambda: bool(told), on_progress=lambda *news: told.append(news))
    assert heard.answers == []
    assert time.monotonic() - begun_s < 100, "four searches of ten minutes were not waited for"


def test_after_a_stop_the_same_executor_works_again(executor):
    told = []
    tasks = [a_long_task(key, seconds=600.0) for key in "xy"]
    run(executor, tasks, should_stop=lambda: bool(told), on_progress=lambda *news: told.append(news))
    begun_s = time.monotonic()
    assert len(run(executor, [a_task("A"), a_task("B")]).answers) == 2
    assert time.monotonic() - begun_s < 100, "the workers do not go on with what was stopped"


def test_what_the_caller_raises_ends_the_run(executor):
    def refuse(_):
        raise ValueError("no room for it")

    with pytest.raises(ValueError, match="no room for it"):
        executor.run([a_task("A"), a_long_task("x")], on_done=refuse, on_progress=lambda *_: None,
                     should_stop=lambda: False)
