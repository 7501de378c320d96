"""The planner knows doors and dates, not people: what a file may not bring, by column name and by value."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

RED_LINE_CHINESE = (
    "重点人", "重点对象", "民族", "宗教", "信仰", "风险", "等级", "分级", "评分", "积分", "政治面貌", "党派",
    "上访", "信访", "前科", "案底", "犯罪", "违法", "刑满", "矫正", "精神", "吸毒", "涉毒", "涉稳", "维稳", "稳控",
    "涉恐", "邪教", "危险", "可疑", "管控", "标签", "人员类别", "人口类别", "人员类型", "人口性质",
)
"""Parts of column names that grade or sort people; a file with one is refused whole."""

RED_LINE_ENGLISH = frozenset({
    "risk", "risks", "score", "scores", "scoring", "grade", "rank", "ranking", "rating", "religion", "religious",
    "ethnicity", "ethnic", "race", "nationality", "political", "politics", "petition", "petitioner", "petitioning",
    "criminal", "convicted", "conviction", "offender", "suspect", "suspicion", "danger", "dangerous", "threat",
    "loyalty", "stability", "mental", "addict", "drug", "drugs", "tag", "tags", "watchlist",
    "blacklist",
})
"""Words of English column names with the same meaning."""

PERSON_CHINESE = (
    "姓名", "户主", "住户", "居民", "联系人", "电话", "手机", "联系方式", "身份证", "证件", "护照", "出生", "生日",
    "年龄", "性别", "微信", "邮箱", "照片", "人脸", "车牌", "亲属", "配偶", "职业", "工作单位", "QQ",
)
"""Parts of names of columns about a person; such columns are passed over unread."""

PERSON_ENGLISH = frozenset({
    "name", "names", "surname", "firstname", "lastname", "fullname", "person", "resident", "phone", "telephone", "tel",
    "mobile", "contact", "idcard", "passport", "birth", "birthday", "birthdate", "dob",
    "age", "gender", "sex", "email", "wechat", "photo", "face", "plate", "occupation", "employer",
})

_PERSON_PHRASES = ("id_card", "id_number", "idcard", "id_no", "contact_name")

PEOPLE_WORDS = re.compile(
    "重点人口|重点人员|重点对象|上访户|上访人|信访户|前科人员|刑满释放|吸毒人员|涉毒人员|涉稳人员|涉访人员"
    "|精神病人|精神障碍患者|社区矫正"
)
"""Words in free text that put the people of a place into a category; offices and hospitals do not match."""

REMOVED = "[***]"
"""What stands in place of a number of a person; a row that still holds it is refused again."""

# Eleven digits or more, also full-width, with the blanks and hyphens people put between groups of digits.
_LONG_NUMBER = re.compile(r"\d(?:[\s\-－—]?\d){10,}[\s\-－—]?[Xx]?")
_MOBILE = re.compile(r"(?:0?0?86)?1[3-9]\d{9}")
_ID_NUMBER = re.compile(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
"""Weights and check characters of GB 11643-1999."""


def plain_name(column: str) -> str:
    """Return a column name ready to be compared: NFKC, lower case, no blanks around, `_` for blanks and hyphens inside.

    >>> plain_name(" Household-ID ")
    'household_id'
    """
    name = unicodedata.normalize("NFKC", column).replace("\ufeff", "").strip().lower()
    return re.sub(r"[\s\-]+", "_", name)


def is_red_line(column: str) -> bool:
    """Tell whether a column grades or sorts people by its name, such as 重点人口, 民族 or risk_score."""
    name = plain_name(column)
    return any(part in name for part in RED_LINE_CHINESE) or not RED_LINE_ENGLISH.isdisjoint(_words(column))


def is_of_a_person(column: str) -> bool:
    """Tell whether a column is about a person by its name, such as 姓名, 手机号 or phone."""
    name = plain_name(column)
    if any(part.lower() in name for part in PERSON_CHINESE) or any(part in name for part in _PERSON_PHRASES):
        return True
    return not PERSON_ENGLISH.isdisjoint(_words(column))


def holds_number_of_a_person(text: str) -> bool:
    """Tell whether free text holds what looks like a mobile number or an 18-digit ID number."""
    return any(_is_number_of_a_person(found[0]) for found in _LONG_NUMBER.finditer(text))


def is_number_of_a_person(code: str) -> bool:
    """Tell whether a whole code is a mobile number, or an ID number by its date *and* its check digit.

    Stricter than free text, because 18-digit codes of doors and communities are common.
    """
    digits = code.upper()
    if _MOBILE.fullmatch(digits):
        return True
    return bool(_ID_NUMBER.fullmatch(digits)) and _is_date(digits[6:14]) and _check_digit(digits[:17]) == digits[17]


def without_numbers_of_persons(text: str) -> str:
    """Return the text with every such number replaced by REMOVED.

    >>> without_numbers_of_persons("滨河路12号 13812345678")
    '滨河路12号 [***]'
    """
    return _LONG_NUMBER.sub(lambda found: REMOVED if _is_number_of_a_person(found[0]) else found[0], text)


def _words(column: str) -> frozenset[str]:
    split = re.sub(r"([a-z])([A-Z])", r"\1_\2", column)
    return frozenset(re.findall(r"[a-z]+", plain_name(split)))


def _is_number_of_a_person(found: str) -> bool:
    digits = re.sub(r"[\s\-—]", "", unicodedata.normalize("NFKC", found))
    if _MOBILE.fullmatch(digits.rstrip("Xx")):
        return True
    return any(_is_date(match[0][6:14]) for match in _ID_NUMBER.finditer(digits))


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def _check_digit(first_17: str) -> str:
    return _ID_CHECK[sum(weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, first_17, strict=True)) % 11]
