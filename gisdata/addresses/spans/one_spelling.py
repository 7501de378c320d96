"""One spelling of the signs of an address that keeps its length, so that every sign can be found again."""

from __future__ import annotations

import re
import unicodedata

from gisdata.addresses.normalise import PLAIN_SIGNS, TRADITIONAL

GLUE = "~"
"""Stands for a hyphen inside one number (10-1号), where a plain hyphen parts two (3-201)."""

SUB_NUMBER = re.compile(r"(?<=[路街道巷弄村组庄][0-9])([0-9]{0,4})-(?=[0-9]{1,4}号(?!楼))")
STROKE = re.compile(r"(?<=[0-9号栋幢])一(?=[0-9])")
"""一 between digits is a hyphen typed by a hand: 70一8号."""


def same_length(address: str) -> str:
    """Return the address in plain signs, exactly as long as it was: full-width forms, capitals, dashes, 號.

    >>> same_length("幸福路１２號（３棟）")
    '幸福路12号,3栋,'
    """
    return STROKE.sub("-", "".join(_plain(sign) for sign in address))


def _plain(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign).casefold()
    plain = plain if len(plain) == 1 else sign
    return plain.translate(TRADITIONAL).translate(PLAIN_SIGNS)


def glued(plain: str) -> str:
    """Return the text with the hyphens of sub-numbers and ranges of house numbers glued: 路10-1号 is one number.

    >>> glued("保联街10-1号3-201")
    '保联街10~1号3-201'
    """
    return SUB_NUMBER.sub(lambda found: f"{found.group(1)}{GLUE}", plain)
