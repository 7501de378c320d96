"""What is claimed of a plan with a proven bound, and what is not."""

from api.usecases.proof import Proof, proof_of, proof_of_all
from planner.model import Bound


def test_a_plan_as_good_as_its_bound_is_called_the_best_possible() -> None:
    proof = proof_of(110, Bound(prize_at_most=110.001, method="lp"))
    assert proof is not None and proof.is_best and str(proof.sentence) == "the best possible (proven)"


def test_percents_are_rounded_down_so_that_only_all_of_it_is_100() -> None:
    assert str(Proof(99_999, 100_000).sentence) == "at least 99.9 % of the best possible (proven)"


def test_a_plan_that_misses_a_duty_some_shift_can_reach_is_not_called_the_best_possible() -> None:
    # a plan that serves one duty more may be possible; it would be the better one, whatever its prize
    proof = proof_of(110, Bound(prize_at_most=110.001, method="lp", n_spare=1))
    assert proof is not None and not proof.is_best
    assert str(proof.sentence) == (
        "at least 100.0 % of the prize of any plan that leaves out no more patrols and mandatory visits (proven)")


def test_teams_together_are_not_the_best_possible_when_one_of_them_may_miss_too_many_duties() -> None:
    together = proof_of_all([Proof(5, 5), Proof(7, 7, n_spare=1)])
    assert together == Proof(12, 12, n_spare=1) and not together.is_best
