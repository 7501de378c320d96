"""What leaves the workspace of each theme, as an analyst may see it: coverage, audit, hot spots, cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from api.i18n import translate
from api.settings import Settings
from api.usecases.audit_register import audit_for_analyst
from api.usecases.find_hotspots import BANDWIDTH_M, report_hotspots, require_incidents
from api.usecases.square_names import named_squares
from api.usecases.view_analyst import view_analyst
from gisdata.coverage import days_since_patrol
from gisdata.errors import NotFound
from gisdata.hotspots import find_hot_spots, hot_streets
from gisdata.layers import (
    HotFindings,
    Layers,
    audit_layers,
    cell_layers,
    coverage_layers,
    hot_spot_layers,
)
from gisdata.records.language import Language
from gisdata.store import Reading
from gisdata.streets import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class OutAsk:
    """For which day, by which settings, with which streets (None: none imported), in which language."""

    today: date
    settings: Settings
    network: Network | None
    language: Language


def read_out_coverage(reading: Reading, ask: OutAsk) -> Layers:
    """Return coverage by cell; raises NotFound without cells."""
    cells, campaign = reading.cells(), ask.settings.campaign
    if not cells:
        raise _no_cells()
    view = view_analyst(reading, today=ask.today, since=campaign.start, deadline=campaign.deadline)
    walks = (walk for plan in reading.plans() for walk in plan.walks)
    return coverage_layers(view.coverage, cells, station=view.station, trend=view.trend, today=ask.today,
                           patrol_days=days_since_patrol(walks, cells, today=ask.today), language=ask.language)


def read_out_audit(reading: Reading, ask: OutAsk) -> Layers:
    """Return the audit by cell; raises NotFound without cells or without anything to audit."""
    cells = reading.cells()
    if not cells:
        raise _no_cells()
    view = audit_for_analyst(reading, today=ask.today, since=ask.settings.campaign.start)
    return audit_layers(view.cells, cells, station=view.station, today=ask.today, language=ask.language)


def read_out_hotspots(reading: Reading, ask: OutAsk) -> Layers:
    """Return hot squares, hot streets and gaps that matter; raises NotFound without incidents.

    A cell that the coverage hides is no gap here either.
    """
    require_incidents(reading)
    campaign = ask.settings.campaign
    hidden = view_analyst(reading, today=ask.today, since=campaign.start, deadline=campaign.deadline).coverage.hidden
    report = report_hotspots(reading, today=ask.today, rules=ask.settings.visits).without(hidden)
    incidents, cells = reading.incidents(), reading.cells()
    squares = named_squares(incidents, cells, reading.key_places())
    days = [incident.since.date() for incident in incidents]
    streets = () if ask.network is None else tuple(hot_streets(incidents, ask.network, bandwidth_m=BANDWIDTH_M))
    return hot_spot_layers(HotFindings(
        n_incidents=report.n_incidents, span=(min(days), max(days)), squares=tuple(squares),
        found=find_hot_spots(incidents, squares).cells, streets=streets, unpatrolled=report.unpatrolled,
        unvisited=report.unvisited, cells=tuple(cells),
        warning="" if report.warning is None else translate(report.warning, ask.language),
    ), today=ask.today, language=ask.language)


def read_out_cells(reading: Reading, ask: OutAsk) -> Layers:
    """Return the cells and the beats; raises NotFound without either."""
    cells, beats = reading.cells(), reading.beats()
    if not cells and not beats:
        raise _no_cells()
    return cell_layers(cells, beats, today=ask.today, language=ask.language)


OUT_THEMES: Mapping[str, Callable[[Reading, OutAsk], Layers]] = MappingProxyType({
    "coverage": read_out_coverage, "audit": read_out_audit, "hotspots": read_out_hotspots, "cells": read_out_cells,
})
"""Every theme that can be written, by its name in addresses."""


def _no_cells() -> NotFound:
    return NotFound("there are no cells yet; import your grid (huhu import cells FILE) or make squares (huhu cells "
                    "square)")
