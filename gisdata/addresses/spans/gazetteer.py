"""Names of divisions that are known beforehand: the station's own first, then the provinces and cities of China."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from gisdata.addresses.spans.counties import COMMON_WORDS, COUNTIES
from gisdata.addresses.spans.divisions import FULL_NAMES, MUNICIPALITIES, PROVINCES
from gisdata.addresses.spans.labels import Part

KIND = {
    Part.PROVINCE: re.compile(r"(?<=..)省$"),
    Part.CITY: re.compile(r"(?<=..)(?:市|盟|地区|[^族]{0,3}族.*自治州)$"),
    Part.DISTRICT: re.compile(r"(?<=..)(?:[市县区旗]|自治县)$"),
    Part.TOWN: re.compile(r"(?<=..)(?:街道办事处|街道|镇|乡)$"),
    Part.COMMUNITY: re.compile(r"(?<=..)(?:社区居委会|社区居民委员会|居委会|村委会|村民委员会|社区|村)$"),
}
"""What people leave off a name; never so that less than two signs stay."""

ROAD_FOLLOWS = re.compile(
    r"[东西南北中前后]?[一二三四五六七八九十]?(?:大道|大街|[路街巷弄里]|胡同|大厦|国际|花园|小区|广场|新城|公寓)"
)
"""海宁 before 路 is the name of a street, not the town."""


COMMON = frozenset(COMMON_WORDS.split())


class Gazetteer:
    """Known names by their first sign, so that the longest one at a place of a text is found at once."""

    def __init__(self, names: Iterable[tuple[str, Part]]) -> None:
        self._names: dict[str, Part] = {}
        self._lengths: dict[str, list[int]] = {}
        self._short: set[str] = set()
        for name, part in names:
            self._add(name, part)
            bare = KIND[part].sub("", name) if part in KIND else name
            if bare != name and bare not in COMMON:
                self._add(bare, part)
                self._short.add(bare)
            if name.endswith("自治州"):
                self._add(f"{bare}州", part)
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def _add(self, name: str, part: Part) -> None:
        if name and name not in self._names:
            self._names[name] = part
            lengths = self._lengths.setdefault(name[0], [])
            if len(name) not in lengths:
                lengths.append(len(name))

    def is_short(self, name: str) -> bool:
        """Tell whether a known name is written without the word for its kind."""
        return name in self._short

    def at(self, text: str, start: int) -> tuple[Part, int] | None:
        """Return the part and the end of the longest known name at `start`, or None.

        A name without its kind (海宁 for 海宁市) does not count where it begins the name of a street or estate.
        """
        for length in self._lengths.get(text[start:start + 1], ()):
            name = text[start:start + length]
            part = self._names.get(name) if len(name) == length else None
            if part and not (name in self._short and ROAD_FOLLOWS.match(text, start + length)):
                return part, start + length
        return None


def gazetteer_of(rows: Iterable[tuple[str, Part]] = ()) -> Gazetteer:
    """Return the gazetteer of a station's own names (they win) and the built-in ones."""
    return Gazetteer([*rows, *built_in()])


@lru_cache(maxsize=1)
def plain_gazetteer() -> Gazetteer:
    """Return the gazetteer of the built-in names alone."""
    return gazetteer_of()


def built_in() -> list[tuple[str, Part]]:
    """Return the built-in names: provinces, municipalities, prefectures and county-level cities, in full."""
    names = [("中国", Part.COUNTRY)]
    names += [(f"{name}市", Part.CITY) for name in MUNICIPALITIES]
    for line in PROVINCES.strip().splitlines():
        province, rest = line.split(":")
        cities, _, county_cities = rest.partition("|")
        names.append((FULL_NAMES.get(province, f"{province}省"), Part.PROVINCE))
        names += [(province, Part.PROVINCE)]
        names += [(_in_full(name), Part.CITY) for name in cities.split()]
        names += [(f"{name}市", Part.DISTRICT) for name in county_cities.split()]
    for line in COUNTIES.strip().splitlines():
        districts, _, counties = line.partition(":")[2].partition("|")
        names += [(name if name.endswith("区") else f"{name}区", Part.DISTRICT) for name in districts.split()]
        names += [(f"{name}县", Part.DISTRICT) for name in counties.split()]
    return names


def _in_full(name: str) -> str:
    return name if name.endswith(("自治州", "盟", "地区")) else f"{name}市"
