"""A sentence for people that can be said in any language: a template and its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence told to a person; `str()` gives English, the template is the key of every translation.

    `template` is an English sentence with named fields (`"shift {shift} starts too early"`); `values` fills
    them. The ways in (`api`) look the template up in the catalogue of the reader's language, so that code
    below them never knows a language.

    >>> str(Sentence("shift {shift} ends at {end}", {"shift": "o1-mon", "end": "16:00"}))
    'shift o1-mon ends at 16:00'
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)   # equal sentences share a template

    def __str__(self) -> str:
        return self.template.format(**self.values)


def say(template: str, **values: object) -> Sentence:
    """Return the sentence of a template and its values."""
    return Sentence(template, values)
