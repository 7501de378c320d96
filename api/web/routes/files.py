"""Files of what the analyst's pages show: for GIS programs, tables, and maps for a report."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.usecases.write_out import MEDIA, OutOrder, read_theme, write_layers
from api.web.deps import store_of, today_at, workspace_of
from api.web.language import language_of

router = APIRouter(prefix="/analyst/files")

Theme = Literal["coverage", "audit", "hotspots", "cells"]
Ending = Literal["gpkg", "parquet", "xlsx", "csv", "png", "pdf"]


@router.get("/{theme}.{ending}")
def file_of_theme(request: Request, theme: Theme, ending: Ending, layer: str = "") -> Response:
    """Send a theme as a file; `layer` chooses for the kinds that hold one layer. Nothing is kept on the server."""
    workspace, today = workspace_of(request), today_at(request)
    order = OutOrder(theme=theme, today=today, language=language_of(request), layer=layer)
    with store_of(request).reading() as reading:
        layers = read_theme(workspace, reading, order)
    with tempfile.TemporaryDirectory(prefix="huhu-") as folder:
        path = Path(folder) / f"{theme}.{ending}"
        write_layers(workspace, layers, order, path)
        content = path.read_bytes()
    name = "-".join(filter(None, ("huhu", theme, layer, today.isoformat())))
    return Response(content, media_type=MEDIA[f".{ending}"],
                    headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'})
