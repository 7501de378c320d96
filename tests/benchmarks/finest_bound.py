"""The lowest bound of a large team's week that minutes and small buckets bring: to prove a target out of reach.

    python -m tests.benchmarks.finest_bound ../shared/bench/weeks/*.json.gz

The product's own bound (`tests.benchmarks.bound`) keeps to 60 s and to room for every machine; this one takes a GB
and ten minutes a week. Buckets get finer step by step, each from the prices of the one before; steps of prices, which
get smaller with each pass, start again wider.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import NamedTuple

from gisdata.read.week_file import read_problem
from planner.model import WeekProblem
from planner.week.bound.linear import bound_by_program
from planner.week.bound.prices import Clock, Pricing, lower
from planner.week.bound.reach import Reach
from planner.week.bound.route_ways import Grain
from planner.week.bound.routes import build_route_bound
from planner.week.bound.stages import COARSE
from planner.week.tables import build_tables

PROGRAM_S = 40.0
"""CPU seconds for the linear program, whose prices are the first."""


class Step(NamedTuple):
    """Buckets and ways, the pass number from which steps of prices go on (None: as they are), and how many passes."""

    grain: Grain
    start: int | None
    passes: int


STEPS = (Step(COARSE, None, 25), Step(Grain(10, 60), None, 110), Step(Grain(5, 80), 60, 90), Step(Grain(3, 80), 90, 70))


def tell_bounds(name: str, problem: WeekProblem) -> None:
    """Print the bound after each step; duties that a shift can reach are taken as done, as our plans do them."""
    began_s = time.process_time()
    clock, reach = Clock(limit_s=1e9, should_stop=lambda: False), Reach(build_tables(problem))
    linear = bound_by_program(reach, 0, seconds=PROGRAM_S, should_stop=clock.should_stop)
    if linear is None:
        sys.exit(f"{name}: no plan does all duties that a shift can reach")
    pricing = Pricing(price=linear.price, best_price=linear.price)
    for step in STEPS:
        pricing.passes = pricing.passes if step.start is None else step.start
        bound = build_route_bound(reach, 0, step.grain)
        bound.compile()
        lower(bound, pricing, clock, step.passes)
        print(f"| {name} | {step.grain.bucket_s} | {min(pricing.at_most, linear.at_most):.1f} | "
              f"{time.process_time() - began_s:.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weeks", nargs="+", type=Path, help="WEEK.json or .json.gz")
    print("| week | buckets, s | bound | CPU s |\n|---|---|---|---|")
    for week in parser.parse_args().weeks:
        tell_bounds(week.name.partition(".")[0], read_problem(week))


if __name__ == "__main__":
    main()
