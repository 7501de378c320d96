"""The commands on the campaign: plan, forecast, what-if."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import HERE, JsonOption, WorkspaceOption, speaker, workspace_in
from api.cli.speak import Speaker
from api.clock import today
from api.usecases.campaign_words import answer_sentences, campaign_figures, curve_rows
from api.usecases.plan_campaign import CampaignAnswer, answer_campaign
from api.usecases.scenario_files import read_scenarios, save_scenario, scenario_figures
from api.usecases.what_if import Change, Scenario, try_change
from api.week_name import monday_of, next_week
from api.workspace import Workspace
from planner.sentence import say

FINDING = 1
SHOWN_WEEKS = 30

campaign_app = typer.Typer(no_args_is_help=True, help="The campaign to its deadline: plan, forecast, what-if.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to the app."""
    app.add_typer(campaign_app, name="campaign")


@campaign_app.command("plan")
def plan(
    cures: Annotated[bool, typer.Option("--cures/--no-cures", help="Solve what would mend a shortage.")] = True,
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Say whether the hours suffice to meet every household by the deadline; if not, prove it and name a cure."""
    place, out = workspace_in(workspace), speaker(as_json)
    answer = _answer(place, with_cures=cures)
    _say_answer(answer, out)
    out.result(campaign_figures(answer))
    raise typer.Exit(0 if answer.plan.feasible else FINDING)


@campaign_app.command("forecast")
def forecast(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """Show how many doors will have been met by the end of each week, with an interval."""
    place, out = workspace_in(workspace), speaker(as_json)
    answer = _answer(place, with_cures=False)
    for row in curve_rows(answer)[:SHOWN_WEEKS]:
        out.say(say("{week}: {met} doors met ({low} to {high})", **row))
    _say_answer(answer, out)
    out.result(campaign_figures(answer))


@campaign_app.command("what-if")
def what_if(
    evenings: Annotated[int, typer.Option(min=0, help="Evening shifts of three hours more each week.")] = 0,
    hours: Annotated[int, typer.Option(help="Percent more hours for everybody; negative: fewer.")] = 0,
    without: Annotated[list[str] | None, typer.Option(help="An officer who is away; may be given again.")] = None,
    later: Annotated[int, typer.Option(min=0, help="Weeks by which the deadline is later.")] = 0,
    helpers: Annotated[int, typer.Option(min=0, help="Officers with free hours who help where hours are short.")] = 0,
    save: Annotated[str, typer.Option(help="Keep the result under this name.")] = "",
    workspace: WorkspaceOption = HERE, as_json: JsonOption = False,
) -> None:
    """Plan the campaign with a change and show it beside the one that is, and beside those kept."""
    place, out = workspace_in(workspace), speaker(as_json)
    day = today(place.settings.station.time_zone)
    answer = _answer(place, with_cures=False)
    rows = [try_change(answer, Change(), name="-", today=day)]
    change = Change(evenings=evenings, hours_percent=hours, without=tuple(without or ()), later_weeks=later,
                    helpers=helpers)
    if change != Change():
        rows.append(try_change(answer, change, name=save or "?", today=day))
        if save:
            save_scenario(place, rows[-1])
    rows += [kept for kept in read_scenarios(place) if kept.name != save]
    for row in rows:
        _say_scenario(row, out)
    out.result({"scenarios": [scenario_figures(row) for row in rows]})


def _answer(place: Workspace, *, with_cures: bool) -> CampaignAnswer:
    monday = monday_of(next_week(today(place.settings.station.time_zone)))
    return answer_campaign(place, monday=monday, with_cures=with_cures)


def _say_answer(answer: CampaignAnswer, out: Speaker) -> None:
    for sentence in answer_sentences(answer):
        out.say(sentence)
    for note in answer.notes:
        out.progress(note)


def _say_scenario(row: Scenario, out: Speaker) -> None:
    out.say(say("{name} ({day}): evenings {evenings}, hours {hours} %, helpers {helpers}, without {without}, "
                "{later} weeks later: {n} of {reachable} doors by the deadline ({low} to {high}), {short} h missing, "
                "95 % after {weeks} weeks",
                name=row.name, day=row.made_on, evenings=row.change.evenings, hours=row.change.hours_percent,
                helpers=row.change.helpers,
                without=", ".join(row.change.without) or "-", later=row.change.later_weeks,
                n=row.contacted_by_deadline, reachable=row.reachable, low=row.interval[0], high=row.interval[1],
                short=row.shortage_h, weeks="> 156" if row.weeks_to_95 is None else row.weeks_to_95))
