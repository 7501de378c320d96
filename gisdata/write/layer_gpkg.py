"""Layers as a GeoPackage that QGIS opens with styles."""

from __future__ import annotations

from pathlib import Path

from gisdata.layers.layer import Layers
from gisdata.records.language import Language
from gisdata.write.gpkg_file import GpkgLayer, write_gpkg
from gisdata.write.layer_frame import frame_of_layer
from gisdata.write.layer_qml import layer_qml


def write_layers_gpkg(layers: Layers, path: Path, *, language: Language = "zh-CN") -> None:
    """Write every layer, WGS-84, with a default style whose legend is in a language.

    An empty layer is there with its columns. Equal layers give equal bytes. Raises DiskFull.
    """
    write_gpkg([
        GpkgLayer(name=layer.name, frame=frame_of_layer(layer), shape=layer.shape, qml=layer_qml(layer, language))
        for layer in layers.layers
    ], path)
