"""From the lines of compare.py to the tables of the benchmark; no clock, no process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OURS = "PLANNER"
"""How compare.py calls the planner under test."""

PYVRP = "pyvrp"


@dataclass(frozen=True, slots=True)
class Run:
    """One refereed plan: a line of compare.py. `enough`: the prize that ours was asked for; None: all it finds."""

    week: str
    seconds: float
    solver: str
    seed: int
    ok: bool
    prize: int
    travel_s: int
    cpu_s: float | None
    enough: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """All plans of one week and time: ours by seed, and those of the peers that the referee accepts.

    `lean`: ours that were asked for the prize of PyVRP and no more.
    """

    week: str
    seconds: float
    ours: tuple[Run, ...]
    peers: tuple[Run, ...]
    lean: tuple[Run, ...] = ()

    @property
    def best_peer(self) -> Run | None:
        """The peer's plan of most prize, of several the one of least travel."""
        return max(self.peers, key=lambda run: (run.prize, -run.travel_s), default=None)

    @property
    def ratios(self) -> tuple[float, ...]:
        """Prize / best prize of a peer for each of our seeds; 0 for a plan that is not ok. None without a peer."""
        best = self.best_peer
        return tuple(run.prize / best.prize if run.ok else 0.0 for run in self.ours) if best and best.prize else ()

    @property
    def travel_ratios(self) -> tuple[float, ...]:
        """Travel / travel of PyVRP for each of our seeds whose prize is at least PyVRP's."""
        return tuple(run.travel_s / their.travel_s for run, their in self._pairs)

    @property
    def lean_ratios(self) -> tuple[float | None, ...]:
        """For each of `travel_ratios` the same of our plan asked for PyVRP's prize, where it has that much; or None."""
        return tuple(next((lean.travel_s / their.travel_s for lean in self.lean if lean.ok
                           and (lean.seed, lean.enough) == (run.seed, their.prize) and lean.prize >= their.prize), None)
                     for run, their in self._pairs)

    @property
    def best_travel_ratios(self) -> tuple[float, ...]:
        """The better of the two for each plan."""
        return tuple(min(plain, lean or plain)
                     for plain, lean in zip(self.travel_ratios, self.lean_ratios, strict=True))

    @property
    def to_be_lean(self) -> tuple[tuple[int, int], ...]:
        """The seeds of our plans that travel more than PyVRP's for no less prize, and the prize of PyVRP."""
        return tuple((run.seed, their.prize) for run, their in self._pairs if run.travel_s > their.travel_s)

    @property
    def _pairs(self) -> list[tuple[Run, Run]]:
        theirs = [run for run in self.peers if run.solver.startswith(PYVRP) and run.travel_s]
        return [(run, their) for run in self.ours for their in theirs if run.ok and run.prize >= their.prize]


def read_runs(lines: Iterable[str]) -> list[Run]:
    """Read the rows of compare.py's markdown; other lines are passed over."""
    runs = []
    for line in lines:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) < 9 or cells[0] == "week" or cells[4] not in ("ok", "NOT OK"):
            continue
        runs.append(Run(week=cells[0], seconds=float(cells[1]), solver=cells[2], seed=int(cells[3]),
                        ok=cells[4] == "ok", prize=int(cells[5]), travel_s=int(cells[6]),
                        cpu_s=None if cells[8] == "-" else float(cells[8])))
    return runs


def cells_of(runs: Sequence[Run]) -> list[Cell]:
    """Gather runs by week and seconds, in the order they came."""
    keys = dict.fromkeys((run.week, run.seconds) for run in runs)
    return [Cell(week, seconds,
                 ours=tuple(r for r in mine if r.enough is None), lean=tuple(r for r in mine if r.enough is not None),
                 peers=tuple(r for r in runs if (r.week, r.seconds) == (week, seconds) and r.solver != OURS and r.ok))
            for week, seconds in keys
            for mine in [[r for r in runs if (r.week, r.seconds) == (week, seconds) and r.solver == OURS]]]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A markdown table."""
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))


def comparison(cells: Iterable[Cell]) -> str:
    """The table of weeks: our prize and travel by seed, the best peer, and how they compare."""
    return table(("week", "s", "ours: prize (travel)", "best peer: prize (travel)", "ratio",
                  "travel / PyVRP", "travel / PyVRP at its prize", "not ok", "CPU s, ours"), map(_row, cells))


def _row(cell: Cell) -> list[str]:
    best = cell.best_peer
    spent = [run.cpu_s for run in (*cell.ours, *cell.lean) if run.cpu_s is not None]
    return [cell.week, f"{cell.seconds:g}", ", ".join(f"{run.prize} ({run.travel_s})" for run in cell.ours),
            f"{best.prize} ({best.travel_s}) {best.solver}" if best else "none",
            ", ".join(f"{ratio:.4f}" for ratio in cell.ratios) or "-",
            ", ".join(f"{ratio:.3f}" for ratio in cell.travel_ratios) or "-",
            ", ".join(f"{ratio:.3f}" if ratio else "-" for ratio in cell.lean_ratios) or "-",
            str(sum(not run.ok for run in (*cell.ours, *cell.lean))), f"{max(spent):.1f}" if spent else "-"]


def worst(cells: Iterable[Cell], *, kind_of: dict[str, str], targets: dict[str, float]) -> str:
    """The table of worst figures for each kind of week and time, beside what was asked for.

    Of travel the better of two is taken for each plan: as planned, or asked for PyVRP's prize and no more.
    """
    groups: dict[tuple[str, float], list[Cell]] = {}
    for cell in cells:
        groups.setdefault((kind_of[cell.week], cell.seconds), []).append(cell)
    rows = []
    for (kind, seconds), group in sorted(groups.items()):
        ratios = [ratio for cell in group for ratio in cell.ratios]
        travel = [ratio for cell in group for ratio in cell.best_travel_ratios]
        refused = sum(not run.ok for cell in group for run in (*cell.ours, *cell.lean))
        rows.append([kind, f"{seconds:g}", str(len(ratios)), f"{min(ratios):.4f}" if ratios else "-",
                     f"{targets[kind]:.3f}", reached(min(ratios, default=0.0) >= targets[kind]),
                     f"{max(travel):.3f}" if travel else "-", reached(max(travel) <= 1.0) if travel else "-",
                     str(refused)])
    return table(("weeks", "s", "plans", "worst ratio", "asked", "reached", "worst travel / PyVRP",
                  "at most 1",
                  "not ok"), rows)


def credit(cells: Iterable[Cell], still: str) -> str:
    """Our prize in presence weeks beside that in the same weeks (name + `still`) where no visit counts for a patrol."""
    runs = {(run.week, run.seconds, run.seed): run for cell in cells for run in cell.ours}
    rows = []
    for (week, seconds, seed), run in runs.items():
        held = runs.get((week + still, seconds, seed))
        if held is not None and held.prize:
            rows.append([week, f"{seconds:g}", str(seed), str(run.prize), str(held.prize),
                         f"{run.prize / held.prize:.4f}"])
    return table(("week", "s", "seed", "prize with credit", "held still", "ratio"), rows)


def reached(yes: bool) -> str:
    """How a table says whether a figure is as asked."""
    return "yes" if yes else "**no**"
