"""How many addresses of real towns are placed rightly, wrongly or not at all when half of the plates are missing.

    python -m tests.benchmarks.geocoding

Addresses of the map are spoilt by a seeded chance: as they are, a typo in the name, an omission (str. for straße, or
the blank before the number), or a *wrong number*, which no plate of the street bears. Half of the addresses are
withheld. Right is a point within 50 m of the door; a wrong number is right in review only. Wrong is any other point.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import osmium

from gisdata.addresses.answers import Answer, Answers, Ground
from gisdata.addresses.normalise import normalise
from gisdata.addresses.one_point import distance_m
from gisdata.read.osm import read_osm
from gisdata.records import AddressPoint
from tests.benchmarks.tables import table

OSM = Path(__file__).parents[2] / "../shared/data/osm"
RIGHT_M = 50.0
SEED = 7
KINDS = ("as it is", "typo", "omission", "wrong number")


@dataclass(frozen=True)
class Asked:
    """A spoilt address, the door it was made from, what was done to it, and whether its door is withheld."""

    text: str
    door: AddressPoint
    kind: str
    withheld: bool
    community: str = ""


@dataclass
class Outcome:
    """Right, wrong and to review, and the metres of the points given."""

    counts: Counter[str] = field(default_factory=Counter)
    metres: list[float] = field(default_factory=list)

    def add(self, asked: Asked, answer: Answer) -> str:
        """Count one answer and return how it was judged."""
        judged, metres = judge(asked, answer)
        self.counts[judged] += 1
        self.metres += [metres] if metres is not None else []
        return judged

    def row(self, title: str) -> list[str]:
        """Return a row of the table."""
        n = self.counts.total()
        shares = [f"{self.counts[name]} ({self.counts[name] / n:.2%})" for name in ("right", "wrong", "review")]
        return [title, str(n), *shares, f"{median(self.metres):.1f}" if self.metres else "-"]


def judge(asked: Asked, answer: Answer) -> tuple[str, float | None]:
    """Return right, wrong or review, and the metres from the door where a point was given."""
    if not answer.is_sure or answer.lon_deg is None or answer.lat_deg is None:
        return ("right" if asked.kind == "wrong number" else "review"), None
    metres = distance_m(asked.door, at(asked.door, answer.lon_deg, answer.lat_deg))
    return ("right" if asked.kind != "wrong number" and metres <= RIGHT_M else "wrong"), metres


def at(door: AddressPoint, lon_deg: float, lat_deg: float) -> AddressPoint:
    """Return a point of the same address elsewhere."""
    return AddressPoint(address_id=door.address_id, source=door.source, address="", street="", number="",
                        community="", lon_deg=lon_deg, lat_deg=lat_deg)


def spoil(point: AddressPoint, kind: str, numbers: set[str], chance: random.Random) -> str:
    """Return the address of a point with one fault of this kind."""
    street, number = point.street, point.number
    if kind == "typo":
        street = misspelt(street, chance)
    elif kind == "omission":
        street = street.replace("straße", "str.").replace("Straße", "Str.")
        joined = street[-1].isalpha() and chance.random() < 0.5
        return f"{street}{number}" if joined else f"{street} {number}"
    elif kind == "wrong number":
        free = [n for n in range(1, 400) if str(n) not in numbers]
        near = [n for n in free if n <= 2 * max((int(x) for x in numbers if x.isdigit()), default=20)]
        number = str(chance.choice(near or free))
    return f"{street} {number}"


def misspelt(name: str, chance: random.Random) -> str:
    """Return a name with one letter changed, left out, doubled or swapped with the next."""
    letters = [i for i, sign in enumerate(name[:-1]) if sign.isalpha() and name[i + 1].isalpha()]
    i, how = chance.choice(letters), chance.randrange(4)
    if how == 0:
        return name[:i] + chance.choice("abcdefghijklmnoprstuvw") + name[i + 1:]
    if how == 1:
        return name[:i] + name[i + 1:]
    return name[:i] + name[i] + name[i:] if how == 2 else name[:i] + name[i + 1] + name[i] + name[i + 2:]


def a_town(path: Path, seed: int) -> tuple[Ground, list[Asked]]:
    """Return what is known of a town with half of its addresses withheld, and what is asked."""
    chance = random.Random(seed)
    found = read_osm(path)
    points = [p for p in found.address_points if p.street and p.number]
    numbers: dict[str, set[str]] = {}
    for point in points:
        numbers.setdefault(normalise(point.street), set()).update(
            part.strip() for number in point.number.split(";") for part in number.split(","))
    kept = {text for text in sorted({text_of(p) for p in points}) if chance.random() < 0.5}
    asked = []
    for point in points:
        kind = chance.choice(KINDS)
        text = spoil(point, kind, numbers[normalise(point.street)], chance)
        asked.append(Asked(text, point, kind, text_of(point) not in kept))
    ground = Ground(address_points=tuple(p for p in points if text_of(p) in kept),
                    buildings=tuple(found.buildings), street_names=tuple(street_names(path)))
    return ground, asked


def text_of(point: AddressPoint) -> str:
    """Return the address by which points are withheld together."""
    return normalise(f"{point.street} {point.number}")


def street_names(path: Path) -> Sequence[str]:
    """Return the names of the streets of an extract."""
    ways = osmium.FileProcessor(str(path)).with_filter(osmium.filter.KeyFilter("highway"))
    return sorted({way.tags["name"] for way in ways if way.is_way() and "name" in way.tags})


def town_table(ground: Ground, asked: Iterable[Asked]) -> tuple[str, Outcome, list[tuple[Asked, Answer]]]:
    """Return the table by kind, the outcome of all, and the wrong ones."""
    start = time.process_time()
    answers = Answers(ground)
    told = [(one, answers.to(one.text, one.community)) for one in asked]
    spent = time.process_time() - start
    groups: dict[str, Outcome] = {}
    wrong = []
    for one, answer in told:
        for title in ("**all**", one.kind, "withheld" if one.withheld else "known", f"level {answer.located.value}"):
            judged = groups.setdefault(title, Outcome()).add(one, answer)
        wrong += [(one, answer)] if judged == "wrong" else []
    rows = [groups[title].row(title) for title in ("**all**", *sorted(set(groups) - {"**all**"}))]
    text = table(("addresses", "n", "right", "wrong", "to review", "median m"), rows)
    return f"{text}\n\n{len(told)} addresses in {spent:.1f} CPU s", groups["**all**"], wrong


def main() -> None:
    """Print a table for each town."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--show-wrong", type=int, default=0, help="print so many of the wrong ones")
    told = options.parse_args()
    from tests.benchmarks.geocoding_cn import a_chinese_town  # noqa: PLC0415 - it builds on this module

    towns = {name: lambda name=name: a_town(OSM / f"{name}.osm.pbf", told.seed) for name in ("lauf", "helsinki_centre")}
    towns["Qinghe, all plates"] = lambda: a_chinese_town(told.seed, withheld=0.0)
    towns["Qinghe, half of the plates"] = lambda: a_chinese_town(told.seed, withheld=0.5)
    for name, make in towns.items():
        text, _, wrong = town_table(*make())
        print(f"## {name}\n\n{text}\n")
        for one, answer in wrong[:told.show_wrong]:
            print(one.kind, repr(one.text), "|", one.door.address, "|", answer.located.value, answer.candidates[:2])


if __name__ == "__main__":
    main()
