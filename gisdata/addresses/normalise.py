"""One spelling for one address: what people write differently without meaning anything different."""

from __future__ import annotations

import re
import unicodedata

from gisdata.addresses.numerals import SIGNS, digits_for_numerals

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff"

TRADITIONAL = str.maketrans("號棟樓單戶層組門區街鄉鎮縣", "号栋楼单户层组门区街乡镇县")
"""Only the signs of address parts; names of roads are left as they are written."""

PLAIN_SIGNS = str.maketrans({
    **dict.fromkeys("‐‑‒–—―−~", "-"), **dict.fromkeys("、;。|·•()[]{}<>【】〔〕《》「」", ","), "○": "〇",
})

HAS_HAN = re.compile(f"[{HAN}]")
LABEL = re.compile(r"^(?:现|家庭|户籍|详细|居住|常住|联系|单位)?(?:住址|地址|住所|居住地)[:,\s]+")
BLANKS = re.compile(r"\s+")
COMMAS = re.compile(r"\s*,[\s,]*")
BETWEEN_NUMBERS = re.compile(rf"(?<=[0-9a-z{SIGNS}])[\s,]+(?=[0-9a-z{SIGNS}])")
BESIDE_WORDS = re.compile(rf"[\s,]*,[\s,]*|(?<![0-9a-z{SIGNS}])\s+|\s+(?![0-9a-z{SIGNS}])")
ORDINAL = re.compile(r"第+(?=[0-9]+(?:号|栋|幢|座|单元|室|层|楼|组|队|期|区))")
BUILDING = re.compile(
    r"([0-9]+[a-z]?|(?<![a-z])[a-z]|[甲乙丙丁戊])(?:号楼(?![上下层])|号[栋幢]|#[楼栋]|#|[栋幢座]楼?)"
)
DOOR = re.compile(r"(?<=[路街巷道组])(?<!街道)([0-9]+[a-z]?)#(?![楼栋幢])")
"""Behind a road # is the number of the door (中山路103#), behind an estate that of the building (学府花园3#)."""

YARD = re.compile(r"(?<=[0-9a-z])号大?院")
EDGE = " ,.:;-_/'\"!?*+=\\"

MOST_PASSES = 8
"""Two passes settle every address seen; the limit only keeps a hostile text from holding up an import."""


def normalise(address: str) -> str:
    """Return the address in one spelling, for comparing, not for showing; "" for an address of blanks.

    Unicode NFKC and lower case; full-width digits and signs, dashes and brackets to their plain forms; in a text
    with Chinese signs blanks and commas go, but for one blank where two numbers would run together; labels such
    as 地址: go; numerals in numbers become digits (二十三号 is 23号); 号楼, 幢, 座 and # become 栋, 号院 and the #
    right behind a road become 号. Normalising twice changes nothing.

    >>> normalise("地址：清河镇 幸福路１２号，三号楼（二单元）５０１室")
    '清河镇幸福路12号3栋2单元501室'
    >>> normalise("Hauptstraße  12 A,Lauf")
    'hauptstrasse 12 a,lauf'
    """
    text = address
    for _ in range(MOST_PASSES):  # a step may open the way for another: a comma dropped lays a numeral bare
        again = _one_pass(text)
        if again == text:
            break
        text = again
    return text


def _one_pass(address: str) -> str:
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", address).casefold())
    text = text.translate(TRADITIONAL).translate(PLAIN_SIGNS)
    text = BLANKS.sub(" ", text).strip(EDGE)
    text = COMMAS.sub(",", LABEL.sub("", text)).strip(EDGE)
    if not HAS_HAN.search(text):
        return text
    text = BETWEEN_NUMBERS.sub(" ", text)
    text = BESIDE_WORDS.sub("", text)
    text = DOOR.sub(r"\1号", ORDINAL.sub("", digits_for_numerals(text)))
    return YARD.sub("号", BUILDING.sub(r"\1栋", text))
