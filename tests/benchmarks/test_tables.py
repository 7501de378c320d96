"""The tables of the benchmarks, from lines as compare.py prints them; nothing is timed here."""

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


def test_the_worst_table_tells_a_miss_of_prize_and_of_travel():
    text = worst([one_cell()], kind_of={"grid-S-seed31": "S"}, targets={"S": 1.0})
    assert text.splitlines()[-1] == "| S | 5 | 2 | 0.9900 | 1.000 | **no** | 1.100 | **no** | 0 |"


def test_the_table_of_weeks_shows_every_seed():
    row = comparison([one_cell()]).splitlines()[-1]
    assert row == ("| grid-S-seed31 | 5 | 1010 (550), 990 (400) | 1000 (500) pyvrp-warm | 1.0100, 0.9900 | 1.100 | 0 "
                   "| 6.5 |")


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
