"""A place in the text of an address, and the pieces found so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gisdata.addresses.spans.gazetteer import Gazetteer
from gisdata.addresses.spans.labels import Part, Span


@dataclass(slots=True)
class Cursor:
    """Reads `text` (one spelling, sign by sign) from `at` on; `after` is the last part that says where."""

    text: str
    gazetteer: Gazetteer
    at: int = 0
    spans: list[Span] = field(default_factory=list)

    @property
    def after(self) -> Part | None:
        """The last part that is not noise; None at the start."""
        return next((span.part for span in reversed(self.spans) if span.part is not Part.NOISE), None)

    @property
    def is_done(self) -> bool:
        """True at the end of the text."""
        return self.at >= len(self.text)

    def has(self, *parts: Part) -> bool:
        """Tell whether any of these parts was found already."""
        return any(span.part in parts for span in self.spans)

    def word_of(self, span: Span) -> str:
        """Return the signs of a span."""
        return self.text[span.start:span.end]

    def last_word(self) -> str:
        """Return the signs of the last span that is not noise; "" at the start."""
        return next((self.word_of(s) for s in reversed(self.spans) if s.part is not Part.NOISE), "")

    def looks_at(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the match of `pattern` at the cursor, without moving."""
        return pattern.match(self.text, self.at)

    def move_to(self, end: int, part: Part) -> None:
        """Call the signs up to `end` by a part, and go on behind them."""
        self.spans.append(Span(part, self.at, end))
        self.at = end
