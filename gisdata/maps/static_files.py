"""Scripts and style sheets of the maps: linked from the server, or written into the page."""

from __future__ import annotations

import base64
import mimetypes
import re
from functools import cache
from pathlib import Path
from typing import Literal

from gisdata.errors import GisDataError
from gisdata.maps.escaping import html_text

Assets = Literal["inline", "linked"]
"""inline: the page holds everything and opens from disk. linked: the page loads /static/ of its own server."""

STATIC_FOLDER = Path(__file__).resolve().parents[2] / "api" / "web" / "static"
"""The folder that the server serves as /static/: one home for both kinds of page."""

STATIC_URL = "/static/"
OUTSIDE = re.compile(r"(https?:)?//", re.IGNORECASE)
CSS_URL = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)""")
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$|/\*# sourceMappingURL=.*?\*/", re.MULTILINE)
END_OF_BLOCK = re.compile(r"</(script|style)", re.IGNORECASE)


class MissingAsset(GisDataError, LookupError):
    """A page asks for a file that was not vendored, or for one outside."""


def script_tag(name: str, assets: Assets) -> str:
    """Return the script element of a file under /static/.

    Raises MissingAsset as `read_static`.
    """
    if assets == "linked":
        return f'<script src="{html_text(_linked(name))}"></script>'
    return f"<script>{_inline(name)}</script>"


def style_tag(name: str, assets: Assets) -> str:
    """Return the style or link element of a style sheet under /static/; inlined, its pictures become data URIs.

    Raises MissingAsset as `read_static`.
    """
    if assets == "linked":
        return f'<link rel="stylesheet" href="{html_text(_linked(name))}">'
    return f"<style>{_inline(name)}</style>"


def read_static(name: str) -> bytes:
    """Return a file of the static folder.

    Raises MissingAsset when the name leads outside or the file is not there.
    """
    if OUTSIDE.match(name) or ".." in name.split("/"):
        raise MissingAsset("a map would load {name}; maps load nothing from outside", name=name)
    path = STATIC_FOLDER / name
    if not path.is_file():
        raise MissingAsset(
            "the web file {name} is missing; run `python hatch_build.py` in the project folder, "
            "or install Huhu again", name=name,
        )
    return path.read_bytes()


def _linked(name: str) -> str:
    read_static(name)  # a page must not link what the server cannot serve
    return STATIC_URL + name


@cache
def _inline(name: str) -> str:
    text = SOURCE_MAP.sub("", read_static(name).decode("utf-8"))
    if name.endswith(".css"):
        folder = name.rpartition("/")[0]
        text = CSS_URL.sub(lambda found: f"url({_data_uri(folder, found[1])})", text)
    if END_OF_BLOCK.search(text):
        raise MissingAsset("the web file {name} cannot stand inside a page: it closes its own block", name=name)
    return text.strip()


def _data_uri(folder: str, url: str) -> str:
    if url.startswith(("data:", "#")):
        return url
    kind = mimetypes.guess_type(url)[0] or "application/octet-stream"
    body = base64.b64encode(read_static(f"{folder}/{url}")).decode("ascii")
    return f"data:{kind};base64,{body}"
