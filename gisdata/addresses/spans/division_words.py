"""The words that tell the kind of a division whose name is in no list: 省, 市, 区, 县, 街道, 镇, 乡."""

from __future__ import annotations

import re

from gisdata.addresses.spans.labels import Part

NO_STREET = r"(?![东西南北中前后新老]?[一二三四五六七八九]?(?:大道|大街|胡同|路|街(?!道)|弄))"
"""清河镇中路 and 菜市口大街 are streets: a name follows the division, not a bare kind of street."""


def _name(without: str, least: int, most: int, *, lazy: bool = False) -> str:
    """Return the pattern of a name that holds none of these signs, no digits and no Latin."""
    return f"[^0-9a-z,，_ {without}-]{{{least},{most}}}{'?' if lazy else ''}"


def _rules(part: Part, *patterns: str) -> tuple[Part, tuple[re.Pattern[str], ...]]:
    return part, tuple(re.compile(pattern + NO_STREET) for pattern in patterns)


NOT_A_DISTRICT = "小社园校厂院库营业发术济工作景住宅生活开技片街组辖一二三四五六七八九十"
"""Signs before 区 that make it an estate, a yard or a zone: 小区, 校区, 开发区, 三区."""

RULES = (
    _rules(Part.PROVINCE, _name("省市区县镇乡村路", 2, 3) + "省", _name("省市区县镇乡村路", 2, 7) + "自治区"),
    _rules(Part.CITY, _name("省市区县镇乡村", 2, 8) + "自治州",
           _name("市区县镇乡村路街超门夜菜", 2, 4) + "市(?!场|政|民|花园|广场|中心|[东南西北]区)"),
    _rules(Part.DISTRICT, _name("县区镇乡村路街", 2, 8) + "自治[县旗]",
           _name("县区镇乡村路街", 1, 3) + "县(?!城|道|级)",
           _name("区路街镇村县苑园城厂场", 2, 3) + rf"(?<![{NOT_A_DISTRICT}])区(?!间|块|政府)",
           _name("区东西南北新", 1, 1) + "城区", "(?:路桥|镇海|镇江|城关|城中|城东|城西|城北|城厢|新城|西城|东城)区",
           _name("省市区县镇乡村路街", 1, 3) + "(?<=[左右前中后])旗"),
    _rules(Part.DEV_ZONE, _name("", 0, 6, lazy=True) + "(?:经济技术|高新技术产业|高新技术|经济|产业)*开发区",
           _name("路街", 0, 4, lazy=True) + "(?:高新区|经开区|产业集聚区)"),
    _rules(Part.TOWN, _name("区县村镇路街", 1, 4) + "路街道(?:办事处|办)?",
           _name("区县村路镇", 1, 6, lazy=True) + "街道(?:办事处|办)?(?!口)",
           _name("区县村路街", 1, 4, lazy=True) + "镇(?!政府|中学|小学|卫生院|汽车站)",
           _name("区县路", 1, 3, lazy=True) + "[街村]镇",
           _name("区县村路街", 1, 4, lazy=True) + "乡(?!镇|街道|政府|中学|小学|卫生院)"),
)
