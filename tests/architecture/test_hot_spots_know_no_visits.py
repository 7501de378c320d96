"""Hot spots are made from reports of the public alone: what officers find, plan or visit never reaches them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "gisdata/hotspots").glob("*.py"))
ROOMS = {
    "gisdata.cells", "gisdata.errors", "gisdata.geodesy", "gisdata.hotspots", "gisdata.records", "planner.sentence",
}
RECORDS = {"Cell", "CellKind", "Incident", "PatrolOrder", "PatrolScope"}
"""A patrol order is what may come out; nothing of the rest may go in."""


def imports_of(path):
    """Yield (module, names) of everything of this house that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, set()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", {alias.name for alias in node.names}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_hot_spots_import_nothing_of_visits_or_results(path):
    ours = [(room, names) for room, names in imports_of(path) if room.split(".")[0] in ("gisdata", "planner", "api")]
    rooms = {".".join(module.split(".")[:2]) for module, _ in ours}
    assert rooms <= ROOMS
    assert all(names <= RECORDS for module, names in ours if module.startswith("gisdata.records"))


def test_there_are_hot_spots_to_look_at():
    assert len(FILES) > 10
