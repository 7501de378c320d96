"""The flaws of real registers, written in on purpose and counted: spellings, typos, gaps, doubles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from numpy.random import Generator

from gisdata.sample.buildings import TownBuilding
from gisdata.sample.households import Dweller

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

_SLIPS = {
    "学府": "学付", "幸福": "辛福", "东风": "冬风", "滨河": "宾河", "朝阳": "朝杨", "解放": "解方", "人民": "人名",
    "石板": "石扳", "钟楼": "钟搂", "水井": "水景", "桃园": "桃圆", "安居": "安屈", "建设": "建社", "书香": "书相",
}
"""Characters that get mixed up at the keyboard: same sound or same look."""

N_TYPOS, N_GAPS, N_UNKNOWN, N_SAME_ADDRESS = 36, 18, 5, 6
"""Typos in a name; no number in the address; streets that do not exist; one address under two ids."""

_UNKNOWN_STREETS = ("新河路", "长虹街", "北门外", "粮库路", "老汽车站旁")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlawedRegister:
    """The register as the station has it, and which households carry which flaw (ids)."""

    households: tuple[Dweller, ...]
    typos: frozenset[str]
    unclear: frozenset[str]
    same_address: frozenset[str]


def with_flaws(households: Sequence[Dweller], nowhere: Sequence[TownBuilding], chance: Generator) -> FlawedRegister:
    """Return the register with its flaws. Urgent visits, villages and the broken bridge stay clean.

    `unclear` are the households that no rule can place: no number, an unknown street, or a house in `nowhere`.
    """
    lost = {id(building) for building in nowhere}
    rows = list(households)
    clean = [
        i for i, h in enumerate(rows)
        if h.must_visit_by is None and not h.building.village and id(h.building) not in lost and "河湾" not in h.address
    ]
    order = [clean[int(i)] for i in chance.permutation(len(clean))]
    typos = [i for i in order if any(name in rows[i].address for name in _SLIPS)][:N_TYPOS]
    rest = [i for i in order if i not in set(typos)]
    gaps, unknown = rest[:N_GAPS], rest[N_GAPS : N_GAPS + N_UNKNOWN]
    others = rest[N_GAPS + N_UNKNOWN :]
    plain = set(others)
    same = [i for i in others if i - 1 in plain][:N_SAME_ADDRESS]
    for i in typos:
        rows[i] = replace(rows[i], address=_with_slip(rows[i].address))
    for i in gaps:
        rows[i] = replace(rows[i], address=_without_number(rows[i].address))
    for i, street in zip(unknown, _UNKNOWN_STREETS, strict=True):
        rows[i] = replace(rows[i], address=f"{street}{1 + int(chance.integers(90))}号")
    for i in same:
        twin = rows[i - 1]
        rows[i] = replace(
            rows[i], address=twin.address, true_address=twin.true_address, building=twin.building,
            community=twin.community, dwelling=twin.dwelling,
        )
    for i in others:
        rows[i] = replace(rows[i], address=_spelled(rows[i].address, chance))
    unclear = {rows[i].household_id for i in (*gaps, *unknown)}
    return FlawedRegister(
        households=tuple(rows),
        typos=frozenset(rows[i].household_id for i in typos),
        unclear=frozenset(unclear | {h.household_id for h in rows if id(h.building) in lost}),
        same_address=frozenset(rows[i].household_id for i in same),
    )


def _with_slip(address: str) -> str:
    right = next(name for name in _SLIPS if name in address)
    return address.replace(right, _SLIPS[right], 1)


def _without_number(address: str) -> str:
    """Return the address without its door number and without its building: only the street or estate is left."""
    return re.sub(r"[\d-]+号|\d+栋.*|\d+室$", "", address)


def _spelled(address: str, chance: Generator) -> str:
    """Return the address as another clerk would write it; most stay as they are."""
    draw = chance.random()
    if draw < 0.03:
        return address.translate(_FULL_WIDTH)
    if draw < 0.07:
        return re.sub(r"(\d+)栋", r"\1号楼", address)
    if draw < 0.10:
        return f"清河县{address}"
    if draw < 0.12:
        return re.sub(r"号", "号 ", address, count=1)
    if draw < 0.16:
        return address.removesuffix("室")
    return address
