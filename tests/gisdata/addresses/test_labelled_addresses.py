"""Labelled real addresses: the span F1 that is promised, and that no company address loses a sign."""

import csv

import pytest

from gisdata.addresses.spans import read_spans
from tests.benchmarks.addresses import DATA, LEAST, NAMES, NUMBERS, judge, read_labelled

LABELLED = DATA / "address_parsing_labelled.txt"
COMPANIES = DATA / "company_addresses_cn.csv"


@pytest.mark.skipif(not LABELLED.exists(), reason="the labelled addresses are kept outside the repository")
def test_spans_of_numbers_and_names_reach_what_is_promised():
    tally = judge(read_labelled(LABELLED))
    assert tally.f1(NUMBERS) >= LEAST["numbers"]
    assert tally.f1(NAMES) >= LEAST["names"]


@pytest.mark.skipif(not COMPANIES.exists(), reason="the company addresses are kept outside the repository")
def test_no_sign_of_any_company_address_is_lost():
    with COMPANIES.open(encoding="utf-8", newline="") as file:
        rows = [row["address"] for row in csv.DictReader(file)]
    assert len(rows) == 16_923
    assert [row for row in rows if "".join(row[s.start:s.end] for s in read_spans(row)) != row] == []
