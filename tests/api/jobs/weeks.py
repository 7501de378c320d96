"""Tiny weeks as tasks, and what an executor answered."""

from dataclasses import dataclass, field

from api.jobs import WeekAnswer, WeekTask
from api.jobs.packing import pack_problem
from planner.week import Budget
from tests.builders import B1, B2, B3, a_patrol, a_problem, a_visit


def a_week(n_visits: int = 6, *, name: str = "tiny"):
    """Some visits in three buildings, and a patrol between them."""
    visits = tuple(
        a_visit(f"h{i}", place=(B1, B2, B3)[i % 3], prize=5 + 7 * i % 11, service_s=600 + 60 * i)
        for i in range(n_visits)
    )
    return a_problem(name=name, visits=visits, patrols=(a_patrol(),))


def a_task(key: str = "A", *, n_visits: int = 6, work: int | None = 2, seconds: float | None = None) -> WeekTask:
    return WeekTask(key=key, problem_gz=pack_problem(a_week(n_visits, name=f"week-{key}")),
                    budget=Budget(work=work, seconds=seconds), seed=1)


def a_long_task(key: str = "long", *, seconds: float = 30.0) -> WeekTask:
    """Large enough that its search does not run dry before it is ended or its worker is killed: 32 M iterations."""
    return a_task(key, n_visits=400, work=None, seconds=seconds)


@dataclass
class Heard:
    """What an executor told; `stop_when` sees the answers and news so far and says whether to stop."""

    answers: list[WeekAnswer] = field(default_factory=list)
    news: list[tuple[str, object]] = field(default_factory=list)

    def on_done(self, answer):
        self.answers.append(answer)

    def on_progress(self, key, progress):
        self.news.append((key, progress))

    @property
    def digests(self):
        return {a.key: a.digest for a in self.answers}

    @property
    def plans(self):
        return {a.key: a.plan_gz for a in self.answers}

    @property
    def attempts(self):
        return {a.key: a.attempts for a in self.answers}


def run(executor, tasks, *, should_stop=lambda: False, on_progress=None) -> Heard:
    heard = Heard()
    executor.run(tasks, on_done=heard.on_done, on_progress=on_progress or heard.on_progress, should_stop=should_stop)
    return heard
