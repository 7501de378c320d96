"""What people read of layers in tables, legends and reports, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gisdata.records.language import LANGUAGES, Language

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType({
    # layers, as sheets of a workbook
    "coverage": ("走访覆盖", "coverage"),
    "audit": ("底数核对", "audit"),
    "hot_squares": ("热点方格", "hot squares"),
    "hot_streets": ("热点街道", "hot streets"),
    "gaps": ("要紧的空白", "gaps that matter"),
    "candidates": ("可安排的巡逻", "patrols to choose from"),
    "cells": ("网格", "cells"),
    "beats": ("巡区", "beats"),
    "about": ("说明", "about"),
    # columns
    "cell_id": ("编码", "code"),
    "name": ("名称", "name"),
    "community": ("社区", "community"),
    "kind": ("种类", "kind"),
    "area_ha": ("面积（公顷）", "area (ha)"),
    "hidden": ("不足10户，不显示", "fewer than 10 households, hidden"),
    "n_registered": ("登记户数", "registered"),
    "n_audited": ("核实户数", "audited"),
    "n_unlisted": ("漏登户数", "unlisted"),
    "n_reached": ("已走到户数", "reached"),
    "n_verified": ("已复核户数", "verified"),
    "n_attempted": ("已上门户数", "attempted"),
    "n_contacted": ("已见面户数", "contacted"),
    "n_expected": ("按进度应走到户数", "expected by today"),
    "n_never": ("从未走到户数", "never reached"),
    "share": ("已走到占比", "share reached"),
    "median_days": ("距上次走访天数（中位）", "days since the last visit (median)"),
    "oldest_days": ("距上次走访天数（最久）", "days since the last visit (oldest)"),
    "patrol_days": ("距上次计划巡逻天数", "days since the last planned patrol"),
    "uncovered": ("尚无人上门", "nobody has called yet"),
    "low": ("户数下限", "least households"),
    "likely": ("可能户数", "likely households"),
    "high": ("户数上限", "most households"),
    "gap": ("可能差额", "likely minus registered"),
    "n_rooms": ("房号空缺", "gaps in room numbers"),
    "n_thin_buildings": ("登记偏少的楼栋", "buildings with too few rows"),
    "disagrees": ("底数不符", "disagrees"),
    "n_incidents": ("警情（起）", "incidents"),
    "per_km2": ("每平方公里", "per km2"),
    "per_km": ("每公里", "per km"),
    "z": ("Gi* z", "Gi* z"),
    "p": ("p", "p"),
    "adjusted_p": ("校正后 p", "adjusted p"),
    "is_hot": ("热点", "hot"),
    "is_few": ("警情太少，不作判断", "too few to judge"),
    "trend": ("趋势", "trend"),
    "gap_kind": ("空白", "gap"),
    "last_patrol": ("上次计划巡逻", "last planned patrol"),
    "n_due": ("到期户数", "due households"),
    "weight": ("该时段警情", "incidents in the window"),
    "weekdays": ("星期（1-7）", "weekdays (1-7)"),
    "window_start": ("时段开始", "window from"),
    "window_end": ("时段结束", "window to"),
    "presence_min": ("驻留分钟", "minutes of presence"),
    "n_households": ("户数", "households"),
    # the sheet about a workbook
    "station": ("单位", "station"),
    "day_of_figures": ("数据日期", "figures as of"),
    "campaign_start": ("行动开始", "campaign began"),
    "deadline": ("行动截止", "campaign ends"),
    "first_day": ("警情起", "first incident"),
    "last_day": ("警情止", "last incident"),
    "n_squares": ("方格数", "squares"),
    "n_hidden": ("隐去的网格数", "hidden cells"),
    "licence": ("地图数据", "map data"),
    "class": ("图例分级", "class of the legend"),
    "trend_new": ("新出现", "new"),
    "trend_rising": ("上升", "rising"),
    "trend_steady": ("无明显变化", "no clear change"),
    "trend_falling": ("下降", "falling"),
    "trend_gone": ("消失", "gone"),
    "trend_too_few": ("太少，无法判断", "too few to tell"),
    # values
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "hot_unpatrolled": ("热点无巡逻", "hot and not patrolled"),
    "due_unvisited": ("到期户多而一户未走到", "many due, none reached"),
    "imported": ("导入", "imported"),
    "square": ("方格", "square"),
    "h3": ("H3 六边形", "H3 hexagon"),
    "beat": ("巡区", "beat"),
})

_SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType({
    "coverage_title": ("走访覆盖", "Coverage of visits"),
    "coverage_subtitle": (
        "已走到 {reached} / 核实 {audited} 户（{share}），登记 {registered} 户",
        "{reached} of {audited} audited households reached ({share}); {registered} registered",
    ),
    "coverage_source": (
        "来源：本单位住户底册、入户上报与走访记录，截至 {day}",
        "Source: the station's register, field reports and visits up to {day}",
    ),
    "hidden_rule": ("不足 {k} 户，不显示", "fewer than {k} households, hidden"),
    "uncovered_rule": ("尚无人上门", "nobody has called yet"),
    "hidden_note": (
        "{n} 个网格不足 {k} 户（或会泄露此类网格），数字隐去。",
        "{n} cells have fewer than {k} households (or would give one away); their figures are hidden.",
    ),
    "hidden_total": (
        "隐去的网格合计：核实 {audited} 户，已走到 {reached} 户。",
        "The hidden cells together: {audited} audited households, {reached} reached.",
    ),
    "outside_note": (
        "另有 {n} 户不在任何网格内或无坐标。", "{n} more households lie in no cell or have no coordinates.",
    ),
    "audit_title": ("住户底数核对", "Audit of the register"),
    "audit_subtitle": (
        "登记 {registered} 户；可能 {likely} 户，介于 {low} 与 {high} 之间",
        "{registered} registered; likely {likely}, between {low} and {high}",
    ),
    "audit_source": (
        "来源：本单位住户底册、房号、入户上报与地图楼栋，截至 {day}",
        "Source: the station's register, room numbers, field reports and mapped buildings up to {day}",
    ),
    "too_many_by": ("登记偏多，多 {share} 以上", "register has too many, by {share} or more"),
    "too_many": ("登记偏多", "register has too many"),
    "agrees": ("相符", "agrees"),
    "lacks": ("登记偏少", "register lacks some"),
    "lacks_over": ("登记偏少，差超过 {share}", "register lacks more than {share}"),
    "hotspots_title": ("警情热点", "Hot spots of incidents"),
    "hotspots_subtitle": (
        "公开警情 {n} 起，{since} 至 {until}；热点方格 {hot} 个",
        "{n} public incident reports, {since} to {until}; {hot} hot squares",
    ),
    "hotspots_source": (
        "来源：公开警情 {n} 起，{since} 至 {until}", "Source: {n} public incident reports, {since} to {until}",
    ),
    "gi_star_note": (
        "热点：Gi*（200 米方格及周围八格），校正后 p ≤ 0.05。今后警情最多之处，按次数看比按 z 值看更准。",
        "Hot: Gi* of squares of 200 m with the eight around, adjusted p at most 0.05. Where incidents come later is "
        "better told by the count than by z.",
    ),
    "coverage_legend": ("已走到户数 / 核实户数", "Households reached / audited"),
    "audit_legend": ("登记户数与可能户数相比", "Register beside the likely number"),
    "squares_legend": ("每个方格的警情（起）", "Incidents per square of 200 m"),
    "streets_legend": ("沿街警情（起/公里）", "Incidents per km of street"),
    "hot_rule": ("热点（不止是偶然）", "hot beyond chance"),
    "cells_title": ("网格与巡区", "Cells and beats"),
    "cells_subtitle": ("网格 {cells} 个，巡区 {beats} 个", "{cells} cells, {beats} beats"),
    "cells_source": ("来源：本单位网格与巡区，{day}", "Source: the station's cells and beats on {day}"),
    "cell_rule": ("网格", "cell"),
    # the sheet of a report
    "legend": ("图例", "Legend"),
    "north": ("北", "N"),
    "metres": ("米", "m"),
    "kilometres": ("公里", "km"),
    "map_data": ("底图：{credit}", "Map: {credit}"),
    "figures_as_of": ("数据日期：{day}", "Figures as of {day}"),
    "not_in_font": ("“〓”处的字不在字体内：{signs}", "〓 stands for characters the font does not have: {signs}"),
})


def say_layer(key: str, language: Language, **values: object) -> str:
    """Return a sentence of a layer or its map in a language, its values filled in, counts with their thousands."""
    said = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
    return _SENTENCES[key][LANGUAGES.index(language)].format(**said)


def layer_word(key: str, language: Language) -> str:
    """Return the word for a column, layer or value; a key without a word is given back.

    >>> layer_word("n_reached", "en"), layer_word("G01", "en")
    ('reached', 'G01')
    """
    pair = _WORDS.get(key)
    return key if pair is None else pair[LANGUAGES.index(language)]
