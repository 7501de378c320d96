"""The command as a user types it, and one demo town that all journeys share."""

import shutil
import sys
from dataclasses import dataclass

import pytest

from api.cli.app import main

TODAY = "2026-11-20"
WEEK = "2026-W48"


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


@pytest.fixture
def huhu(monkeypatch, capsys):
    """Run `huhu ARGS` in this process; the day is a Friday before week 48, the language English."""
    monkeypatch.setenv("HUHU_TODAY", TODAY)
    monkeypatch.setenv("HUHU_LANG", "en")

    def run(*args, cwd=None):
        monkeypatch.setattr(sys, "argv", ["huhu", *map(str, args)])
        if cwd is not None:
            monkeypatch.chdir(cwd)
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """The sample town, imported and planned once; read it, never change it."""
    folder = tmp_path_factory.mktemp("journey") / "demo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUHU_TODAY", TODAY)
        patch.setattr(sys, "argv", ["huhu", "demo", str(folder), "--no-serve", "--seconds", "1"])
        try:
            main()
        except SystemExit as end:
            assert end.code in (0, None), "the demo of the sample town ends with 0"
    return folder


@pytest.fixture
def station(demo_folder, tmp_path):
    """A copy of the planned demo workspace that a test may change."""
    return shutil.copytree(demo_folder / "workspace", tmp_path / "station")
