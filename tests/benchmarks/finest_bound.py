"""The lowest bound of a large team's week that minutes and small buckets bring: to prove a target out of reach.

    python -m tests.benchmarks.finest_bound ../shared/bench/weeks/*.json.gz

The product's own bound (`tests.benchmarks.bound`) keeps to 60 s and to room for every machine; this one takes a GB
and ten minutes a week. Every way between buildings is looked at; prices are brought down by passes, settled by the
master program of the routes met, and settled again with routes that remember what they served.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from gisdata.read.week_file import read_problem
from planner.model import WeekProblem
from planner.week.bound.linear import bound_by_program
from planner.week.bound.master import Master
from planner.week.bound.prices import Clock, Pricing, lower
from planner.week.bound.reach import Reach
from planner.week.bound.route_ways import Grain
from planner.week.bound.routes import build_route_bound
from planner.week.bound.settling import Settling
from planner.week.bound.stages import COARSE, COARSE_PASSES
from planner.week.tables import build_tables

PROGRAM_S = 40.0
"""CPU seconds for the linear program, whose prices are the first."""

MOST_PASSES = 400
"""Passes in which prices may settle: they end by themselves before."""

FINE, FINE_PASSES = Grain(10, 400), 60
"""Buckets and ways after the coarse passes, and the passes before prices settle."""


def tell_bounds(name: str, problem: WeekProblem, finest: Grain) -> None:
    """Print the bound after each stage; duties that a shift can reach are taken as done, as our plans do them."""
    began_s = time.process_time()
    clock, reach = Clock(limit_s=1e9, should_stop=lambda: False), Reach(build_tables(problem))
    linear = bound_by_program(reach, 0, seconds=PROGRAM_S, should_stop=clock.should_stop)
    if linear is None:
        sys.exit(f"{name}: no plan does all duties that a shift can reach")
    pricing = Pricing(price=linear.price, best_price=linear.price)

    def tell(stage: str) -> None:
        print(f"| {name} | {stage} | {min(pricing.at_most, linear.at_most):.1f} | "
              f"{time.process_time() - began_s:.0f} |", flush=True)

    lower(build_route_bound(reach, 0, COARSE), pricing, clock, COARSE_PASSES)
    if finest != FINE:
        lower(build_route_bound(reach, 0, FINE), pricing, clock, FINE_PASSES)
        tell(f"passes by buckets of {FINE.bucket_s} s")
    bound = build_route_bound(reach, 0, finest)
    master = Master(bound)
    lower(bound, pricing, clock, FINE_PASSES, master.add)
    tell(f"passes by buckets of {finest.bucket_s} s")
    for remembers in (False, True):
        settling = Settling(bound, master, pricing, clock, remembers=remembers)
        settling.settle(MOST_PASSES)
        tell("remembered" if remembers else "settled")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weeks", nargs="+", type=Path, help="WEEK.json or .json.gz")
    parser.add_argument("--bucket", type=int, default=FINE.bucket_s, metavar="SECONDS", help="the last buckets")
    told = parser.parse_args()
    print("| week | stage | bound | CPU s |\n|---|---|---|---|")
    for week in told.weeks:
        tell_bounds(week.name.partition(".")[0], read_problem(week), Grain(told.bucket, FINE.nearest))


if __name__ == "__main__":
    main()
