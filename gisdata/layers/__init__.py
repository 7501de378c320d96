"""What may leave of each theme: rows with shapes, classes and words, for every kind of file and for a printed map.

Small cells are hidden here, once for all formats.
"""

from gisdata.layers.audit import audit_layers
from gisdata.layers.cells import cell_layers
from gisdata.layers.coverage import coverage_layers
from gisdata.layers.hot_spots import HotFindings, hot_spot_layers
from gisdata.layers.layer import Layer, Layers

__all__ = ["HotFindings", "Layer", "Layers", "audit_layers", "cell_layers", "coverage_layers", "hot_spot_layers"]
