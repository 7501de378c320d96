"""Addresses without Chinese signs: "Street 12a" and "12a Street", with the town behind a comma."""

from __future__ import annotations

import re

NUMBER = r"[0-9]+ ?[a-z]?(?: ?[-/] ?[0-9]+ ?[a-z]?)*"
NUMBER_LAST = re.compile(rf"(?P<street>.*[^0-9\s/-]) ?(?<![0-9])(?P<number>{NUMBER})$")
NUMBER_FIRST = re.compile(r"(?P<number>[0-9]+[a-z]?) (?P<street>[^0-9]+)$")
SECOND_NUMBER = re.compile(r"[0-9]{1,4} ?[a-z]*")
"""A number alone behind a comma (8, 10a) is a second house number; postcodes have five digits and more or a town."""

SHORT_STREET = re.compile(r"str(?:\.|(?=$|[ .-]))")
NOT_A_LETTER = re.compile(r"[\W_]+")
DIGIT = re.compile(r"\d")
TOWN = re.compile(r"[^\W\d_][^\d]*")


def read_western(text: str) -> dict[str, str]:
    """Return street, number and town of a normalised western address, by field of AddressParts.

    Without a number the whole text is taken as the name of a place (`estate`); where digits stand in it, or two
    house numbers, it is unexplained (`rest`).

    The last number before the first comma is the house number (Straße des 17. Juni 135 is number 135). Street
    names lose blanks, dots and hyphens, and "str." is "strasse", because people write them either way; numbers
    lose blanks only: 12a and 12 a are one, 12 and 12a are not.
    """
    first, *others = text.split(",")
    found = NUMBER_LAST.match(first) or NUMBER_FIRST.match(first)
    if not found or any(SECOND_NUMBER.fullmatch(other) for other in others):
        return {"rest" if DIGIT.search(text) else "estate": text}
    town = TOWN.search(others[-1]) if others else None
    return {
        "street": street_key(found["street"]),
        "number": found["number"].replace(" ", ""),
        "town": NOT_A_LETTER.sub("", town.group()) if town else "",
    }


def street_key(street: str) -> str:
    """Return the name of a western street as it is compared: letters and digits only.

    >>> street_key("groß-gerauer str."), street_key("gross gerauer strasse")
    ('großgerauerstrasse', 'grossgerauerstrasse')
    """
    return NOT_A_LETTER.sub("", SHORT_STREET.sub("strasse", street))
