"""What if: the campaign with other hours, fewer officers or a later date, beside the one that is, saved to compare."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from api.errors import WrongUse
from api.usecases.campaign_words import hours_short
from api.usecases.plan_campaign import EVENING_S, EVENING_SLOT, SEED, CampaignAnswer, weeks_to
from api.workspace import Workspace
from gisdata.files import replace_text
from planner.campaign import Campaign
from planner.campaign.changes import extend, more_hours, with_evenings, without_officers
from planner.campaign.cures import short_officers
from planner.campaign.forecast import forecast
from planner.campaign.plan import plan_campaign
from planner.model import HOUR_S

FOLDER = "what_if"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is changed: evening shifts a week more, percent more (or fewer) hours, officers away, weeks later."""

    evenings: int = 0
    hours_percent: int = 0
    without: tuple[str, ...] = ()
    later_weeks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A change with what came of it. `made_on`: the day; figures of different days have other doors open."""

    name: str
    made_on: date
    change: Change
    feasible: bool
    shortage_h: float
    reachable: int
    contacted_by_deadline: int
    interval: tuple[int, int]
    weeks_to_95: int | None
    hours_used: float
    worst_community_share: float


def try_change(answer: CampaignAnswer, change: Change, *, name: str, today: date) -> Scenario:
    """Return the campaign of `answer` after a change, planned and played anew, nothing saved.

    Raises WrongUse for officers the campaign does not know, or numbers that are no change.
    """
    campaign = _changed(answer, change)
    plan = plan_campaign(campaign)
    brings = forecast(plan, seed=SEED, counted=answer.input.doors.counted)
    low, high = brings.interval(campaign.n_weeks - 1)
    changed = replace(answer, plan=plan, forecast=brings)
    return Scenario(
        name=name, made_on=today, change=change, feasible=plan.feasible, shortage_h=hours_short(changed),
        reachable=changed.n_reachable, contacted_by_deadline=changed.n_expected,
        interval=(answer.n_met + round(low), answer.n_met + round(high)),
        weeks_to_95=weeks_to(answer.input, campaign, brings)[1],
        hours_used=round(float(plan.used_s().sum()) / HOUR_S, 1),
        worst_community_share=round(min(brings.by_community.values(), default=1.0), 3))


def _changed(answer: CampaignAnswer, change: Change) -> Campaign:
    campaign = answer.input.campaign
    number = {officer: o for o, officer in enumerate(campaign.officers)}
    unknown = [officer for officer in change.without if officer not in number]
    if unknown:
        raise WrongUse("officer {officer} is not among the officers", officer=unknown[0])
    if not -100 < change.hours_percent <= 1000 or change.evenings < 0 or change.later_weeks < 0:
        raise WrongUse("a change needs evenings and weeks of 0 or more, and hours between -99 and 1000 percent")
    everyone = range(len(campaign.officers))
    campaign = without_officers(campaign, [number[officer] for officer in change.without])
    campaign = more_hours(campaign, list(everyone), change.hours_percent)
    first = short_officers(answer.plan)
    order = (*first, *(o for o in everyone if o not in first))
    there = [o for o in order if campaign.officers[o] not in change.without]
    if change.evenings and there:
        campaign = with_evenings(campaign, there, change.evenings, (EVENING_SLOT, EVENING_S))
    return extend(campaign, change.later_weeks) if change.later_weeks else campaign


def save_scenario(workspace: Workspace, scenario: Scenario) -> None:
    """Keep a scenario in the workspace under its name; one of the same name is replaced."""
    if not re.fullmatch(r"[\w .-]{1,60}", scenario.name) or scenario.name.startswith("."):
        raise WrongUse("{name} is no name for a scenario: letters, digits, spaces, dots and dashes, 60 at most",
                       name=scenario.name)
    folder = workspace.folder / FOLDER
    folder.mkdir(exist_ok=True)
    replace_text(folder / f"{scenario.name}.json",
                 json.dumps(scenario_figures(scenario), ensure_ascii=False, indent=1, default=str))


def read_scenarios(workspace: Workspace) -> list[Scenario]:
    """Return the scenarios kept, by name; raises WrongUse naming a file that is none."""
    return list(_read(workspace))


def _read(workspace: Workspace) -> Iterable[Scenario]:
    for path in sorted((workspace.folder / FOLDER).glob("*.json")):
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            change = Change(**{**raw.pop("change"), "without": tuple(raw["without"])})
            del raw["without"]
            yield Scenario(**{**raw, "change": change, "interval": tuple(raw["interval"]),
                              "made_on": date.fromisoformat(raw["made_on"])})
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            raise WrongUse("{file} is no scenario of this program; delete it, or save the scenario again",
                           file=path.name) from None


def scenario_figures(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario for programs and for its file."""
    figures = asdict(scenario)
    figures["without"] = list(figures["change"].pop("without"))
    return figures
