"""Scenarios kept in the workspace, one small file each, to be compared on another day."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from api.errors import WrongUse
from api.usecases.what_if import Change, Scenario, check_change
from api.workspace import Workspace
from gisdata.errors import NotFound
from gisdata.files import replace_text

FOLDER = "what_if"


def save_scenario(workspace: Workspace, scenario: Scenario) -> None:
    """Keep a scenario in the workspace under its name; one of the same name is replaced."""
    path = _path(workspace, scenario.name)
    path.parent.mkdir(exist_ok=True)
    replace_text(path, json.dumps(scenario_figures(scenario), ensure_ascii=False, indent=1, default=str))


def delete_scenario(workspace: Workspace, name: str) -> None:
    """Delete the scenario of a name. Raises NotFound when there is none."""
    try:
        _path(workspace, name).unlink()
    except FileNotFoundError:
        raise NotFound("there is no scenario {name}", name=name) from None


def _path(workspace: Workspace, name: str) -> Path:
    if not re.fullmatch(r"[\w .-]{1,60}", name) or name.startswith("."):
        raise WrongUse("{name} is no name for a scenario: letters, digits, spaces, dots and dashes, 60 at most",
                       name=name)
    return workspace.folder / FOLDER / f"{name}.json"


def read_scenarios(workspace: Workspace) -> list[Scenario]:
    """Return the scenarios kept, by name; raises WrongUse naming a file that is none."""
    return [_read(path) for path in sorted((workspace.folder / FOLDER).glob("*.json"))]


def _read(path: Path) -> Scenario:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        change = Change(**{**raw.pop("change"), "without": tuple(map(str, raw.pop("without")))})
        low, high = raw["interval"]
        made = Scenario(**{**raw, "name": path.stem, "change": change, "interval": (int(low), int(high)),
                           "made_on": date.fromisoformat(raw["made_on"])})
        check_change(change)
        _require_numbers(made)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, WrongUse):
        raise WrongUse("{file} is no scenario of this program; delete it, or save the scenario again",
                       file=path.name) from None
    return made


def _require_numbers(made: Scenario) -> None:
    """Raise TypeError where a file holds something else; words among the figures would break every comparison."""
    weeks = 0 if made.weeks_to_95 is None else made.weeks_to_95
    counts = (made.reachable, made.contacted, made.contacted_by_deadline, weeks)
    shares = (made.shortage_h, made.hours_used, made.worst_community_share)
    are_numbers = all(type(n) is int for n in counts) and all(type(n) in (int, float) for n in shares)
    if not are_numbers or type(made.deadline_week) is not str:
        raise TypeError


def scenario_figures(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario for programs and for its file."""
    figures = asdict(scenario)
    figures["without"] = list(figures["change"].pop("without"))
    return figures
