"""Labelled real Chinese addresses: a number that was read is the right one, or the address is called unclear."""

import re
from collections import Counter
from pathlib import Path

import pytest

from gisdata.addresses import normalise, parse

LABELLED = Path(__file__).parents[3] / "../shared/data/addresses/address_parsing_labelled.txt"
PLAIN = {"roadno": ("number", re.compile(r"([0-9a-z-]+)号$")), "houseno": ("building", re.compile(r"([0-9a-z]+)栋$"))}


def labelled_addresses() -> list[tuple[str, dict[str, list[str]]]]:
    """Return the text of each address and its labelled parts, by label."""
    if not LABELLED.exists():
        pytest.skip("the labelled addresses are kept outside the repository, in ../shared/data/addresses")
    addresses = []
    for block in LABELLED.read_text("utf-8").split("\n\n"):
        tokens = [line.rsplit(" ", 1) for line in block.splitlines() if line.strip()]
        parts: dict[str, list[str]] = {}
        for token, label in tokens:
            place, _, name = label.lower().partition("-")
            if place == "b":
                parts.setdefault(name, []).append(token)
            elif name in parts:
                parts[name][-1] += token
        addresses.append(("".join(" " if token == "_" else token for token, _ in tokens), parts))
    return addresses


def test_no_house_number_and_no_building_is_read_wrongly():
    outcome: Counter[tuple[str, str]] = Counter()
    wrong = []
    for text, labelled in labelled_addresses():
        parts = parse(text)
        for label, (name, pattern) in PLAIN.items():
            wanted = pattern.match(normalise(labelled[label][0])) if len(labelled.get(label, [])) == 1 else None
            if not wanted:
                continue
            got = getattr(parts, name)
            kind = "unclear" if parts.is_unclear else "right" if got == wanted.group(1) else "wrong"
            outcome[name, kind] += 1
            wrong += [(text, got)] if kind == "wrong" else []
    print(dict(outcome))
    assert len(wrong) == 0
    assert outcome["number", "right"] > 5 * outcome["number", "unclear"]
    assert outcome["building", "right"] > 5 * outcome["building", "unclear"]
