"""From an extract to the streets of a workspace: read, prepare, keep."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from gisdata.errors import BadFile
from gisdata.osm_file import require_file
from gisdata.records import TravelMode
from gisdata.streets.access_rules import MODES
from gisdata.streets.basemap_reader import read_basemap
from gisdata.streets.engine_choice import FALLBACK_NOTE, HAS_CCH, node_order
from gisdata.streets.mode_graph import Topology, main_part, open_directions, topology
from gisdata.streets.network import Network
from gisdata.streets.street_file import StoredStreets, has_streets, load_summary, save_streets
from gisdata.streets.way_reader import ReadWays, read_ways
from planner.sentence import Sentence, say

Progress = Callable[[float, Sentence], None]
"""Told the share that is done (0..1) and what comes next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeReport:
    """The main part of one mode: nodes, arcs and street length; `cut_off_km` lies outside it."""

    mode: TravelMode
    n_nodes: int
    n_arcs: int
    length_km: float
    cut_off_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetsReport:
    """What was built: `n_closed_ways` are highways open to no mode (areas, private ways, building sites).

    `unchanged`: the same file had been built before, so nothing was done. `sha256` is that of the extract.
    """

    file_name: str
    sha256: str
    n_nodes: int
    n_ways: int
    n_closed_ways: int
    n_cut_ways: int
    n_missing_nodes: int
    modes: tuple[ModeReport, ...]
    prepared: bool
    unchanged: bool = False

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """What the reader of the report should know."""
        notes = []
        if self.n_missing_nodes:
            notes.append(say(
                "{ways} streets reach beyond the extract: {nodes} of their points are missing, and they end there",
                ways=self.n_cut_ways, nodes=self.n_missing_nodes,
            ))
        for report in self.modes:
            if report.n_nodes == 0:
                notes.append(say("the extract has no street network for going by {mode}", mode=report.mode.value))
        if not self.prepared:
            notes.append(FALLBACK_NOTE)
        return tuple(notes)


def build_streets(pbf: Path, folder: Path, on_progress: Progress | None = None) -> StreetsReport:
    """Read the streets of an extract and keep them, prepared for every mode, and the basemap in `folder`.

    The folder gets all of it or nothing; the same file again is recognised and not built twice.
    Raises BadFile when the file is missing, broken or holds no street, DiskFull when there is no room.
    """
    tell = on_progress or (lambda _share, _what: None)
    require_file(pbf)
    sha256 = _sha256(pbf)
    earlier = _earlier_report(folder, sha256)
    if earlier is not None:
        return earlier
    tell(0.0, say("reading streets"))
    ways = read_ways(pbf)
    _require_streets(ways, pbf)
    streets, reports = _prepare(ways.network, tell)
    tell(0.7, say("reading water, green and buildings"))
    basemap = read_basemap(pbf, ways.roads)
    report = StreetsReport(
        file_name=pbf.name, sha256=sha256, n_nodes=ways.network.n_nodes, n_ways=ways.n_ways,
        n_closed_ways=ways.n_closed_ways, n_cut_ways=ways.n_cut_ways, n_missing_nodes=ways.n_missing_nodes,
        modes=reports, prepared=HAS_CCH,
    )
    tell(0.9, say("keeping the streets"))
    save_streets(folder, streets, basemap, asdict(report))
    tell(1.0, say("streets are ready"))
    return report


def _require_streets(ways: ReadWays, pbf: Path) -> None:
    if ways.n_highways == 0:
        raise BadFile("{file} holds no street: is it the extract of a town?", file=pbf.name)
    if len(ways.network.tail) == 0:
        raise BadFile("{file} holds {n} streets, but none that is open and has its points in the file:"
                      " export it again with all nodes", file=pbf.name, n=ways.n_highways)


def _prepare(network: Network, tell: Progress) -> tuple[StoredStreets, tuple[ModeReport, ...]]:
    main, order, reports = {}, {}, []
    for i, mode in enumerate(MODES):
        tell(0.3 + 0.13 * i, say("preparing the streets for going by {mode}", mode=mode.value))
        main[mode] = main_part(network, mode)
        shape = topology(network, mode, main[mode])
        order[mode] = node_order(shape, network.lon_deg, network.lat_deg)
        reports.append(_mode_report(network, mode, shape))
    return StoredStreets(network=network, main=main, order=order), tuple(reports)


def _mode_report(network: Network, mode: TravelMode, shape: Topology) -> ModeReport:
    forward, backward = open_directions(network, mode)
    used = forward | backward
    inside = used & (shape.number[network.tail] >= 0) & (shape.number[network.head] >= 0)
    return ModeReport(
        mode=mode, n_nodes=shape.n_nodes, n_arcs=len(shape.tail),
        length_km=round(float(np.sum(network.length_m[inside])) / 1000, 3),
        cut_off_km=round(float(np.sum(network.length_m[used & ~inside])) / 1000, 3),
    )


def _earlier_report(folder: Path, sha256: str) -> StreetsReport | None:
    """Return the report of the same file, if it was built before with all that could be prepared now."""
    if not has_streets(folder):
        return None
    try:
        summary = load_summary(folder)
    except BadFile:   # damaged or of another version: this import is the cure
        return None
    report = _report(summary)
    if report.sha256 != sha256 or (HAS_CCH and not report.prepared):
        return None
    return report


def _report(summary: Mapping[str, Any]) -> StreetsReport:
    values = {key: value for key, value in summary.items() if key != "format"}
    modes = tuple(ModeReport(**{**row, "mode": TravelMode(row["mode"])}) for row in values.pop("modes"))
    return StreetsReport(**{**values, "modes": modes, "unchanged": True})


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
