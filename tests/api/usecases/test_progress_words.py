"""What the screen says while a search runs: each thing once, the compiling before all."""

from multiprocessing import get_context

from api.jobs.slate import Slate
from api.usecases.progress_words import COMPILING, NOT_KEPT, ProgressWords
from planner.week import Progress


def progress(n_visits: int = 0, **other: bool) -> Progress:
    return Progress(n_visits=n_visits, n_patrols=0, prize=0, work=0, cpu_s=0.2, **other)


def test_compiling_is_said_at_once_and_each_plan_once() -> None:
    words = ProgressWords()
    said = [str(s) for p in (progress(is_compiling=True), progress(3), progress(3), progress(4)) for s in words.new(p)]
    assert said == [str(COMPILING), "3 visits planned, 0 patrols, 0 s of search",
                    "4 visits planned, 0 patrols, 0 s of search"]


def test_code_that_cannot_be_kept_is_said_once() -> None:
    words = ProgressWords()
    said = [s for n in range(3) for s in words.new(progress(n, is_kept=False))]
    assert said.count(NOT_KEPT) == 1 and len(said) == 4


def test_a_worker_of_the_pool_tells_that_it_compiles() -> None:
    slate = Slate.new(get_context("spawn"))
    for told in (progress(is_compiling=True, is_kept=False), progress(5)):
        slate.write(told)
        assert slate.read(0)[1] == told
