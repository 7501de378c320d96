"""The fixed words of files that leave Huhu, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

CHINESE = "zh-CN"
ENGLISH = "en"

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType({
    # columns
    "week": ("周", "week"),
    "team": ("班组", "team"),
    "officer_id": ("警号", "officer_id"),
    "day": ("日期", "day"),
    "weekday": ("星期", "weekday"),
    "shift_id": ("班次", "shift_id"),
    "mode": ("出行方式", "mode"),
    "number": ("序号", "number"),
    "kind": ("类型", "kind"),
    "what": ("地址或地点", "place"),
    "arrive": ("到达", "arrive"),
    "start": ("开始", "start"),
    "end": ("结束", "end"),
    "must": ("必办", "must"),
    "cell_id": ("网格", "cell_id"),
    "lon": ("经度", "lon"),
    "lat": ("纬度", "lat"),
    "estimated": ("路程为估算", "estimated"),
    "note": ("备注", "note"),
    "household_id": ("户编号", "household_id"),
    "address": ("地址", "address"),
    "community": ("社区", "community"),
    "state": ("结果", "state"),
    "reason": ("原因代码", "reason"),
    "sentence": ("说明", "sentence"),
    "last_day": ("最晚日期", "last_day"),
    "beat": ("巡区", "beat"),
    "vehicle": ("车辆", "vehicle"),
    "5 min": ("步行5分钟内到期户", "due within 5 min on foot"),
    "10 min": ("步行10分钟内到期户", "due within 10 min on foot"),
    "15 min": ("步行15分钟内到期户", "due within 15 min on foot"),
    # values
    "visit": ("走访", "visit"),
    "patrol": ("巡逻", "patrol"),
    "break": ("休息", "break"),
    "room": ("移动警务室", "mobile police room"),
    "foot": ("步行", "foot"),
    "ebike": ("电动车", "e-bike"),
    "car": ("汽车", "car"),
    "planned": ("已安排", "planned"),
    "left_out": ("未安排", "left out"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    # phrases
    "leave": ("出发", "leave"),
    "back": ("返回", "back"),
    "on the way": ("在途", "on the way"),
    "minutes": ("分钟", "min"),
    "officer": ("民警", "officer"),
    "route sheet": ("路线单", "route sheet"),
    "shift": ("勤务", "shift"),
    "page": ("第 &P 页，共 &N 页", "page &P of &N"),
    "nothing": ("本周没有路线", "no routes this week"),
    "is estimated": (
        "没有导入路网：路程按直线距离估算，仅供参考",
        "no street network was imported: ways and times are straight-line estimates",
    ),
})

_WEEKDAYS = (
    ("周一", "Mon"), ("周二", "Tue"), ("周三", "Wed"), ("周四", "Thu"),
    ("周五", "Fri"), ("周六", "Sat"), ("周日", "Sun"),
)


def word(key: str, language: str) -> str:
    """Return a word in a language ("zh-CN" or "en"); a key without a word, such as a new mode, is given back."""
    pair = _WORDS.get(key)
    if pair is None:
        return key
    return pair[1] if language == ENGLISH else pair[0]


def weekday_word(day: date, language: str) -> str:
    """Return the short weekday of a day."""
    return _WEEKDAYS[day.weekday()][1 if language == ENGLISH else 0]
