"""Every sentence the code can say and every label of a page has a Chinese translation with the same values."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from jinja2.ext import babel_extract

from api.i18n import gettext, read_catalogue, translate
from gisdata.records import TravelMode
from planner.sentence import Sentence, say

ROOT = Path(__file__).parents[3]
PACKAGES = ("planner", "gisdata", "api")
BASES = {"PlannerError", "GisDataError", "ApiError", "CellFault"}


def trees() -> list[ast.Module]:
    files = (file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py")))
    return [ast.parse(file.read_text(encoding="utf-8")) for file in files]


def error_names(modules: list[ast.Module]) -> set[str]:
    """Return the names of all classes that carry a sentence: the bases and what derives from them."""
    found = set(BASES)
    for _ in range(4):   # deeper families than this would be a fault of their own
        for node in (node for module in modules for node in ast.walk(module) if isinstance(node, ast.ClassDef)):
            if found & {base.id for base in node.bases if isinstance(base, ast.Name)}:
                found.add(node.name)
    return found


def templates_in_code() -> set[str]:
    modules = trees()
    names = error_names(modules) | {"say", "Sentence"}
    return {text for module in modules for text in first_texts(module, names)}


def first_texts(module: ast.Module, names: set[str]) -> Iterator[str]:
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        first = node.args[0]
        if called in names and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def labels_in_pages() -> set[str]:
    rows = extract_from_dir(
        ROOT / "api" / "web" / "templates", method_map=[("**.html", babel_extract)],
        options_map={"**.html": {"newstyle_gettext": "true"}},
    )
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in rows}


def fields_of(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def needs_words(template: str) -> bool:
    """A template of fields and signs alone ("{text}") is the same in every language."""
    return any(letter.isalpha() for part, *_ in Formatter().parse(template) for letter in part)


def test_every_sentence_and_label_is_translated() -> None:
    wanted = {text for text in templates_in_code() | labels_in_pages() | set(TravelMode) if needs_words(text)}
    translated = {message.id for message in read_catalogue("zh-CN") if message.id and message.string}
    missing = sorted(wanted - translated)
    if missing:
        listed = "\n\n".join(f"msgid {po_text(text)}\nmsgstr \"\"" for text in missing)
        pytest.fail(f"{len(missing)} without a translation; fill these into messages.po:\n\n{listed}")


def po_text(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{quoted}"'


def test_a_translation_asks_for_no_value_that_its_sentence_lacks() -> None:
    wrong = [
        message.id for message in read_catalogue("zh-CN")
        if message.id and message.string and "%(" not in message.id
        and not fields_of(str(message.string)) <= fields_of(str(message.id))
    ]
    assert wrong == []


def test_no_translation_is_left_of_a_sentence_that_is_gone() -> None:
    known = templates_in_code() | labels_in_pages() | set(TravelMode)
    kept = {str(message.id) for message in read_catalogue("zh-CN") if message.id}
    assert sorted(kept - known) == []


def test_a_sentence_without_translation_is_said_in_english() -> None:
    assert translate(say("nobody translated {this}", this=3), "zh-CN") == "nobody translated 3"


def test_a_sentence_inside_a_sentence_is_translated_too() -> None:
    inner = say("Visit")
    assert translate(Sentence("{text}", {"text": inner}), "zh-CN") == gettext("Visit", "zh-CN") == "入户走访"


def test_a_mode_of_travel_inside_a_sentence_is_translated_too() -> None:
    told = say("preparing the streets for going by {mode}", mode=TravelMode.EBIKE)
    assert translate(told, "zh-CN") == "正在准备电动车路网"
    assert translate(told, "en") == "preparing the streets for going by ebike"


def test_english_says_the_template_itself() -> None:
    assert translate(say("seed {seed}", seed=7), "en") == "seed 7"
