"""Results of simulated campaigns: one table, and one picture of the curves."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from gisdata.files import replace_text

COLUMNS = ("policy", "seed", "weeks", "households", "reachable", "contacted", "share", "worst_community_share",
           "hours_used", "calls", "lost_calls", "duties_missed", "week_of_95", "feasible", "shortage_h")

WIDTH, HEIGHT, EDGE = 900, 480, 60

COLOURS = {"huhu": "#0b5cad", "nearest": "#d55e00", "list": "#009e73", "once": "#7a7a7a"}
"""Of the palette of Okabe and Ito, which colour-blind readers can tell apart."""


def write_results(runs: Sequence[dict[str, Any]], folder: Path) -> tuple[Path, Path]:
    """Write `results.csv`, one row a run, and `curves.svg`, doors met week by week; return both."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [",".join(COLUMNS), *(",".join("" if run[c] is None else str(run[c]) for c in COLUMNS) for run in runs)]
    replace_text(folder / "results.csv", "\n".join(rows) + "\n")
    replace_text(folder / "curves.svg", draw_curves(runs))
    return folder / "results.csv", folder / "curves.svg"


def draw_curves(runs: Sequence[dict[str, Any]]) -> str:
    """Return an SVG of the doors met by the end of each week, one line a run, a dashed line at what can be met."""
    n_weeks = max(len(run["curve"]) for run in runs)
    most = max(int(run["households"]) for run in runs)

    def x(week: float) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * week / n_weeks

    def y(n: float) -> float:
        return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * n / most

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
             f'font-size="13"><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    for step in range(0, 101, 25):
        at = y(most * step / 100)
        parts.append(f'<path d="M{EDGE} {at:.1f}H{WIDTH - EDGE}" stroke="#ddd"/>'
                     f'<text x="{EDGE - 8}" y="{at + 4:.1f}" text-anchor="end">{round(most * step / 100)}</text>')
    for week in range(0, n_weeks + 1, max(1, n_weeks // 13)):
        parts.append(f'<text x="{x(week):.1f}" y="{HEIGHT - EDGE + 20}" text-anchor="middle">{week}</text>')
    reach = sum(run["reachable"] for run in runs) / len(runs)
    parts.append(f'<path d="M{EDGE} {y(reach):.1f}H{WIDTH - EDGE}" stroke="#333" stroke-dasharray="6 4"/>')
    for run in runs:
        line = " ".join(f"{x(week):.1f},{y(n):.1f}" for week, n in enumerate([0, *run["curve"]]))
        parts.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[run["policy"]]}" stroke-width="2" '
                     f'stroke-opacity="0.75"/>')
    for i, policy in enumerate(dict.fromkeys(run["policy"] for run in runs)):
        parts.append(f'<text x="{EDGE + 12}" y="{EDGE + 18 * i}" fill="{COLOURS[policy]}" font-weight="bold">'
                     f'{escape(policy)}</text>')
    return "".join([*parts, "</svg>\n"])
