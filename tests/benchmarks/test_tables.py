"""The tables of the benchmarks, from lines as compare.py prints them; nothing is timed here."""

from dataclasses import replace

import pytest

from tests.benchmarks.tables import cells_of, comparison, credit, read_runs, worst
from tests.benchmarks.toptw import Known, Row, page

LINES = """
| week | s | solver | seed | ok | prize | travel | visits | cpu | gap | note |
|---|---|---|---|---|---|---|---|---|---|---|
| grid-S-seed31 | 5 | ortools-warm | 0 | ok | 980 | 700 | 9 | 5.0 | - |  |
| grid-S-seed31 | 5 | pyvrp-warm | 1 | ok | 1000 | 500 | 9 | 5.1 | - |  |
| grid-S-seed31 | 5 | vroom | 0 | NOT OK | 2000 | 400 | 9 | 5.1 | - | 3 faults: patrol p7 is mandatory and not served |
| grid-S-seed31 | 5 | PLANNER | 1 | ok | 1010 | 550 | 9 | - | - |  |
| grid-S-seed31 | 5 | PLANNER | 2 | ok | 990 | 400 | 9 | 6.5 | - |  |
""".strip().splitlines()


def one_cell(*more):
    (cell,) = cells_of(read_runs([*LINES, *more]))
    return cell


def test_a_refused_plan_of_a_peer_is_not_its_best():
    assert one_cell().best_peer.prize == 1000


def test_of_equal_prizes_the_peer_with_less_travel_is_the_best():
    better = "| grid-S-seed31 | 5 | vroom | 0 | ok | 1000 | 450 | 9 | 5.1 | - |  |"
    assert one_cell(better).best_peer.travel_s == 450


def test_each_seed_of_ours_is_held_against_the_best_peer():
    assert one_cell().ratios == (1.01, 0.99)


def test_a_plan_of_ours_with_a_fault_counts_as_nothing():
    faulty = "| grid-S-seed31 | 5 | PLANNER | 3 | NOT OK | 3000 | 1 | 9 | 5.1 | - | 1 faults: x |"
    assert one_cell(faulty).ratios[-1] == 0.0


def test_travel_is_compared_only_where_our_prize_is_not_below_that_of_pyvrp():
    assert one_cell().travel_ratios == (1.1,)


def lean_cell(prize, travel_s, ok="ok"):
    """The cell with a second plan of seed 1 that was asked for the prize of PyVRP."""
    line = f"| grid-S-seed31 | 5 | PLANNER | 1 | {ok} | {prize} | {travel_s} | 9 | 5.0 | - |  |"
    (lean,) = read_runs([line])
    (cell,) = cells_of([*read_runs(LINES), replace(lean, enough=1000)])
    return cell


def test_only_a_plan_that_travels_more_for_no_less_prize_is_asked_to_be_lean():
    assert one_cell().to_be_lean == ((1, 1000),)


def test_a_lean_plan_is_no_plan_of_most_prize():
    assert lean_cell(1000, 450).ratios == one_cell().ratios


@pytest.mark.parametrize(("prize", "travel_s", "ok", "lean", "best"), [
    (1000, 450, "ok", 0.9, 0.9), (1001, 600, "ok", 1.2, 1.1),
    (999, 450, "ok", None, 1.1), (1000, 450, "NOT OK", None, 1.1),
])
def test_the_better_travel_counts_if_the_lean_plan_has_the_prize_and_no_fault(prize, travel_s, ok, lean, best):
    cell = lean_cell(prize, travel_s, ok)
    assert cell.lean_ratios == (lean,) and cell.best_travel_ratios == (best,)
    text = worst([cell], kind_of={"grid-S-seed31": "S"}, targets={"S": 1.0})
    assert f"| {best:.3f} | {'yes' if best <= 1 else '**no**'} | {int(ok != 'ok')} |" in text


def test_the_worst_table_tells_a_miss_of_prize_and_of_travel():
    text = worst([one_cell()], kind_of={"grid-S-seed31": "S"}, targets={"S": 1.0})
    assert text.splitlines()[-1] == "| S | 5 | 2 | 0.9900 | 1.000 | **no** | 1.100 | **no** | 0 |"


def test_the_table_of_weeks_shows_every_seed():
    row = comparison([one_cell()]).splitlines()[-1]
    assert row == ("| grid-S-seed31 | 5 | 1010 (550), 990 (400) | 1000 (500) pyvrp-warm | 1.0100, 0.9900 | 1.100 | - "
                   "| 0 | 6.5 |")


def test_a_week_without_a_plan_of_a_peer_has_no_ratio():
    (cell,) = cells_of(read_runs(LINES[5:]))
    assert "| none | - | - |" in comparison([cell])


def test_the_credit_is_the_prize_against_the_same_week_held_still():
    still = "| grid-S-seed31-still | 5 | PLANNER | 1 | ok | 1000 | 5 | 9 | 6.5 | - |  |"
    rows = credit(cells_of(read_runs([*LINES, still])), "-still").splitlines()[2:]
    assert rows == ["| grid-S-seed31 | 5 | 1 | 1010 | 1000 | 1.0100 |"]


@pytest.mark.parametrize(("prize", "answer"), [(320, "| 1 | 1 | 100% | yes |"), (319, "| 0 | 1 | 100% | **no** |")])
def test_one_path_is_asked_for_the_optimum_itself(prize, answer):
    row = Row(Known("c101", 1, 320, proven=True), prizes=(320, prize), work=(9, 9))
    assert answer in page([row], 20, "1,2")


def test_every_row_that_falls_short_is_named():
    rows = [Row(Known("r101", paths, 611, proven=False), (prize,), (9,)) for paths, prize in ((2, 611), (4, 610))]
    assert "Short of the known value: r101 with 4." in page(rows, 20, "1")
