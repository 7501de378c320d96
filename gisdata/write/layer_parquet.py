"""A layer as GeoParquet 1.1, for GIS programs and for analysis at size."""

from __future__ import annotations

from pathlib import Path

from gisdata.files import replace_file
from gisdata.layers.layer import Layer
from gisdata.write.layer_frame import frame_of_layer

_VERSION = "1.1.0"
"""Read by GDAL from 3.9 and QGIS from 3.36 on; told, so that a later geopandas does not write another."""


def write_layer_parquet(layer: Layer, path: Path) -> None:
    """Write one layer, WGS-84 as WKB, with the box of each row. Equal layers give equal bytes. Raises DiskFull."""
    frame = frame_of_layer(layer)
    replace_file(path, lambda draft: frame.to_parquet(
        draft, index=False, compression="zstd", schema_version=_VERSION, write_covering_bbox=True))
