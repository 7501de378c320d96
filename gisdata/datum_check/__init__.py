"""Tells whether imported points lie where the map has streets, buildings and communities, or would in another datum."""

from gisdata.datum_check.check import DatumFinding, GivenPoints, check_datum
from gisdata.datum_check.known_ground import Fit, KnownGround

__all__ = ["DatumFinding", "Fit", "GivenPoints", "KnownGround", "check_datum"]
