"""Split a community into beats, keep them in the workspace and write them out; register and cells stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import shapely

from api.errors import WrongUse
from api.usecases.write_week import file_name
from api.workspace import Workspace
from gisdata.beats import Beat, Beats, split_into_beats
from gisdata.errors import Conflict
from gisdata.files import replace_text
from gisdata.maps import draw_beats_map
from gisdata.records import Cell, CellKind
from gisdata.records.language import Language
from gisdata.write import beat_code, write_beats_csv, write_beats_geojson

MOST_NAMED = 20
"""Communities that a sentence lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitOrder:
    """Which community to split, into how many beats, the folder of the files and their language."""

    community: str
    n_beats: int
    folder: Path
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityBeats:
    """The beats of a community, how many of its households have no point, and the files that were written.

    `is_stored` is False when the beats were imported as cells before, so that their codes are those of cells.
    """

    community: str
    beats: Beats
    n_without_point: int
    is_stored: bool
    files: tuple[Path, ...]

    def code_of(self, beat: Beat) -> str:
        """Return the code of a beat, as the files have it."""
        return beat_code(self.community, beat.number)


def split_community(workspace: Workspace, order: SplitOrder) -> CommunityBeats:
    """Return the beats of a community, kept in the workspace in place of earlier ones of it, and written into files.

    The files are COMMUNITY.geojson, .csv and .html (a map) in the order's folder. The ground is that of the community's
    cells, or what lies around its buildings without any. Raises WrongUse when the register has no such community,
    WrongArgument when it has too few buildings.
    """
    with workspace.open_store() as store, store.reading() as reading:
        households = reading.households()
        buildings = reading.buildings()
        shapes = [cell.shape for cell in reading.cells() if cell.community == order.community]
    mine = [home for home in households if home.community == order.community]
    if not mine:
        known = sorted({home.community for home in households})
        raise WrongUse("no household is in community {community}; there are: {known}", community=order.community,
                       known=", ".join(known[:MOST_NAMED]) + (" ..." if len(known) > MOST_NAMED else ""))
    beats = split_into_beats(
        mine, buildings, community=shapely.union_all(shapes) if shapes else None, n_beats=order.n_beats,
        service_s=workspace.settings.visits.service_s)
    files = tuple(order.folder / f"{file_name(order.community)}.{kind}" for kind in ("geojson", "csv", "html"))
    n_without_point = sum(not home.has_point for home in mine)
    write_beats_geojson(beats, order.community, files[0])
    write_beats_csv(beats, mine, files[1], language=order.language)
    page = draw_beats_map(
        beats, order.community, n_without_point=n_without_point, basemap=workspace.streets().basemap(),
        attribution=workspace.settings.map_credit, language=order.language)
    replace_text(files[2], page)
    return CommunityBeats(community=order.community, beats=beats, files=files,
                          is_stored=_stored(workspace, order, beats), n_without_point=n_without_point)


def _stored(workspace: Workspace, order: SplitOrder, beats: Beats) -> bool:
    """Keep the beats beside the cells; return whether their codes were free."""
    codes = [beat_code(order.community, beat.number) for beat in beats.beats]
    try:
        with workspace.open_store() as store, store.writing() as writing:
            writing.replace_beats(order.community, (
                Cell(cell_id=code, name=code, kind=CellKind.BEAT, community=order.community, shape=beat.shape)
                for code, beat in zip(codes, beats.beats, strict=True)))
    except Conflict:
        return False
    return True
