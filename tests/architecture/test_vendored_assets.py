"""The web files of others: pinned, hashed, licensed, loading nothing from outside, copied once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import hatch_build

FRONTEND = Path(__file__).parents[2] / "frontend"
LOCK = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
TABLE: dict[str, list[str]] = json.loads((FRONTEND / "vendor.json").read_text(encoding="utf-8"))


def a_frontend(folder: Path, css: str) -> Path:
    """Return a frontend folder that vendors one style sheet."""
    (folder / "node_modules/x").mkdir(parents=True)
    (folder / "node_modules/x/x.css").write_text(css, encoding="utf-8")
    (folder / "node_modules/x/near.png").write_bytes(b"png")
    (folder / "vendor.json").write_text('{"x": ["x/x.css", "x/near.png"]}', encoding="utf-8")
    (folder / "package-lock.json").write_text("{}", encoding="utf-8")
    return folder


@pytest.fixture
def npm_calls(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    calls: list[Path] = []
    monkeypatch.setattr(hatch_build, "run_npm_ci", calls.append)
    return calls


def test_every_package_is_pinned_by_hash_and_no_server_is_named() -> None:
    packages = {name: found for name, found in LOCK["packages"].items() if name}

    assert packages
    assert all(found["integrity"].startswith("sha512-") for found in packages.values())
    assert not any("resolved" in found for found in packages.values())
    wanted = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


@pytest.mark.parametrize("folder", TABLE)
def test_every_vendored_folder_carries_its_licence(folder: str) -> None:
    assert any("LICENSE" in source for source in TABLE[folder])


def test_files_are_copied_once_until_a_list_or_lock_changes(tmp_path: Path, npm_calls: list[Path]) -> None:
    frontend, out = a_frontend(tmp_path / "frontend", "a { background: url(near.png) }"), tmp_path / "vendor"

    hatch_build.vendor_assets(frontend, out)
    hatch_build.vendor_assets(frontend, out)
    assert (len(npm_calls), (out / "x/near.png").read_bytes()) == (1, b"png")

    (frontend / "package-lock.json").write_text('{"lockfileVersion": 3}', encoding="utf-8")
    hatch_build.vendor_assets(frontend, out)
    assert len(npm_calls) == 2


@pytest.mark.parametrize(
    "css", ["@import 'https://example.com/x.css';", "a { background: url(//example.com/x.png) }",
            "a { background: url( \"missing.png\" ) }"],
)
def test_a_style_sheet_that_loads_from_outside_or_nothing_stops_the_build(
    tmp_path: Path, npm_calls: list[Path], css: str
) -> None:
    frontend, out = a_frontend(tmp_path / "frontend", css), tmp_path / "vendor"

    with pytest.raises(RuntimeError, match=r"x\.css loads"):
        hatch_build.vendor_assets(frontend, out)
    assert not out.exists()


def test_a_catalogue_is_compiled_when_missing_or_older(tmp_path: Path) -> None:
    folder = tmp_path / "api/web/locale/zh_CN/LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (folder / "messages.po").write_text(head + 'msgid "week"\nmsgstr "周"\n', encoding="utf-8")

    hatch_build.compile_catalogue(folder / "messages.po")
    first = (folder / "messages.mo").read_bytes()
    assert "周".encode() in first
    hatch_build.compile_catalogue(folder / "messages.po")
    assert (folder / "messages.mo").read_bytes() == first
