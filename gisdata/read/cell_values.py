"""Cells to values: text, codes, numbers and closed lists, each with its own sentence when it does not fit."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from gisdata.read.faults import CellFault
from gisdata.read.red_lines import PEOPLE_WORDS, REMOVED, holds_number_of_a_person, is_number_of_a_person

MAX_CELL_CHARS = 10_000
"""What is longer is no cell a person typed, but often the rest of the file behind a stray quotation mark."""

MAX_TEXT_CHARS = 200
"""Free text is short, so that it cannot become a file on people."""

MAX_CODE_CHARS = 64

_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
"""Control characters, marks without width or that turn the writing direction, and halves of characters: they make two
texts look alike that are not, and workbooks cannot hold them."""

_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+\d+")
_CELL_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})

Choice = TypeVar("Choice", bound=StrEnum)


def clean_text(cell: str) -> str:
    """Return free text without blanks around it, and without line ends and invisible characters inside."""
    text = cell.strip()
    if text.isprintable():
        return text
    return _INVISIBLE.sub("", " ".join(text.split())).strip()


def clean_code(cell: str) -> str:
    """Return a code, number, date or name of a list in its plain form (NFKC), so that `Ｈ１` and `H1` are the same."""
    text = cell.strip()
    if text.isascii() and text.isprintable():
        return text
    return clean_text(unicodedata.normalize("NFKC", text))


def parse_text(text: str) -> str:
    """Return free text of at most 200 characters that names no person's number and no category of people."""
    if len(text) > MAX_TEXT_CHARS:
        raise CellFault("the text has {n} characters, at most {limit} fit; shorten it", n=len(text),
                        limit=MAX_TEXT_CHARS)
    _require_a_value(text)
    if holds_number_of_a_person(text):
        raise CellFault("the text holds what looks like a phone or ID number; take it out: Huhu keeps doors, not "
                        "people")
    if PEOPLE_WORDS.search(text):
        raise CellFault("the text puts people into a category; describe the place only: Huhu keeps doors, not people")
    return text


def parse_code(text: str) -> str:
    """Return an id of at most 64 characters that is no number of a person and was not rounded by a spreadsheet."""
    if len(text) > MAX_CODE_CHARS:
        raise CellFault("the code has {n} characters, at most {limit} fit", n=len(text), limit=MAX_CODE_CHARS)
    _require_a_value(text)
    if _ROUNDED.fullmatch(text):
        raise CellFault("{value} is a long number that a spreadsheet has rounded; format the column as text and fill "
                        "it in again")
    if len(text) >= 11 and is_number_of_a_person(text):
        raise CellFault("the code looks like a phone or ID number of a person; use a number of the door, or put a "
                        "letter before it if it is one")
    return text


def _require_a_value(text: str) -> None:
    if text in _CELL_ERRORS:
        raise CellFault("{value} is an error of the spreadsheet, not a value; correct its formula")
    if REMOVED in text:
        raise CellFault("{mark} still stands where a number of a person was taken out; write the cell without it",
                        mark=REMOVED)


def parse_number(text: str) -> float:
    """Return a finite number; the decimal mark is a point."""
    try:
        number = float(text)
    except ValueError:
        raise CellFault("{value} is not a number; write it like 110.7854") from None
    if not math.isfinite(number):
        raise CellFault("{value} is not a number one can measure (NaN or infinite); leave the cell empty or correct it")
    if "_" in text:
        raise CellFault("{value} is not a number; write it like 110.7854")
    return number


def parse_minutes(text: str) -> int:
    """Return seconds of a number of minutes, 0 or more and at most a day."""
    minutes = parse_number(text)
    if minutes < 0:
        raise CellFault("{value} minutes is negative; write 0 or more")
    if minutes > 24 * 60:
        raise CellFault("{value} minutes is more than a day; give minutes, not seconds")
    return round(minutes * 60)


def parse_share(text: str) -> float:
    """Return a share between 0 and 1, both included; `50%` is 0.5."""
    share = parse_number(text[:-1]) / 100 if text.endswith("%") else parse_number(text)
    if not 0 <= share <= 1:
        raise CellFault("{value} is not a share; write a number between 0 and 1")
    return share


def parse_yes_no(text: str) -> bool:
    """Return yes/no, 是/否, true/false, y/n or 1/0 as a truth value."""
    word = text.lower()
    if word in ("yes", "y", "true", "1", "是"):
        return True
    if word in ("no", "n", "false", "0", "否"):
        return False
    raise CellFault("{value} is not one of: {allowed}", allowed="yes 是, no 否")


def parse_names(text: str) -> tuple[str, ...]:
    """Return the names of a list joined by 、 ; ； | or , in order, each once."""
    names = dict.fromkeys(name.strip() for name in re.split("[、;；|,，]", text))
    names.pop("", None)
    for name in names:
        parse_code(name)
    return tuple(names)


def choice_of(words: Mapping[Choice, str]) -> Callable[[str], Choice]:
    """Return a parser of a closed list given as English value -> Chinese word; both are accepted."""
    allowed = ", ".join(f"{choice.value} {chinese}" for choice, chinese in words.items())
    known = {choice.value: choice for choice in words} | {chinese: choice for choice, chinese in words.items()}

    def parse_choice(text: str) -> Choice:
        choice = known.get(text.lower())
        if choice is None:
            raise CellFault("{value} is not one of: {allowed}", allowed=allowed)
        return choice

    return parse_choice
