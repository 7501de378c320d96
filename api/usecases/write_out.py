"""Writes the layers of a theme as the kind of file that a name ends in; one way for every command and page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from api.errors import WrongUse
from api.settings import OSM_CREDIT
from api.usecases.out_layers import OUT_THEMES, OutAsk
from api.workspace import Workspace
from gisdata.errors import NotFound
from gisdata.layers import Layers
from gisdata.records.language import Language
from gisdata.store import Reading
from gisdata.write.layer_csv import write_layer_csv
from gisdata.write.layer_gpkg import write_layers_gpkg
from gisdata.write.layer_parquet import write_layer_parquet
from gisdata.write.layer_xlsx import write_layers_xlsx
from planner.sentence import Sentence, say

SINGLE = (".parquet", ".csv")
"""Files that hold one layer; the further layers of a theme go into files of their own beside it."""

OSM_LICENCE = "ODbL 1.0"
"""On paper there is no link to follow to the licence of OpenStreetMap, so it is named."""

MEDIA: Mapping[str, str] = MappingProxyType({
    ".gpkg": "application/geopackage+sqlite3", ".parquet": "application/vnd.apache.parquet", ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".png": "image/png",
    ".pdf": "application/pdf",
})
"""Media types by ending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOrder:
    """What to write: a theme, the day of its figures, a language, and for files of one layer which ("": the main)."""

    theme: str
    today: date
    language: Language
    layer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files that were written, in order, and what a person must know about them."""

    files: tuple[Path, ...]
    warnings: tuple[Sentence, ...] = ()


def require_known_ending(path: Path) -> str:
    """Return the ending of a file in small letters; raises WrongUse when nothing is written so."""
    ending = path.suffix.lower()
    if ending not in MEDIA:
        raise WrongUse("{file}: the ending of the name says what is written; there are {known}", file=path.name,
                       known=", ".join(MEDIA))
    return ending


def read_theme(workspace: Workspace, reading: Reading, order: OutOrder) -> Layers:
    """Return what may leave of a theme; raises NotFound when there is nothing."""
    network = workspace.streets().network() if order.theme == "hotspots" else None
    return OUT_THEMES[order.theme](reading, OutAsk(today=order.today, settings=workspace.settings, network=network,
                                                   language=order.language))


def write_layers(workspace: Workspace, layers: Layers, order: OutOrder, path: Path) -> Written:
    """Write the layers of a theme into a file, whole or not at all; equal layers give equal bytes.

    A Parquet or CSV holds one layer: without `order.layer` the others are written beside it, as NAME-LAYER.ENDING, when
    they have rows. Raises WrongUse on an ending that is not known, NotFound when there is no such layer or nothing to
    draw, DiskFull.
    """
    ending = require_known_ending(path)
    if ending in SINGLE:
        return Written(files=_write_single(layers, order, path, ending))
    if ending == ".gpkg":
        write_layers_gpkg(layers, path, language=order.language)
    elif ending == ".xlsx":
        write_layers_xlsx(layers.told(station=workspace.settings.station.name), path, language=order.language)
    else:
        return _write_map(workspace, layers, order, path)
    return Written(files=(path,))


def _write_single(layers: Layers, order: OutOrder, path: Path, ending: str) -> tuple[Path, ...]:
    write: Callable[..., None] = write_layer_parquet if ending == ".parquet" else write_layer_csv
    words = {} if ending == ".parquet" else {"language": order.language}
    chosen = layers.named(order.layer)
    if chosen is None:
        raise NotFound("there is no layer {layer}; there are: {known}", layer=order.layer,
                       known=", ".join(layer.name for layer in layers.layers))
    write(chosen, path, **words)
    files = [path]
    for layer in layers.layers[1:] if not order.layer else ():
        if layer.rows:
            files.append(path.with_name(f"{path.stem}-{layer.name}{path.suffix}"))
            write(layer, files[-1], **words)
    return tuple(files)


def _write_map(workspace: Workspace, layers: Layers, order: OutOrder, path: Path) -> Written:
    # matplotlib takes 0.7 s to import, and most commands draw nothing
    from gisdata.report_map import ReportGround, write_report_map  # noqa: PLC0415

    settings = workspace.settings
    credit = f"{OSM_CREDIT}, {OSM_LICENCE}" if settings.map_credit == OSM_CREDIT else settings.map_credit
    ground = ReportGround(basemap=workspace.streets().basemap(), credit=credit,
                          station=settings.station.name, language=order.language)
    lacking = write_report_map(layers, ground, path)
    signs = " ".join(f"U+{ord(sign):04X}" for sign in lacking)
    warnings = (say("the font has no shape for {signs}; 〓 stands on the map instead", signs=signs),) if lacking else ()
    return Written(files=(path,), warnings=warnings)
