"""The streets of a workspace on disk: one file, written whole or not at all."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gisdata.errors import BadFile
from gisdata.files import replace_file
from gisdata.records import TravelMode
from gisdata.records.basemap import Basemap
from gisdata.streets.access_rules import MODES
from gisdata.streets.basemap_arrays import basemap_from_arrays, basemap_to_arrays
from gisdata.streets.mode_graph import Flags, Longs
from gisdata.streets.network import Network

FILE_NAME = "streets.npz"

FORMAT = 2
"""Raised with every change of what the file holds or of the rules by which it is made: older files are refused."""

Arrays = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StoredStreets:
    """What the file holds but for the basemap: `main` per mode and node, `order` per mode (None: not prepared)."""

    network: Network
    main: Mapping[TravelMode, Flags]
    order: Mapping[TravelMode, Longs | None]


def save_streets(folder: Path, streets: StoredStreets, basemap: Basemap, summary: Mapping[str, Any]) -> None:
    """Write all into the folder in one step. Raises DiskFull; whatever goes wrong, the old file stays."""
    arrays: Arrays = {f"network_{f.name}": getattr(streets.network, f.name) for f in fields(Network)}
    for mode in MODES:
        arrays[f"main_{mode}"] = np.packbits(streets.main[mode])
        order = streets.order[mode]
        if order is not None:
            arrays[f"order_{mode}"] = order.astype(np.int32)
    arrays |= basemap_to_arrays(basemap)
    arrays["summary"] = np.frombuffer(json.dumps({"format": FORMAT, **summary}).encode(), dtype=np.uint8)
    replace_file(folder / FILE_NAME, lambda draft: np.savez_compressed(draft, allow_pickle=False, **arrays))


def has_streets(folder: Path) -> bool:
    """Return True when streets were built into the folder."""
    return (folder / FILE_NAME).is_file()


def load_summary(folder: Path) -> dict[str, Any]:
    """Return what was said about the streets when they were built.

    Reads the whole file, so that one damaged anywhere raises BadFile and is built again by the next import.
    """
    return _summary(_read(folder, ""))


def load_streets(folder: Path) -> StoredStreets:
    """Return the network and its preparation. Raises BadFile when the file is damaged or of another version."""
    arrays = _read(folder, "summary", "network_", "main_", "order_")
    _summary(arrays)
    try:
        network = Network(**{f.name: arrays[f"network_{f.name}"] for f in fields(Network)})
        main = {mode: _unpack(arrays[f"main_{mode}"], network.n_nodes) for mode in MODES}
    except KeyError as fault:
        raise _damaged(folder) from fault
    orders = {mode: arrays.get(f"order_{mode}") for mode in MODES}
    return StoredStreets(
        network=network, main=main,
        order={mode: None if order is None else order.astype(np.int64) for mode, order in orders.items()},
    )


def load_basemap(folder: Path) -> Basemap:
    """Return the basemap. Raises BadFile when the file is damaged."""
    try:
        return basemap_from_arrays(_read(folder, "basemap_"))
    except (KeyError, ValueError, IndexError) as fault:
        raise _damaged(folder) from fault


def _read(folder: Path, *prefixes: str) -> Arrays:
    try:
        with (folder / FILE_NAME).open("rb") as handle, np.load(handle, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files if name.startswith(prefixes)}
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError) as fault:
        raise _damaged(folder) from fault


def _summary(arrays: Arrays) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads(arrays["summary"].tobytes()) if "summary" in arrays else {}
    if summary.get("format") != FORMAT:
        raise BadFile("the streets of this workspace were made by another version of the program:"
                      " import the street map again")
    return summary


def _unpack(bits: npt.NDArray[np.uint8], n_nodes: int) -> Flags:
    return np.unpackbits(bits, count=n_nodes).astype(np.bool_)


def _damaged(folder: Path) -> BadFile:
    return BadFile("the street file {file} is damaged: import the street map again", file=str(folder / FILE_NAME))
