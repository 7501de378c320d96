"""What a campaign's answer says, in sentences and as figures."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from api.usecases.plan_campaign import WANTED, CampaignAnswer
from planner.campaign.cures import Cure, CureKind, short_communities, short_officers
from planner.campaign.forecast import Forecast
from planner.campaign.plan import CampaignPlan
from planner.model import HOUR_S
from planner.sentence import Sentence, say

NAMED = 6
"""Communities and officers named in a sentence; pages and --json have all."""


def answer_sentences(answer: CampaignAnswer) -> Iterator[Sentence]:
    """Yield the truth about the hours first, then when the goal is reached, then what mends a shortage."""
    yield _hours_said(answer)
    yield from _low_said(answer)
    if answer.plan.certificate is not None:
        yield _proof_said(answer)
    yield _forecast_said(answer)
    yield _wanted_said(answer)
    yield from map(cure_said, answer.cures)


def short_answer(answer: CampaignAnswer) -> tuple[Sentence, ...]:
    """Return the truth about the hours, when the goal is reached, and what the deadline will see; no proof, no cure."""
    return _hours_said(answer), *_low_said(answer), _wanted_said(answer), _forecast_said(answer)


def _hours_said(answer: CampaignAnswer) -> Sentence:
    plan = answer.plan
    if plan.feasible:
        return say("the hours suffice: every door gets the calls it is expected to need by {deadline}; they take "
                   "{hours} h of {all} h", deadline=answer.deadline, hours=round(plan.used_s().sum() / HOUR_S),
                   all=round(plan.campaign.hours_s.sum() / HOUR_S))
    if plan.shortage_s == 0 and not plan.n_unplaced_by_group.any():
        return say("the hours suffice in sum, but they lie in weeks in which too few doors may be called at: about {n} "
                   "doors would be missed", n=max(1, round(plan.n_lost)))
    if plan.shortage_s == 0:
        return say("the hours suffice on paper, but {n} calls fit into no officer's week as a whole",
                   n=int(plan.n_unplaced_by_group.sum()))
    return say("the hours do not suffice by {deadline}: {short} h are missing (hours of weekdays by day)",
               deadline=answer.deadline, short=hours_short(answer))


def _low_said(answer: CampaignAnswer) -> Iterator[Sentence]:
    """Yield what follows if people are at home less often than believed; nothing when it is short as it is."""
    low = answer.low
    if low is not None and low.feasible:
        yield say("they suffice too if people are found at home less often, as in one of ten such stations")
    elif low is not None and not low.shortage_s:
        yield say("if people are found at home less often, as in one of ten such stations, the hours suffice in sum, "
                  "but not every call fits into a week of somebody")
    elif low is not None:
        yield say("if people are found at home less often, as in one of ten such stations, {short} h are missing "
                  "(hours of weekdays by day), in {communities}",
                  short=_hours_short(low), communities=_some(short_communities(low)) or "-")


def _proof_said(answer: CampaignAnswer) -> Sentence:
    certificate = answer.plan.certificate
    assert certificate is not None
    officers = [answer.plan.campaign.officers[o] for o in short_officers(answer.plan)]
    return say("if the chances of finding people hold, this is proven: the calls that doors in {communities} may need "
               "take {demand} h, and there is room for {capacity} h of them (officers {officers}; hours of weekdays by "
               "day)",
               communities=_some(short_communities(answer.plan)), officers=_some(officers),
               demand=round(certificate.demand_s / HOUR_S), capacity=round(certificate.capacity_s / HOUR_S))


def _some(names: list[str]) -> str:
    more = "" if len(names) <= NAMED else f" … ({len(names)})"
    return ", ".join(names[:NAMED]) + more


def _forecast_said(answer: CampaignAnswer) -> Sentence:
    low, high = answer.forecast.interval(answer.plan.campaign.n_weeks - 1)
    return say("by {deadline} about {n} of {all} doors will have been met ({low} to {high} in eight campaigns of ten)",
               deadline=answer.deadline, n=answer.n_expected, all=answer.n_met + answer.forecast.n_open,
               low=answer.n_met + round(low), high=answer.n_met + round(high))


def _wanted_said(answer: CampaignAnswer) -> Sentence:
    early, middle, late = answer.weeks_to_wanted
    if middle is None:
        return say("{share} % of the doors that can be met are not reached within three years at these hours",
                   share=round(100 * WANTED))
    if late is None:
        return say("{share} % of the doors that can be met are reached after {weeks} weeks, in week {name}; it may "
                   "take more than three years", share=round(100 * WANTED), weeks=middle,
                   name=answer.week_name(middle - 1))
    return say("{share} % of the doors that can be met are reached after {weeks} weeks, in week {name} ({early} to "
               "{late} weeks)", share=round(100 * WANTED), weeks=middle, name=answer.week_name(middle - 1), early=early,
               late=late)


def cure_said(cure: Cure) -> Sentence:
    """Return a cure in words."""
    who = _some(list(cure.officers))
    if cure.kind is CureKind.HOURS:
        return say("it would suffice: {n} % more hours for officers {who}", n=cure.amount, who=who)
    if cure.kind is CureKind.OFFICERS:
        return say("it would suffice: {n} officers with free hours help there: {who}", n=cure.amount, who=who)
    if cure.kind is CureKind.EVENINGS:
        return say("it would suffice: {n} evening shifts of three hours more each week, among officers {who}",
                   n=cure.amount, who=who)
    return say("it would suffice: a deadline {n} weeks later", n=cure.amount)


def hours_short(answer: CampaignAnswer) -> float:
    """Return the missing hours of weekdays by day, to a tenth, never 0 when some are missing."""
    return _hours_short(answer.plan)


def _hours_short(plan: CampaignPlan) -> float:
    short = plan.shortage_s
    return max(0.1, round(short / HOUR_S, 1)) if short else 0.0


def worst_share(brings: Forecast) -> float:
    """Return the smallest expected share of a community's open doors, to a thousandth, rounded down: 1 means all."""
    return math.floor(1000 * min(brings.by_community.values(), default=1.0)) / 1000


def campaign_figures(answer: CampaignAnswer) -> dict[str, Any]:
    """Return the answer for programs."""
    plan, doors = answer.plan, answer.input.doors
    low, high = answer.forecast.interval(plan.campaign.n_weeks - 1)
    early, middle, late = answer.weeks_to_wanted
    return {
        "feasible": plan.feasible, "shortage_h": hours_short(answer),
        "feasible_at_low_chances": answer.low is not None and answer.low.feasible,
        "shortage_h_at_low_chances": None if answer.low is None else _hours_short(answer.low),
        "reachable": answer.n_reachable,
        "contacted": answer.n_met, "contacted_by_deadline": answer.n_expected,
        "contacted_by_deadline_interval": [doors.n_met + round(low), doors.n_met + round(high)],
        "deadline": answer.deadline, "deadline_week": answer.week_name(plan.campaign.n_weeks - 1),
        "weeks_left": plan.campaign.n_weeks, "hours_used": round(float(plan.used_s().sum()) / HOUR_S, 1),
        "hours": round(float(plan.campaign.hours_s.sum()) / HOUR_S, 1),
        "worst_community_share": worst_share(answer.forecast),
        "weeks_to_95": {"early": early, "middle": middle, "late": late},
        "homes": doors.n_homes, "open": answer.forecast.n_open - doors.n_given_up, "quiet": doors.n_quiet,
        "given_up": doors.n_given_up, "unplaced": doors.n_unplaced,
        "unplaced_calls": int(plan.n_unplaced_by_group.sum()), "short_communities": short_communities(plan),
        "short_officers": [plan.campaign.officers[o] for o in short_officers(plan)],
        "cures": [{"kind": cure.kind.value, "amount": cure.amount, "officers": list(cure.officers)}
                  for cure in answer.cures],
        "quotas": quota_rows(answer), "curve": curve_rows(answer),
    }


def quota_rows(answer: CampaignAnswer) -> list[dict[str, Any]]:
    """Return calls by officer, week and community; whole calls, nobody's door is named."""
    campaign = answer.plan.campaign
    rows: dict[tuple[str, int, str], int] = {}
    for g, o, w, _, n in answer.plan.quotas.tolist():
        key = campaign.officers[o], w, campaign.groups[g].community
        rows[key] = rows.get(key, 0) + n
    return [{"officer": officer, "week": answer.week_name(w), "community": community, "calls": n}
            for (officer, w, community), n in sorted(rows.items())]


def curve_rows(answer: CampaignAnswer) -> list[dict[str, Any]]:
    """Return the doors met by the end of each week, with the interval."""
    rows = []
    for week, mean in enumerate(answer.forecast.mean.tolist()):
        low, high = answer.forecast.interval(week)
        rows.append({"week": answer.week_name(week), "met": answer.n_met + round(mean),
                     "low": answer.n_met + round(low), "high": answer.n_met + round(high)})
    return rows
