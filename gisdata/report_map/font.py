"""The font of printed maps: Noto Sans with Chinese, carried along, so that no machine draws boxes instead of signs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from gisdata.errors import MissingPart

FONT_FILE = Path(__file__).resolve().parents[2] / "api/web/static/vendor/noto-sans-sc/NotoSansHans-Regular.otf"
"""Noto Sans SC (SIL Open Font License 1.1), vendored at build time like the other assets of the pages."""

GETA = "〓"
"""What Chinese and Japanese printers set for a sign that the type case lacks."""


class Font:
    """One font file: which signs it has, and how wide a text comes out."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._face = FT2Font(str(path))
        self._known = frozenset(self._face.get_charmap())

    def of(self, size_pt: float, *, weight: str = "normal") -> FontProperties:
        """Return what matplotlib takes as a font."""
        return FontProperties(fname=str(self._path), size=size_pt, weight=weight)

    def lacks(self, text: str) -> list[str]:
        """Return the signs of a text that the font has no shape for, each once, in order."""
        return [sign for sign in dict.fromkeys(text) if ord(sign) not in self._known and not sign.isspace()]

    def drawable(self, text: str) -> str:
        """Return the text with 〓 for each sign that the font lacks."""
        lacking = set(self.lacks(text))
        return "".join(GETA if sign in lacking else sign for sign in text)

    def width_pt(self, text: str, size_pt: float) -> float:
        """Return the width of a line of text in points."""
        self._face.set_size(size_pt, 72)
        self._face.set_text(self.drawable(text))
        return float(self._face.get_width_height()[0]) / 64

    def wrapped(self, text: str, size_pt: float, width_pt: float) -> Iterator[str]:
        """Yield the lines of a text; Latin words stay whole where they fit, Chinese breaks anywhere."""
        line = ""
        for word in _words(text):
            if line and self.width_pt(line + word.rstrip(), size_pt) > width_pt:
                yield line.rstrip()
                line = ""
            line += word
        if line:
            yield line.rstrip()


@cache
def report_font(path: Path = FONT_FILE) -> Font:
    """Return the font that came with Huhu. Raises MissingPart when it is not there; boxes are never drawn instead."""
    if not path.is_file():
        raise MissingPart("the font for Chinese text is missing ({file}), so no map can be printed; install Huhu anew, "
                          "or in a checkout run: python hatch_build.py", file=path.name)
    return Font(path)


def _words(text: str) -> Iterator[str]:
    """Yield pieces that may stand at the end of a line: Latin words with the space after them, single Chinese signs."""
    word = ""
    for sign in text:
        if sign.isspace() or ord(sign) > 0x2E80:
            if ord(sign) > 0x2E80 and word:
                yield word
                word = ""
            yield word + sign
            word = ""
        else:
            word += sign
    if word:
        yield word
