"""Chinese numerals in the numbers of an address: 二十三号 becomes 23号, while 三元里 keeps its name."""

from __future__ import annotations

import re

DIGIT = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
SIGNS = "".join([*DIGIT, *TENS])

NUMBERED = r"(?:号|栋|幢|座|单元|室|层|楼|组|队|社(?!区)|期|区|门(?=[0-9零〇一二三四五六七八九]|$))"
"""Words that follow a number in an address. 社 not in 社区, 门 only before a room: 八一社区, 三门峡 are names."""

ZERO_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[〇零](?=[0-9])")
NUMBER = re.compile(rf"([0-9]?)第?([{SIGNS}]+)(?={NUMBERED})")
LANE_NUMBER = re.compile(
    rf"([0-9]|(?<![{SIGNS}]))([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[巷弄排])"
)
"""Lanes are numbered by value only (三巷, 十二弄): 五一巷 is the lane of May the First, not lane 51."""


def digits_for_numerals(text: str) -> str:
    """Return the text with the numerals of its numbers as digits; numerals inside names are kept.

    A numeral next to a digit starts a number of its own, so a blank goes between them and no two numbers
    run together.

    >>> digits_for_numerals("三元里大街二十三号五〇一室")
    '三元里大街23号501室'
    """
    text = ZERO_BETWEEN_DIGITS.sub("0", text)
    return LANE_NUMBER.sub(_in_digits, NUMBER.sub(_in_digits, text))


def _in_digits(found: re.Match[str]) -> str:
    before, numeral = found.groups()
    value = _value(numeral)
    if value is None:
        return found.group()
    return f"{before} {value}" if before else value


def _value(numeral: str) -> str | None:
    """Return the digits of a numeral, by place (五〇一) or by value (二十三); None when it is neither."""
    if not any(sign in TENS for sign in numeral):
        return "".join(str(DIGIT[sign]) for sign in numeral)
    total, ones, last_tens = 0, 0, 10_000
    for sign in numeral:
        if sign in DIGIT:
            if ones:
                return None  # two digits in a row: not a number by value
            ones = DIGIT[sign]
        elif TENS[sign] >= last_tens:
            return None  # 十百: the tens must fall
        else:
            last_tens = TENS[sign]
            total, ones = total + (ones or 1) * last_tens, 0
    return str(total + ones)
