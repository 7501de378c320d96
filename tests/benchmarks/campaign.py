"""Campaigns at size: seconds and memory of plan or proof, and what weekly minimums mean for the date of a district.

Run with `python -m tests.benchmarks.campaign`. Households, hours and chances are made up of one seed; the communities
of the district are those of `../shared/data/admin/shiyan_divisions.csv`, and that part is left out where it is absent.
"""

from __future__ import annotations

import argparse
import csv
import resource
import sys
import time
from pathlib import Path

import numpy as np

from planner.campaign import CallRule, Campaign, Group
from planner.campaign.certificate import prove_shortage_s
from planner.campaign.early import plan_early
from planner.campaign.forecast import forecast
from planner.campaign.plan import plan_campaign

SEED = 7
SLOTS = ("weekday_day", "weekday_evening", "weekend_day", "weekend_evening")
START = (0.45, 0.65, 0.55, 0.65)
WORTH = tuple(chance / START[0] for chance in START)
SHARE = (0.6, 0.2, 0.1, 0.1)
"""Of an officer's hours for visits, by slot: mostly days, an evening, a weekend now and then."""

DISTRICT, N_DISTRICT, N_OFFICERS = "张湾区", 130_000, 400
CALL_S = 900
LONG_WEEKS = 260


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--shared", type=Path, default=Path("../shared"))
    order = given.parse_args()
    print("| households | communities | officers | slack % | CPU s | MB | shortage h | proven | unplaced | over s |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for n_households, n_communities, n_officers in ((40_000, 100, 100), (1_000_000, 2_500, 2_500)):
        for slack in (0.35, 0.15, -0.1):
            tell_size(n_households, n_communities, n_officers, slack)
    divisions = order.shared / "data/admin/shiyan_divisions.csv"
    if divisions.exists():
        tell_district(divisions)
    else:
        print(f"{divisions} is absent: the district is left out", file=sys.stderr)


def tell_size(n_households: int, n_communities: int, n_officers: int, slack: float) -> None:
    campaign = make_campaign(n_households, n_communities, n_officers, slack)
    start = time.process_time()
    plan = plan_early(campaign)
    cpu_s = time.process_time() - start
    proven = "-" if plan.certificate is None else prove_shortage_s(campaign, plan.certificate) == plan.shortage_s
    over_s = int((plan.used_s() - campaign.hours_s).sum(axis=2).max())
    print(f"| {n_households} | {n_communities} | {n_officers} | {100 * slack:.0f} | {cpu_s:.1f} | "
          f"{peak_mb()} | {plan.shortage_s / 3600:.0f} | {proven} | {plan.n_unplaced_by_group.sum()} | "
          f"{max(0, over_s)} |", flush=True)


def make_campaign(n_households: int, n_communities: int, n_officers: int, slack: float) -> Campaign:
    """Return a campaign of 26 weeks whose hours exceed what all expected calls take by `slack`; teams of ten help."""
    rng = np.random.default_rng(SEED)
    counts = np.rint(rng.dirichlet(np.full(n_communities, 8.0)) * n_households).astype(int)
    groups = tuple(Group(
        community=f"c{i}", kind="flat", n_open_by_calls=(int(n),), service_s=int(rng.integers(400, 800)),
        chance=float(rng.uniform(0.35, 0.55)), slots=(0, 1, 2, 3), first_week=0, last_week=25,
    ) for i, n in enumerate(counts))
    needed_s = sum(g.n_open * g.service_s * (1 - (1 - g.chance) ** 6) / g.chance for g in groups)
    effective = sum(share * worth for share, worth in zip(SHARE, WORTH, strict=True))
    usual_s = needed_s * (1 + slack) / effective / n_officers / 26 * np.array(SHARE)
    hours_s = np.rint(usual_s * rng.uniform(0.8, 1.2, (n_officers, 1, 1)) * np.ones((1, 26, 1))).astype(np.int64)
    owner = [i * n_officers // n_communities for i in range(n_communities)]
    return Campaign(
        n_weeks=26, groups=groups, officers=tuple(f"o{i}" for i in range(n_officers)), slots=SLOTS, slot_worth=WORTH,
        hours_s=hours_s, owners={f"c{i}": (o,) for i, o in enumerate(owner)},
        helpers={f"c{i}": tuple(range(o // 10 * 10, min(o // 10 * 10 + 10, n_officers)))
                 for i, o in enumerate(owner)}, rule=CallRule(kept_weeks=13))


def tell_district(divisions: Path) -> None:
    """Print the weeks to 95 and 100 % of those that six calls can meet, by weekly calls of each officer."""
    names = district_communities(divisions)
    print(f"\n{DISTRICT}: {len(names)} communities, {N_DISTRICT} made-up households, {N_OFFICERS} officers, calls of "
          f"{CALL_S // 60} minutes, seed {SEED}\n")
    print("| calls a week | hours a week | when | feasible in 26 weeks | short h | 50 % met in week | 95 % in week "
          "(early, late) | met after 26 weeks |")
    print("|---|---|---|---|---|---|---|---|")
    for n_calls in (10, 30, 60):
        for when, share in (("by day", (1.0, 0.0, 0.0, 0.0)), ("as usual", SHARE), ("evenings", (0.2, 0.6, 0.1, 0.1))):
            half = plan_campaign(district(names, n_calls, share, 26))
            long = forecast(plan_campaign(district(names, n_calls, share, LONG_WEEKS)), seed=SEED, n_plays=60)
            weeks = [f"{w + 1}" if w is not None else f"after {LONG_WEEKS}" for w in long.week_of(0.95)]
            fifty = long.week_of(0.5)[1]
            print(f"| {n_calls} | {n_calls * CALL_S / 3600:.1f} | {when} | {'yes' if half.feasible else 'no'} | "
                  f"{half.shortage_s / 3600:.0f} | {'never' if fifty is None else fifty + 1} | {weeks[1]} "
                  f"({weeks[0]}, {weeks[2]}) | {100 * long.mean[25] / long.n_open:.0f} % |", flush=True)


def district_communities(divisions: Path) -> list[str]:
    """Return the communities and villages of the district by name."""
    with divisions.open(encoding="utf-8") as lines:
        return [row["name"] for row in csv.DictReader(lines) if row["county"] == DISTRICT and row["level"] == "village"]


def district(names: list[str], n_calls: int, share: tuple[float, ...], n_weeks: int) -> Campaign:
    """Return the district's campaign; each officer makes `n_calls` calls a week, in slots by `share`."""
    rng = np.random.default_rng(SEED)
    counts = np.rint(rng.dirichlet(np.full(len(names), 4.0)) * N_DISTRICT).astype(int)
    n_own = np.maximum(1, np.floor(counts / counts.sum() * N_OFFICERS)).astype(int)
    while n_own.sum() < N_OFFICERS:   # the others go where one officer has most doors
        n_own[int(np.argmax(counts / n_own))] += 1
    ends = np.cumsum(n_own)
    hours_s = np.rint(np.array(share) * n_calls * CALL_S).astype(np.int64)
    return Campaign(
        n_weeks=n_weeks, officers=tuple(f"o{i}" for i in range(int(ends[-1]))), slots=SLOTS, slot_worth=WORTH,
        hours_s=np.broadcast_to(hours_s, (int(ends[-1]), n_weeks, 4)).copy(), rule=CallRule(kept_weeks=13), helpers={},
        owners={f"{i}": tuple(range(int(ends[i] - n_own[i]), int(ends[i]))) for i in range(len(names))},
        groups=tuple(Group(community=f"{i}", kind="flat", n_open_by_calls=(int(n),), service_s=CALL_S, chance=START[0],
                           slots=(0, 1, 2, 3), first_week=0, last_week=n_weeks - 1) for i, n in enumerate(counts)))


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
