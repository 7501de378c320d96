"""A layer as a table of geopandas, each column of the kind that the layer tells."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from gisdata.layers.layer import ColumnKind, Layer

CRS = "EPSG:4326"

_KINDS = {ColumnKind.TEXT: "str", ColumnKind.COUNT: "Int64", ColumnKind.NUMBER: "Float64", ColumnKind.FLAG: "bool"}
"""Nullable numbers: an unknown figure is empty, never 0."""


def frame_of_layer(layer: Layer) -> gpd.GeoDataFrame:
    """Return the rows with their shapes in WGS-84; polygons become multipolygons, so that a layer has one kind."""
    columns = {
        column.key: pd.Series([row[i] for row in layer.rows], dtype=_KINDS[column.kind])
        for i, column in enumerate(layer.columns)
    }
    shapes = np.array([_one_kind(shape) for shape in layer.shapes], dtype=object)
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry=gpd.GeoSeries(shapes, crs=CRS))


def _one_kind(shape: BaseGeometry | None) -> BaseGeometry | None:
    return MultiPolygon([shape]) if isinstance(shape, Polygon) else shape
