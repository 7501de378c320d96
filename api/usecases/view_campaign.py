"""What the commander sees of the campaign: whether the hours suffice, the curve, quotas, fairness, cures, chances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.usecases.campaign_curve import CurveRow, curve_of, expected_on
from api.usecases.campaign_words import cure_said, short_answer
from api.usecases.plan_campaign import CampaignAnswer
from api.usecases.view_chances import ChanceRow, QuarterRow, quarter_chances, station_chances
from api.usecases.what_if import Change
from planner.campaign.cures import Cure, CureKind, short_communities, short_officers
from planner.model import HOUR_S
from planner.sentence import Sentence, say

N_WEEKS = 8
"""Weeks of quotas shown: two months; later ones change with every Monday's plan anyway."""

@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """The certificate in words: these calls take `demand_h` hours, and there is room for `capacity_h` of them.

    `weeks`: the `n_weeks` weeks of that room, those that follow each other as "first – last".
    """

    communities: tuple[str, ...]
    officers: tuple[str, ...]
    weeks: tuple[str, ...]
    n_weeks: int
    demand_h: int
    capacity_h: int
    n_unplaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaRow:
    """Whole calls of one officer, week by week."""

    officer: str
    calls: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityRow:
    """Doors of a community still to be met, and how many of them are expected to be met by the deadline."""

    community: str
    n_open: int
    share: float

    @property
    def n_expected(self) -> int:
        """Open doors that are expected to be met."""
        return round(self.share * self.n_open)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignView:
    """Everything on the campaign's page. `n_expected` doors would be met by today at an even pace to the deadline."""

    answer: CampaignAnswer
    today: date
    said: tuple[Sentence, ...]
    n_expected: int
    curve: tuple[CurveRow, ...]
    shortage: Shortage | None
    cures: tuple[tuple[Sentence, Change], ...]
    weeks: tuple[str, ...]
    quotas: tuple[QuotaRow, ...]
    communities: tuple[CommunityRow, ...]
    chances: tuple[ChanceRow, ...]
    quarters: tuple[QuarterRow, ...]

    @property
    def worst(self) -> CommunityRow | None:
        """The community of which the smallest share is expected to be met; the first by name of equal ones."""
        return min(self.communities, key=lambda row: row.share, default=None)


def view_campaign(answer: CampaignAnswer, *, today: date) -> CampaignView:
    """Return the campaign's page on a day. Officers stand by number and communities by name: no order of merit."""
    n_weeks = min(N_WEEKS, answer.input.campaign.n_weeks)
    return CampaignView(
        answer=answer, today=today, said=short_answer(answer),
        n_expected=expected_on(answer, today), curve=tuple(curve_of(answer, today=today)),
        shortage=None if answer.plan.feasible else _shortage(answer),
        cures=tuple((cure_said(cure), _change_of(cure)) for cure in answer.cures),
        weeks=tuple(answer.week_name(w) for w in range(n_weeks)), quotas=tuple(_quotas(answer, n_weeks)),
        communities=tuple(_communities(answer)), chances=tuple(station_chances(answer.input.chances)),
        quarters=tuple(quarter_chances(answer.input.chances, answer.input.campaign.owners)))


def change_said(change: Change) -> list[Sentence]:
    """Return what is changed, a sentence each; nothing for the campaign as it is."""
    hours = change.hours_percent
    rows = (
        (change.evenings, say("{n} evening shifts more each week", n=change.evenings)),
        (hours > 0, say("{n} % more hours for everybody", n=hours)),
        (hours < 0, say("{n} % fewer hours for everybody", n=-hours)),
        (change.helpers, say("{n} officers with free hours help", n=change.helpers)),
        (change.without, say("without {officers}", officers=", ".join(change.without))),
        (change.later_weeks, say("deadline {n} weeks later", n=change.later_weeks)))
    return [sentence for told, sentence in rows if told]


def _change_of(cure: Cure) -> Change:
    """Return the what-if of a cure; more hours are then given to everybody, not only to those who are short."""
    match cure.kind:
        case CureKind.HOURS:
            return Change(hours_percent=cure.amount)
        case CureKind.OFFICERS:
            return Change(helpers=cure.amount)
        case CureKind.EVENINGS:
            return Change(evenings=cure.amount)
        case CureKind.LATER:
            return Change(later_weeks=cure.amount)


def _shortage(answer: CampaignAnswer) -> Shortage:
    plan, certificate = answer.plan, answer.plan.certificate
    weeks = [] if certificate is None else sorted({*certificate.hours[:, 1].tolist(),
                                                              *certificate.full_weeks[:, 1].tolist()})
    return Shortage(
        communities=tuple(short_communities(plan)),
        officers=tuple(sorted(plan.campaign.officers[o] for o in short_officers(plan))),
        weeks=tuple(_spans(weeks, answer)), n_weeks=len(weeks),
        demand_h=0 if certificate is None else round(certificate.demand_s / HOUR_S),
        capacity_h=0 if certificate is None else round(certificate.capacity_s / HOUR_S),
        n_unplaced=int(plan.n_unplaced_by_group.sum()))


def _spans(weeks: list[int], answer: CampaignAnswer) -> Iterator[str]:
    """Yield runs of weeks by name."""
    starts = [w for w in weeks if w - 1 not in weeks]
    ends = [w for w in weeks if w + 1 not in weeks]
    for first, last in zip(starts, ends, strict=True):
        name = answer.week_name(first)
        yield name if first == last else f"{name} – {answer.week_name(last)}"


def _quotas(answer: CampaignAnswer, n_weeks: int) -> list[QuotaRow]:
    campaign = answer.plan.campaign
    calls = [[0] * n_weeks for _ in campaign.officers]
    for _, o, w, _, n in answer.plan.quotas.tolist():
        if w < n_weeks:
            calls[o][w] += n
    rows = [QuotaRow(officer=name, calls=tuple(row)) for name, row in zip(campaign.officers, calls, strict=True)]
    return sorted(rows, key=lambda row: row.officer)


def _communities(answer: CampaignAnswer) -> list[CommunityRow]:
    n_open: dict[str, int] = {}
    made = answer.input
    for group, is_counted in zip(made.campaign.groups, made.doors.counted, strict=True):
        if is_counted:
            n_open[group.community] = n_open.get(group.community, 0) + group.n_not_met
    return [CommunityRow(community=name, n_open=n_open[name], share=share)
            for name, share in sorted(answer.forecast.by_community.items())]
