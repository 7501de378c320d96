"""The form of labelled address files: one token a line with its label, a blank line between addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gisdata.addresses.spans.gazetteer import Gazetteer, plain_gazetteer
from gisdata.addresses.spans.labels import Part
from gisdata.addresses.spans.one_spelling import GLUE, STROKE, same_length
from gisdata.addresses.spans.read import spans_of

LABEL = {
    Part.PROVINCE: "prov", Part.DEV_ZONE: "devZone", Part.SUB_ROAD: "subRoad", Part.ROAD_NUMBER: "roadno",
    Part.SUB_ROAD_NUMBER: "subroadno", Part.PLACE: "poi", Part.SUB_PLACE: "subpoi", Part.BUILDING: "houseno",
    Part.UNIT: "cellno", Part.FLOOR: "floorno", Part.ROOM: "roomno", Part.NOISE: "redundant",
    Part.OTHER: "otherinfo",
}
"""Labels of such files that are not the word of the part."""

LABELLED = re.compile(r"(\S+)[ \t]+[BIES]-\w+")
TOKEN = re.compile(r"[0-9]+|\s|.")
BLANK = "_"


def labels_of(tokens: list[str], gazetteer: Gazetteer | None = None) -> list[str]:
    """Return a label (B-road, I-road, ...) for each token; `_` stands for a blank.

    A hyphen inside a token (806-808) belongs to one number.
    """
    text = STROKE.sub("-", "".join(_plain_token(token) for token in tokens))
    spans = spans_of(text, gazetteer or plain_gazetteer())
    labels, start, at = [], 0, 0
    begun = -1
    for token in tokens:
        while at < len(spans) and spans[at].end <= start:
            at += 1
        name = LABEL.get(spans[at].part, spans[at].part.value)
        labels.append(f"{'I' if at == begun else 'B'}-{name}")
        begun, start = at, start + len(token)
    return labels


def _plain_token(token: str) -> str:
    plain = same_length(token)
    return re.sub(r"(?<=[0-9])[-_](?=[0-9])|(?<=[0-9]),(?=[0-9])", GLUE, plain)


def tokens_of_line(address: str) -> list[str]:
    """Return the tokens of a written address: runs of digits, every other sign alone, `_` for a blank."""
    return [BLANK if token.isspace() else token for token in TOKEN.findall(address.strip())]


def read_token_blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield the tokens of each address of a labelled file, whether its labels are there or not."""
    block: list[str] = []
    for line in lines:
        written = line.rstrip("\n\r")
        if written.strip():
            found = LABELLED.fullmatch(written.strip())
            block.append(found.group(1) if found else written.strip())
        elif block:
            yield block
            block = []
    if block:
        yield block


def are_tokens(lines: Iterable[str]) -> bool:
    """Tell whether lines hold tokens, one each: labels behind all of them, or runs of single signs and numbers."""
    written = [line.strip() for line in lines]
    if any(LABELLED.fullmatch(line) for line in written):
        return True
    full = [line for line in written if line]
    return "" in written[:-1] and sum(len(line) == 1 or line.isdigit() for line in full) > len(full) / 2
