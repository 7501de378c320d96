"""Takes an address apart by plain patterns; what they do not explain is said, never dropped."""

from __future__ import annotations

from gisdata.addresses.head import read_head
from gisdata.addresses.normalise import HAS_HAN, normalise
from gisdata.addresses.numerals import DIGIT
from gisdata.addresses.parts import AddressParts
from gisdata.addresses.tail import HEAD, read_tail
from gisdata.addresses.western import read_western


def parse(address: str) -> AddressParts:
    """Return the parts of an address, Chinese or western, in normalised spelling.

    >>> parts = parse("清河镇幸福路12号3栋2单元501室")
    >>> parts.town, parts.street, parts.number, parts.building, parts.unit, parts.room
    ('清河镇', '幸福路', '12', '3', '2', '501')
    >>> parts.door_level
    '清河镇幸福路12号3栋'
    """
    text = normalise(address)
    if not HAS_HAN.search(text):
        parts = read_western(text)
        return AddressParts(**parts, is_unclear="rest" in parts, door_level=text)
    head = HEAD.match(text)
    end = head.end() if head else 0
    tail = read_tail(text, end, read_head(text[:end]))
    left_over, parts = text[tail.at:], tail.parts
    unclear = _may_hide_a_number(parts.get("rest", "") + left_over)
    if unclear or not (parts.get("number") or parts.get("building")):
        parts["door_level"] = text  # nothing may be cut off an address that does not lead to a door
    elif left_over:
        parts["rest"] = parts.get("rest", "") + left_over
        parts["door_level"] += left_over
    return AddressParts(**parts, is_unclear=unclear)


def _may_hide_a_number(words: str) -> bool:
    """Tell whether words that no part explains hold a digit of any script, a numeral or a Latin letter.

    百 and 千 do not count: they stand in too many names (百货).
    """
    return any(sign.isdigit() or sign in DIGIT or sign == "十" or "a" <= sign <= "z" for sign in words)
