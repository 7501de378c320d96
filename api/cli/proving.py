"""What commands say of a proven bound."""

from __future__ import annotations

from api.cli.speak import Speaker
from api.usecases.proof import Proof
from planner.model import Bound
from planner.sentence import say


def say_proof(proof: Proof | None, out: Speaker, *, wanted: bool) -> None:
    """Say what is proven; without a bound nothing is claimed, but if one was wanted, that there is none."""
    if proof is not None:
        out.say(proof.sentence)
    elif wanted:
        out.progress(say("no bound was proven in the time given, so nothing is said about the best possible"))


def bound_figures(bound: Bound | None, proof: Proof | None) -> dict[str, object] | None:
    """Return the figures of a bound for programs; None without one."""
    if bound is None or proof is None:
        return None
    return {"prize_at_most": bound.prize_at_most, "method": bound.method, **proof_figures(proof)}


def proof_figures(proof: Proof) -> dict[str, object]:
    """Return what is proven for programs: percent of the best possible, and whether it is the best."""
    return {"at_least_percent": proof.at_least_percent, "is_best": proof.is_best}
