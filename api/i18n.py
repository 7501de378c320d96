"""Sentences in the reader's language: Chinese out of the catalogue, English as the templates say it themselves."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from gisdata.records.language import LANGUAGES, Language
from planner.sentence import Sentence

CATALOGUES = Path(__file__).parent / "web" / "locale"
"""One folder per language that is not English; the .po files are read as they are, nothing is compiled."""

_FOLDERS = {"zh-CN": "zh_CN"}
"""Browsers write languages with a hyphen, gettext with an underscore."""


def translate(sentence: Sentence, language: str) -> str:
    """Return the sentence in `language`; a sentence the catalogue lacks is said in English.

    Values that are sentences or members of a closed list (on foot, by car) are translated too. A translation that
    asks for a value the sentence does not have would be worse than English, so then English is said.
    """
    values = {name: _said(value, language) for name, value in sentence.values.items()}
    try:
        return gettext(sentence.template, language).format(**values)
    except (KeyError, IndexError, ValueError):
        return str(Sentence(sentence.template, values))


def _said(value: object, language: str) -> object:
    if isinstance(value, Sentence):
        return translate(value, language)
    if isinstance(value, StrEnum):
        return gettext(value.value, language)
    return value


def gettext(text: str, language: str) -> str:
    """Return the translation of a template or label, or the text itself when there is none."""
    return str(translations(language).gettext(text)) if text else ""


def known_language(wanted: str | None, default: Language) -> Language:
    """Return `wanted` when Huhu speaks it, else `default`."""
    return next((language for language in LANGUAGES if language == wanted), default)


@cache
def translations(language: str) -> NullTranslations:
    """Return the translations of a language, read once; English has none, its templates speak for themselves."""
    if language not in _FOLDERS:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return Translations(compiled)


def read_catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as its file holds it."""
    folder = _FOLDERS[language]
    with (CATALOGUES / folder / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=folder)
