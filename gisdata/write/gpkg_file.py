"""One GeoPackage: layers with their QGIS styles, the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from gisdata.files import replace_file

_MOMENT = "1980-01-01T00:00:00.000Z"
"""What the file gives as its last change: no clock inside, so equal layers are equal bytes (the zero of zip files)."""

_VERSION = "1.2"
"""Of GeoPackage: read without a warning by every QGIS in use; nothing here needs a newer one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GpkgLayer:
    """A layer to be written: its name, rows, kind of shape, and its style as QML ("" for none)."""

    name: str
    frame: gpd.GeoDataFrame
    shape: str
    qml: str = ""


def write_gpkg(layers: Sequence[GpkgLayer], path: Path) -> None:
    """Write the layers in order and the table `layer_styles`, in which QGIS looks for the style of each.

    Raises DiskFull; the old file stays when anything goes wrong.
    """

    def fill(draft: Path) -> None:
        with _same_moment():
            for layer in layers:
                pyogrio.write_dataframe(layer.frame, draft, layer=layer.name, driver="GPKG",
                                        geometry_type=layer.shape, append=draft.exists(), **_version(draft))
            styles = pd.DataFrame([_style_row(layer) for layer in layers if layer.qml])
            if len(styles):
                pyogrio.write_dataframe(styles, draft, layer="layer_styles", driver="GPKG", append=True)

    replace_file(path, fill)


def _version(draft: Path) -> dict[str, object]:
    """Return the option with which the file is made; a layer that is added takes none."""
    return {} if draft.exists() else {"dataset_options": {"VERSION": _VERSION}}


def _style_row(layer: GpkgLayer) -> dict[str, object]:
    return {
        "f_table_catalog": "", "f_table_schema": "", "f_table_name": layer.name, "f_geometry_column": "geom",
        "styleName": layer.name, "styleQML": layer.qml, "styleSLD": "", "useAsDefault": True, "description": "Huhu",
        "owner": "", "ui": "", "update_time": "",
    }


@contextmanager
def _same_moment() -> Iterator[None]:
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _MOMENT})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
