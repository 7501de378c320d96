"""Chinese addresses of the sample town, spoilt by a seeded chance, for the benchmark of geocoding."""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path

from gisdata.addresses.answers import Ground
from gisdata.addresses.normalise import normalise
from gisdata.coordinates import Datum
from gisdata.read import read_doorplates
from gisdata.read.osm import read_osm
from gisdata.records import AddressPoint
from gisdata.sample import write_sample_town
from tests.benchmarks.geocoding import Asked, street_names

KINDS = ("as it is", "room added", "levels added", "other spelling", "levels dropped", "typo", "wrong number")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
SIGNS = "清明和平新安长春金玉龙泉石松柏云文华兴福利民光辉"
NAME = re.compile(r"[^0-9]{2,}?(?=路|街|巷|村|新村|花园|小区|湾|苑|公寓|家园|广场|[0-9])")
LAST_NUMBER = re.compile(r"([0-9]+)(号|栋)$")
CHINESE = "零一二三四五六七八九"


def a_chinese_town(seed: int, *, withheld: float, times: int = 5) -> tuple[Ground, list[Asked]]:
    """Return the sample town with a share of its plates withheld, and each plate asked for `times` times."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        town = write_sample_town(Path(folder), seed=seed, week="2026-W48")
        found = read_osm(town.files["streets"])
        names = tuple(street_names(town.files["streets"]))
        near = found.bounds
        plates = read_doorplates(town.files["doorplates"], crs=Datum.WGS84, near=near).records
    points = [*plates, *found.address_points]
    known = {normalise(point.address) for point in points}
    kept = {address for address in sorted(known) if chance.random() >= withheld}
    asked = []
    for plate in plates * times:
        kind = chance.choice(KINDS)
        community = plate.community if chance.random() < 0.7 else ""
        asked.append(Asked(spoilt(plate, kind, known, chance), plate, kind, normalise(plate.address) not in kept,
                           community))
    ground = Ground(address_points=tuple(p for p in points if normalise(p.address) in kept),
                    buildings=tuple(found.buildings), street_names=names)
    return ground, asked


def spoilt(plate: AddressPoint, kind: str, known: set[str], chance: random.Random) -> str:
    """Return the address of a plate as a careless or hasty person would write it."""
    address = plate.address
    if kind == "room added":
        return f"{address}{chance.randint(1, 4)}单元{chance.randint(1, 9)}0{chance.randint(1, 4)}室"
    if kind == "levels added":
        return f"湖北省清河县清河镇{'' if plate.community[:-2] in address else plate.community}{address}"
    if kind == "other spelling":
        return other_spelling(address, chance)
    if kind == "levels dropped":
        return re.sub(r"^.*号(?=.+栋$)", "", address)
    if kind == "typo":
        return misspelt(address, known, chance)
    return wrong_number(address, known, chance) if kind == "wrong number" else address


def other_spelling(address: str, chance: random.Random) -> str:
    """Return the address with full-width or Chinese digits, 号楼 or # for 栋, or brackets."""
    how = chance.randrange(4)
    if how == 0:
        return address.translate(FULL_WIDTH)
    if how == 1:
        return address.replace("栋", chance.choice(("号楼", "#", "幢")))
    if how == 2:
        return re.sub(r"(?<![0-9])[1-9](?=[号栋组])", lambda found: CHINESE[int(found.group())], address)
    return re.sub(r"号(.+栋)$", r"号（\1）", address)


def misspelt(address: str, known: set[str], chance: random.Random) -> str:
    """Return the address with one wrong sign in its first name, such that no plate bears it."""
    name = NAME.match(address)
    end = name.end() if name else 2
    while True:
        at = chance.randrange(end)
        wrong = address[:at] + chance.choice(SIGNS) + address[at + 1:]
        if normalise(wrong) not in known:
            return wrong


def wrong_number(address: str, known: set[str], chance: random.Random) -> str:
    """Return the address with a last number such that no plate bears it."""
    while True:
        wrong = LAST_NUMBER.sub(lambda found: f"{chance.randint(1, 250)}{found.group(2)}", address)
        if normalise(wrong) not in known:
            return wrong
