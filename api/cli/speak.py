"""How the command speaks: progress and findings to the error output, results to the output, in one language."""

from __future__ import annotations

import json
import locale
import os
from dataclasses import dataclass
from typing import Any

import typer

from api.i18n import translate
from gisdata.records.language import Language
from planner.sentence import Sentence


def command_language() -> Language:
    """Return "zh-CN" or "en": HUHU_LANG, else the locale of the shell, else English."""
    wanted = os.environ.get("HUHU_LANG") or locale.getlocale()[0] or ""
    return "zh-CN" if wanted.lower().startswith("zh") else "en"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says sentences in one language; with `as_json` only the result goes to the output, as one JSON object."""

    language: Language
    as_json: bool = False

    def progress(self, sentence: Sentence) -> None:
        """Say what is being done now (error output, so that it never mixes with results)."""
        typer.echo(translate(sentence, self.language), err=True)

    def say(self, sentence: Sentence) -> None:
        """Say one line of the result, unless the result goes out as JSON."""
        if not self.as_json:
            typer.echo(translate(sentence, self.language))

    def result(self, data: dict[str, Any]) -> None:
        """Print the result as JSON, when asked for."""
        if self.as_json:
            typer.echo(json.dumps(data, ensure_ascii=False, indent=1, default=str))

    def text(self, sentence: Sentence) -> str:
        """Return the sentence in the language of this speaker."""
        return translate(sentence, self.language)
