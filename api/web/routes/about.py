"""About: what this is, whose data it shows, and which versions run."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.web.pages import render

router = APIRouter()

SHOWN = ("huhu", "fastapi", "folium", "geopandas", "ortools", "osmium", "routingkit-cch", "scipy", "sqlalchemy")


@router.get("/about")
def about(request: Request) -> Response:
    """Show versions, licence and the source of the map data."""
    versions = [("Python", platform.python_version()), *((name, _version(name)) for name in SHOWN)]
    return render(request, "about.html", versions=versions)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:   # run from a checkout, or an optional engine that is not installed
        return "–"
