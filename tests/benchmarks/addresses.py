"""How well addresses are cut into parts: span F1 by label over labelled addresses, errors by kind, speed.

    python -m tests.benchmarks.addresses

The rules were made by knowledge and by the odd records (the 1st, 3rd, ...); the even ones were not looked at.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from gisdata.addresses.spans.read import read_spans
from gisdata.addresses.spans.tokens import labels_of
from tests.benchmarks.tables import table

DATA = Path(__file__).parents[2] / "../shared/data/addresses"
NUMBERS = ("roadno", "houseno", "cellno", "floorno", "roomno")
NAMES = ("district", "town", "community", "road")
LEAST = {"numbers": 0.92, "names": 0.80}

Spans = set[tuple[str, int, int]]


def read_labelled(path: Path) -> list[list[tuple[str, str]]]:
    """Return the addresses of a labelled file as (token, label) pairs."""
    blocks = path.read_text("utf-8").strip("\n").split("\n\n")
    return [[(line.rsplit(" ", 1)[0], line.rsplit(" ", 1)[1]) for line in block.split("\n")] for block in blocks]


def spans_in(labels: list[str]) -> Spans:
    """Return the (name, first token, token behind) of labels B-name, I-name; the case of names does not count."""
    starts = [i for i, label in enumerate(labels) if i == 0 or label[0] == "B" or label[2:] != labels[i - 1][2:]]
    return {(labels[start][2:].lower(), start, end)
            for start, end in zip(starts, [*starts[1:], len(labels)], strict=True)}


@dataclass
class Tally:
    """Spans found, wanted and right, by label; and wrong ones by kind."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    errors: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, found: Spans, wanted: Spans) -> None:
        """Count one address."""
        self.right.update(name for name, *_ in found & wanted)
        self.found.update(name for name, *_ in found)
        self.wanted.update(name for name, *_ in wanted)
        for name, start, end in wanted - found:
            self.errors[name, _kind(found, start, end)] += 1

    def f1(self, names: tuple[str, ...]) -> float:
        """Return the micro span F1 over these labels; 0 without spans."""
        right, both = (sum(c[n] for n in names) for c in (self.right, self.found + self.wanted))
        return 2 * right / both if both else 0.0


def _kind(found: Spans, start: int, end: int) -> str:
    for name, first, behind in found:
        if (first, behind) == (start, end):
            return f"taken for {name}"
    inside = [span for span in found if span[1] <= start and end <= span[2]]
    return f"swallowed by {inside[0][0]}" if inside else "cut elsewhere"


def judge(records: list[list[tuple[str, str]]]) -> Tally:
    """Return the tally of the parser over labelled addresses."""
    tally = Tally()
    for record in records:
        mine = labels_of([token for token, _ in record])
        tally.add(spans_in(mine), spans_in([label for _, label in record]))
    return tally


def f1_table(parts: dict[str, Tally]) -> str:
    """Return span F1 by label and group, one column for each part of the file."""
    whole = parts["all"]
    labels = sorted(whole.wanted, key=lambda name: -whole.wanted[name])
    groups: list[tuple[str, tuple[str, ...]]] = [("**numbers**", NUMBERS), ("**names**", NAMES)]
    groups += [(name, (name,)) for name in (*NAMES, "all labels")][:-1]
    groups += [("**all labels**", tuple(labels))]
    groups += [(name, (name,)) for name in labels if name not in NAMES]
    return table(("label", "spans", *parts), [
        [title, str(sum(whole.wanted[name] for name in names)), *(f"{tally.f1(names):.4f}" for tally in parts.values())]
        for title, names in groups])


def error_table(tally: Tally, most: int = 25) -> str:
    """Return the commonest errors by kind."""
    return table(("label", "error", "times"),
                 [[name, kind, str(n)] for (name, kind), n in tally.errors.most_common(most)])


def company_line(path: Path) -> str:
    """Return rows parsed, rows whose parts do not give back the text, and rows per CPU second."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row["address"] for row in csv.DictReader(file)]
    start = time.process_time()
    lost = sum("".join(row[s.start:s.end] for s in read_spans(row)) != row for row in rows)
    spent = time.process_time() - start
    return f"{len(rows)} company addresses: {lost} lost, {len(rows) / spent:.0f} a CPU second"


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=DATA, help="folder of the labelled addresses")
    data = options.parse_args().data
    records = read_labelled(data / "address_parsing_labelled.txt")
    parts = {"odd": judge(records[::2]), "even": judge(records[1::2]), "all": judge(records)}
    print(f1_table(parts), error_table(parts["all"]), company_line(data / "company_addresses_cn.csv"), sep="\n\n")


if __name__ == "__main__":
    main()
