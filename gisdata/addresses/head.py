"""The front of a Chinese address: everything before the first number, from the province to the road."""

from __future__ import annotations

import re

SUFFIX = r"(?:大道|大街|胡同|路|街|巷|弄|道|花园|小区|公寓|广场|商场|市场|城|苑|里|口)"
GOES_ON = rf"(?=..)(?!{SUFFIX})"
"""A name follows an administrative name, not a bare kind: 菜市口大街 is in no city 菜市."""

NO_SIDE_OF_IT = rf"(?![东西南北中前后]?{SUFFIX})"
"""Villages give names to streets: 中关村南大街 is a street, while 清河镇东街 lies in 清河镇."""

PLAIN = "[^省市区县镇乡村路街巷]"
LEVELS = tuple(
    (name, re.compile(pattern + GOES_ON)) for name, pattern in (
        ("province", rf"({PLAIN}{{2,3}}省|{PLAIN}{{2,7}}自治区)"),
        ("city", rf"({PLAIN}{{2,6}}(?:市|自治州|地区|盟))"),
        ("district", rf"({PLAIN}{{1,6}}(?:(?<![小社园校厂院库营])区|县|旗|市))"),
        ("town", rf"([^省市区县镇乡村]{{1,6}}街道(?:办事处|办)?|{PLAIN}{{1,6}}[镇乡])"),
    )
)
COMMUNITY = re.compile(r"(.{1,8}?(?:社区(?:居委会)?|居委会|居民委员会|村委会|村民委员会))")
VILLAGE = re.compile(rf"(.{{1,6}}?(?<!新)村)(?!委){NO_SIDE_OF_IT}")

IS_STREET = re.compile(r".+(?:大道|大街|胡同|路|街|巷|弄|道)(?:[东西南北中][段侧]?)?$")
ESTATE_END = r"(?:小区|花园|家园|苑|公寓|新村|广场|城|大院|大厦|园|府|庭|宿舍|里)"
STREET_THEN_ESTATE = re.compile(rf"(.+?(?:大道|大街|胡同|路|街|巷|弄))(?!.*[路街巷弄])(.+{ESTATE_END})$")


def read_head(head: str) -> dict[str, str]:
    """Return the named parts of the text before the first number, by field of AddressParts.

    A name ends with what its kind ends with (镇, 社区, 村, 路); the longest road name wins, so 马路街 is one road
    and 铁路新村 an estate. A name of no known kind (粮站宿舍) is taken as an estate.
    """
    parts: dict[str, str] = {}
    for name, pattern in LEVELS:
        head = _take(parts, name, pattern, head)
    head = _take(parts, "community", COMMUNITY, head)
    head = _take(parts, "village", VILLAGE, head)
    if not head:
        return parts
    if IS_STREET.match(head):
        return {**parts, "street": head}
    both = STREET_THEN_ESTATE.match(head)
    if both and len(both.group(2)) > 2:  # 铁路 + 新村 is one name: a bare kind is no name of its own
        return {**parts, "street": both.group(1), "estate": both.group(2)}
    return {**parts, "estate": head}


def _take(parts: dict[str, str], name: str, pattern: re.Pattern[str], head: str) -> str:
    """Put the name at the front of `head` into `parts` and return what is left."""
    found = pattern.match(head)
    if not found:
        return head
    parts[name] = found.group(1)
    return head[found.end(1):]
