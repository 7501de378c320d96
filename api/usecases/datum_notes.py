"""Doubts about the datum of imported points: said in the import report and the status, never acted on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from api.workspace import Workspace
from gisdata.coordinates import Datum
from gisdata.datum_check import DatumFinding, Fit, GivenPoints, KnownGround, check_datum
from gisdata.records import AddressSource, Located, ReadResult
from gisdata.store import Reading
from planner.sentence import Sentence, say


def notes_on_rows(
    workspace: Workspace, reading: Reading, file_name: str, result: ReadResult[Any]
) -> tuple[Sentence, ...]:
    """Return doubts and their figures when points just read would fit the map clearly better in another datum."""
    rows = [row for row in result.records if getattr(row, "lon_deg", None) is not None]
    if result.datum is None or not rows:
        return ()
    return tuple(_doubts(file_name, rows, result.datum, _known_ground(workspace, reading)))


def notes_on_stored(workspace: Workspace, reading: Reading) -> tuple[Sentence, ...]:
    """Return the doubts about the points that the workspace holds, by kind of file.

    The points of a kind are looked at as each datum that a file of the kind was imported as; a wrong file among right
    ones may stay hidden here when it is no community of its own, though its own import told of it.
    """
    datums = {kind: _imported_as(reading, kind) for kind in ("households", "doorplates", "places", "incidents")}
    if not any(datums.values()):
        return ()
    ground = _known_ground(workspace, reading)
    stored: dict[str, list[Any]] = {
        "households": [row for row in reading.households() if row.located is Located.GIVEN],
        "doorplates": [row for row in reading.address_points() if row.source is AddressSource.DOORPLATE],
        "places": [row for row in reading.key_places() if row.source == "file"],
        "incidents": list(reading.incidents()),
    }
    notes: list[Sentence] = []
    for kind, rows in stored.items():
        found = (list(_doubts(kind, rows, datum, ground)) for datum in datums[kind])
        notes += next((doubts for doubts in found if doubts), [])
    return tuple(notes)


def _doubts(what: str, rows: Sequence[Any], datum: Datum, ground: KnownGround) -> Iterator[Sentence]:
    """Say what the check finds for all rows, or, when that is nothing, for each community.

    A list that was joined from those of several offices may be wrong in one of them only.
    """
    finding = check_datum(_points(rows, datum), ground)
    if finding is not None:
        yield from _told(what, finding)
        return
    communities: dict[str, list[Any]] = {}
    for row in rows:
        communities.setdefault(getattr(row, "community", ""), []).append(row)
    for name, members in sorted(communities.items()):
        finding = check_datum(_points(members, datum), ground) if name else None
        if finding is not None:
            yield from _told(say("{what}, community {community}", what=what, community=name), finding)


def _imported_as(reading: Reading, kind: str) -> list[Datum]:
    return [Datum(crs) for crs in dict.fromkeys(batch.crs for batch in reading.batches() if batch.kind == kind) if crs]


def _points(rows: Sequence[Any], datum: Datum) -> GivenPoints:
    return GivenPoints(
        lon_deg=np.array([row.lon_deg for row in rows], dtype=np.float64),
        lat_deg=np.array([row.lat_deg for row in rows], dtype=np.float64),
        communities=[getattr(row, "community", "") for row in rows], taken_as=datum)


def _known_ground(workspace: Workspace, reading: Reading) -> KnownGround:
    return KnownGround(workspace.streets().basemap(), _communities(reading))


def _communities(reading: Reading) -> Mapping[str, BaseGeometry]:
    shapes: dict[str, list[BaseGeometry]] = {}
    for cell in reading.cells():
        if cell.community:
            shapes.setdefault(cell.community, []).append(cell.shape)
    return {name: shapely.union_all(parts) for name, parts in shapes.items()}


def _told(what: str | Sentence, finding: DatumFinding) -> Iterator[Sentence]:
    yield say("{what}: check the datum. Taken as {taken}, {n} places do not fit the map; as {better} they would. "
              "Nothing was converted", what=what, taken=finding.taken_as.value, better=finding.better.value,
              n=finding.n_places)
    for datum, fit in finding.fits.items():
        yield say("  as {datum}: median {street} m to the nearest street, {building} % at a building, {inside} % in "
                  "their community", datum=datum.value, street=_metres(fit), building=_percent(fit.at_building),
                  inside=_percent(fit.in_community))


def _metres(fit: Fit) -> str:
    return "-" if fit.street_m is None else str(round(fit.street_m))


def _percent(share: float | None) -> str:
    return "-" if share is None else str(round(share * 100))
