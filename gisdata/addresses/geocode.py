"""Gives households without a point the point of their door; what is not sure goes to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gisdata.addresses.answers import Answer, Answers, Ground
from gisdata.addresses.decisions import as_decided, decision_key
from gisdata.records import AddressDecision, AddressPoint, Household, Located, ReviewItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Geocoded:
    """All households in the order given, those to be reviewed still without a point, and how each was located.

    `counts` has every way of being located; its values add up to the number of households. `not_existing` are the
    ids of households at doors that a person has found not to exist; they have no point and no review item.
    """

    households: tuple[Household, ...]
    review: tuple[ReviewItem, ...]
    counts: Mapping[Located, int]
    not_existing: tuple[str, ...] = ()


def geocode(
    households: Iterable[Household], ground: Ground | Iterable[AddressPoint],
    decisions: Iterable[AddressDecision] = (),
) -> Geocoded:
    """Return the households with points where the address is sure, and a review item for each of the others.

    Only households that are NOWHERE are touched. What a person decided about the same door comes first (DECIDED). The
    steps are those of `Answers`: the whole text, name and number,
    a name that can only be a misspelling of one known name, a number between two near neighbours, a named building.
    The middle of a community is no door: it goes to review, and so does a wrong or unclear number.
    """
    answers = Answers(ground if isinstance(ground, Ground) else Ground(address_points=tuple(ground)))
    decided = {decision.decision_key: decision for decision in decisions}
    placed: list[Household] = []
    not_existing: list[str] = []
    review: list[ReviewItem] = []
    for household in households:
        if household.located is not Located.NOWHERE:
            placed.append(household)
            continue
        decision = decided.get(decision_key(household.address, household.community)) if decided else None
        if decision is not None:
            placed.append(as_decided(household, decision))
            not_existing += [] if decision.exists else [household.household_id]
            continue
        answer = answers.to(household.address, household.community)
        placed.append(_placed(household, answer))
        if not answer.is_sure:
            review.append(ReviewItem(
                household_id=household.household_id, address=household.address,
                why=str(answer.why), candidates=answer.candidates,
            ))
    counts = Counter(household.located for household in placed)
    return Geocoded(
        households=tuple(placed), review=tuple(review), counts={how: counts[how] for how in Located},
        not_existing=tuple(not_existing),
    )


def _placed(household: Household, answer: Answer) -> Household:
    if not answer.is_sure:
        return household
    return replace(household, lon_deg=answer.lon_deg, lat_deg=answer.lat_deg, located=answer.located)
