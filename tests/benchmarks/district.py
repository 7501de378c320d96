"""A station district through an executor: wall time, memory, one digest over all plans, plans that the judge refuses.

    python -m tests.benchmarks.district --teams 100 --officers 400 --candidates 40000 --executor pool
    python -m tests.benchmarks.district --teams 100 --officers 400 --candidates 40000 --executor dask --kills 3
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from api.jobs import Executor, ExecutorChoice, WeekAnswer, WeekTask, open_executor
from api.jobs.packing import unpack_plan, unpack_problem
from planner.checker import check_plan
from planner.week import Budget
from tests.api.jobs.cluster import Cluster, kill_group
from tests.benchmarks.district_weeks import District
from tests.benchmarks.machine import cpu_name, load_1min, n_cores, versions

N_DASK_WORKERS = 2
MB = 1024 * 1024


@dataclass
class Memory:
    """Peak memory of this process and of the largest of its workers, looked at five times a second."""

    parent_mb: float = 0.0
    worker_mb: float = 0.0
    over: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        me = psutil.Process()
        while not self.over.wait(0.2):
            self.parent_mb = max(self.parent_mb, me.memory_info().rss / MB)
            for child in me.children(recursive=True):
                try:
                    self.worker_mb = max(self.worker_mb, child.memory_info().rss / MB)
                except psutil.NoSuchProcess:
                    continue


@dataclass
class Account:
    """What came back, judged at once, so that neither problems nor plans are kept."""

    n_teams: int
    problems: dict[str, bytes] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    attempts: dict[str, int] = field(default_factory=dict)
    rss_mb: list[int] = field(default_factory=list)
    prize: int = 0
    work: int = 0
    cpu_s: float = 0.0
    n_visits: int = 0
    n_refused: int = 0
    n_failed: int = 0

    def drawn(self, tasks: Iterator[WeekTask]) -> Iterator[WeekTask]:
        for task in tasks:
            self.problems[task.key] = task.problem_gz
            yield task

    def take(self, answer: WeekAnswer) -> None:
        packed = self.problems.pop(answer.key)
        self.attempts[answer.key] = answer.attempts
        if answer.failure is not None:
            self.n_failed += 1
            print(answer.failure)
            return
        problem = unpack_problem(packed)
        plan = unpack_plan(answer.plan_gz, problem, cpu_s=answer.cpu_s)
        verdict = check_plan(problem, plan, may_leave_out=True)
        self.digests[answer.key] = answer.digest
        self.n_refused += not verdict.ok
        self.prize += verdict.score.prize
        self.n_visits += verdict.n_visits_served
        self.work += plan.work
        self.cpu_s += plan.cpu_s
        if len(self.attempts) * 4 % self.n_teams < 4:
            self.rss_mb.append(round(psutil.Process().memory_info().rss / MB))

    @property
    def digest(self) -> str:
        rows = "\n".join(f"{key} {digest}" for key, digest in sorted(self.digests.items()))
        return hashlib.sha256(rows.encode()).hexdigest()


class Killer:
    """Kills a Dask worker with -9 and starts another, `n_kills` times, evenly over the run."""

    def __init__(self, cluster: Cluster | None, n_kills: int, n_teams: int) -> None:
        self.cluster, self.n_kills = cluster, n_kills
        self.due_at = [n_teams * (i + 1) // (n_kills + 1) for i in range(n_kills)]

    def look(self, n_done: int) -> None:
        if self.cluster is not None and self.due_at and n_done >= self.due_at[0]:
            self.due_at.pop(0)
            victim = next(p for p in self.cluster.processes[1:] if p.poll() is None)
            self.cluster.add_worker()
            kill_group(victim)


@contextmanager
def an_executor(name: str, workers: int | None) -> Iterator[tuple[Executor, Cluster | None]]:
    if name != "dask":
        yield open_executor(ExecutorChoice(name=name, n_workers=workers), n_tasks=2), None
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        cluster = Cluster(Path(folder))
        try:
            for _ in range(workers or N_DASK_WORKERS):
                cluster.add_worker()
            yield open_executor(ExecutorChoice(name="dask", scheduler=cluster.where), n_tasks=2), cluster
        finally:
            cluster.close()


def main() -> None:
    args = _arguments()
    district = District(n_teams=args.teams, n_officers=args.officers, n_candidates=args.candidates, seed=args.seed)
    budget = Budget(seconds=args.seconds, work=None if args.seconds else args.work)
    account, memory = Account(args.teams), Memory()
    watcher = threading.Thread(target=memory.watch, daemon=True)
    watcher.start()
    begun_s = time.monotonic()
    with an_executor(args.executor, args.workers) as (executor, cluster):
        killer = Killer(cluster, args.kills, args.teams)
        executor.run(account.drawn(district.tasks(budget)), on_done=account.take, should_stop=lambda: False,
                     on_progress=lambda *_: killer.look(len(account.attempts)))
    wall_s = time.monotonic() - begun_s
    memory.over.set()
    watcher.join()
    row = _row(args, account, memory, wall_s=wall_s)
    print(json.dumps(row, indent=1))
    if args.out:
        args.out.write_text(json.dumps(row, indent=1) + "\n")


def _row(args: argparse.Namespace, account: Account, memory: Memory, *, wall_s: float) -> dict[str, object]:
    return {
        "executor": args.executor, "teams": args.teams, "officers": args.officers, "candidates": args.candidates,
        "seed": args.seed, "work_each": args.work if not args.seconds else None, "seconds_each": args.seconds,
        "wall_s": round(wall_s, 1), "search_cpu_s": round(account.cpu_s, 1), "search_work": account.work,
        "peak_parent_mb": round(memory.parent_mb), "peak_worker_mb": round(memory.worker_mb),
        "parent_mb_at_quarters": account.rss_mb, "visits": account.n_visits, "prize": account.prize,
        "digest": account.digest, "refused_by_judge": account.n_refused, "failed": account.n_failed,
        "kills": args.kills, "begun_again": sum(n - 1 for n in account.attempts.values()),
        "cpu": cpu_name(), "cores": n_cores(), "load_1min": load_1min(),
        "max_rss_self_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "versions": versions("huhu", "ortools", "numpy", "distributed"),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teams", type=int, default=100)
    parser.add_argument("--officers", type=int, default=400)
    parser.add_argument("--candidates", type=int, default=40_000)
    parser.add_argument("--executor", choices=("inline", "pool", "dask"), default="pool")
    parser.add_argument("--workers", type=int, help="processes; one per core, or two with Dask")
    parser.add_argument("--kills", type=int, default=0, help="Dask workers killed with -9 on the way")
    parser.add_argument("--work", type=int, default=100_000, help="iterations of each team: repeatable")
    parser.add_argument("--seconds", type=float, help="CPU seconds of each team instead: not repeatable")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="write the figures into this JSON file too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
