"""The sample town as a folder of files, and what is true about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.random import Generator

from gisdata.errors import WrongArgument
from gisdata.sample.buildings import TownBuilding
from gisdata.sample.cells import cells_geojson, community_finder, community_middles, town_cells
from gisdata.sample.doorplates import Plates, plate_rows, share_out_plates
from gisdata.sample.flaws import FlawedRegister, with_flaws
from gisdata.sample.household_files import N_REFUSED, plain_rows, spoiled_rows, urban_rows, village_rows
from gisdata.sample.households import register, with_urgent_visits
from gisdata.sample.incidents import incident_rows
from gisdata.sample.officers import officer_rows, shift_rows
from gisdata.sample.osm_file import write_osm
from gisdata.sample.patrols import patrol_rows
from gisdata.sample.places import place_rows
from gisdata.sample.readme_text import README
from gisdata.sample.street_buildings import POCKET_STREETS
from gisdata.sample.street_reports import report_rows, visit_rows
from gisdata.sample.tables import write_table, write_text
from gisdata.sample.town_map import TownMap, town_map

OLD_TOWN = "老街社区"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTown:
    """The files of the sample town by kind, and the true figures behind them.

    `households`, `households_old_town`, `households_villages` are three files of one register. `n_rows` counts
    data rows by file; `n_refused` those of households.csv that a reader must refuse; `n_households` is what is
    left of all three. Ids: `typos` have a misspelt name; `unclear` can be placed by no rule; `same_address`
    repeat another household's address; `across_bridge` are placed, but no street leads there.
    """

    folder: Path
    week: str
    files: Mapping[str, Path]
    n_rows: Mapping[str, int]
    n_refused: int
    n_households: int
    n_buildings: int
    n_cells: int
    typos: frozenset[str]
    unclear: frozenset[str]
    same_address: frozenset[str]
    across_bridge: frozenset[str]
    urgent: frozenset[str]


FILE_NAMES = {
    "streets": "qinghe.osm.pbf", "doorplates": "doorplates.csv", "households": "households.csv",
    "households_old_town": "households_old_town_gb18030.csv",
    "households_villages": "households_villages_gcj02.csv", "officers": "officers.csv", "shifts": "shifts.csv",
    "places": "places.csv", "patrols": "patrols.csv", "incidents": "incidents.csv", "cells": "cells.geojson",
    "reports": "reports.csv", "visits": "visits.csv", "readme": "README.txt",
}

_ENCODINGS = {"households_old_town": "gb18030", "households_villages": "utf-8-sig", "officers": "utf-8-sig"}


def write_sample_town(folder: Path, *, seed: int = 7, week: str) -> SampleTown:
    """Write the sample town into a folder (made when missing) and return its files and true figures.

    All dates count back from the Monday of `week` (ISO, "2026-W48"), so that households are due in that week.
    The same seed and week give the same bytes. Raises WrongArgument when `week` is no ISO week.
    """
    monday = _monday_of(week)
    chance = np.random.default_rng(seed)
    town = town_map(chance)
    plates = share_out_plates(town.buildings, chance=chance)
    cells = town_cells(town.buildings)
    flawed = _register(town, plates, community_of=community_finder(cells), monday=monday, chance=chance)
    tables = _household_tables(flawed, chance)
    tables |= {
        "doorplates": plate_rows(plates, community_finder(cells)),
        "officers": officer_rows(), "shifts": shift_rows(monday), "patrols": patrol_rows(),
        "places": place_rows(town.buildings, chance),
        "incidents": incident_rows(town.buildings, monday=monday, chance=chance),
    }
    street = np.random.default_rng([seed, 2])   # its own lot: the other files keep their bytes
    tables |= {
        "reports": report_rows(flawed.households, town.buildings, same_address=flawed.same_address, monday=monday,
                               chance=street),
        "visits": visit_rows(flawed.households, monday=monday, chance=street),
    }
    files = {kind: folder / name for kind, name in FILE_NAMES.items()}
    write_osm(town, files["streets"], tagged=plates.on_map, communities=community_middles(cells))
    for kind, rows in tables.items():
        write_table(rows, files[kind], encoding=_ENCODINGS.get(kind, "utf-8"))
    write_text(cells_geojson(cells), files["cells"])
    write_text(README, files["readme"])
    return SampleTown(
        folder=folder, week=week, files=files, n_rows={kind: len(rows) for kind, rows in tables.items()},
        n_refused=N_REFUSED, n_households=len(flawed.households), n_buildings=len(town.buildings),
        n_cells=len(cells), typos=flawed.typos, unclear=flawed.unclear, same_address=flawed.same_address,
        across_bridge=frozenset(h.household_id for h in flawed.households if h.building.street in POCKET_STREETS),
        urgent=frozenset(h.household_id for h in flawed.households if h.must_visit_by),
    )


def _register(
    town: TownMap, plates: Plates, *, community_of: Callable[[TownBuilding], str], monday: date, chance: Generator
) -> FlawedRegister:
    households = register(town.buildings, community_of, monday=monday, chance=chance)
    beyond = [building for building in town.buildings if building.street in POCKET_STREETS]
    asked = with_urgent_visits(households, monday=monday, out_of_reach=[*beyond, *plates.nowhere], chance=chance)
    return with_flaws(asked, plates.nowhere, chance)


def _household_tables(flawed: FlawedRegister, chance: Generator) -> dict[str, list[dict[str, str]]]:
    """Return the three files of the register; the rows to be refused stand at the end of the first."""
    villages = [h for h in flawed.households if h.building.village]
    old_town = [h for h in flawed.households if h.community == OLD_TOWN]
    others = [h for h in flawed.households if not h.building.village and h.community != OLD_TOWN]
    urban = urban_rows(others, pointless=flawed.typos | flawed.unclear, chance=chance)
    return {
        "households": [*urban, *spoiled_rows(urban)],
        "households_old_town": plain_rows(old_town),
        "households_villages": village_rows(villages),
    }


def _monday_of(week: str) -> date:
    """Return the Monday of an ISO week such as 2026-W48."""
    found = re.fullmatch(r"(\d{4})-W(\d{2})", week)
    try:
        return date.fromisocalendar(int(found[1]) if found else 0, int(found[2]) if found else 0, 1)
    except ValueError as fault:
        raise WrongArgument("{week} is not a week: give an ISO week such as 2026-W48", week=week) from fault
