"""The texts of the maps in both languages; a map is a page of its own, so it carries its words with it."""

from __future__ import annotations

from gisdata.errors import WrongArgument
from gisdata.records.language import LANGUAGES, Language

_PAIRS: dict[str, tuple[str, str]] = {
    # the sheet
    "legend": ("图例", "Legend"),
    "more": ("展开", "Show more"),
    "less": ("收起", "Show less"),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("缩小", "Zoom out"),
    "layer": ("图层", "Layer"),
    "moment": ("时间", "Time"),
    # routes
    "routes_title": ("本周路线", "Routes of the week"),
    "routes_sub": (
        "{week} · {n_officers:,} 名民警 · {n_walks:,} 条路线 · {n_stops:,} 站",
        "{week} · {n_officers:,} officers · {n_walks:,} routes · {n_stops:,} stops",
    ),
    "officer_title": ("我的路线", "My route"),
    "officer_sub": ("{officer} · {n_walks} 条路线 · {n_stops} 站", "{officer} · stops: {n_stops} · routes: {n_walks}"),
    "officer": ("警号 {id}", "Officer {id}"),
    "officer_choice": ("选择民警", "Choose an officer"),
    "day": ("选择日期", "Choose a day"),
    "all_days": ("全部", "All"),
    "n_stops": ("{n} 站", "{n} stops"),
    "no_route": ("无路线", "no route"),
    "visit": ("入户走访", "Visit"),
    "patrol": ("巡逻", "Patrol"),
    "break": ("休息", "Break"),
    "base": ("驻地", "Base"),
    "base_sign": ("驻", "B"),
    "line": ("沿街路线", "Along streets"),
    "estimated_line": ("直线估算", "Straight-line estimate"),
    "estimated_banner": (
        "估算：直线×1.2。未导入路网，线路与时间仅供参考。",
        "Estimate: straight line × 1.2. No street network was imported; lines and times are rough.",
    ),
    "walk_time": ("{leave} 出发，{back} 返回", "Leaves {leave}, back {back}"),
    "walk_load": ("{n} 站，路上 {travel} 分钟", "{n} stops, {travel} min on the way"),
    "walk_mode": ("出行方式：{mode}", "Travels {mode}"),
    "mode_foot": ("步行", "on foot"),
    "mode_ebike": ("电动车", "by e-bike"),
    "mode_car": ("汽车", "by car"),
    # the officer's own map
    "assigned": ("包联住户", "Assigned households"),
    "n_assigned": ("此处包联 {n} 户", "{n} assigned households here"),
    "assigned_note": ("包联 {n:,} 户，{places:,} 处", "{n:,} assigned households at {places:,} places"),
    "nowhere_note": ("另有 {n:,} 户暂无坐标，未画出", "{n:,} more have no coordinates yet and are not drawn"),
    "no_walk_note": ("所选日期没有路线", "No route on the chosen day"),
    # coverage
    "coverage_title": ("走访覆盖", "Coverage of visits"),
    "coverage_sub": (
        "已走到 {reached:,} / 登记 {audited:,} 户（{share}）",
        "{reached:,} of {audited:,} households reached ({share})",
    ),
    "audited_sub": (
        "已走到 {reached:,} / 核实 {audited:,} 户（{share}），登记 {registered:,} 户",
        "{reached:,} of {audited:,} audited households reached ({share}); {registered:,} registered",
    ),
    "share_layer": ("已走到", "Reached"),
    "attempted_layer": ("已上门", "Attempted"),
    "contacted_layer": ("已见面", "Contacted"),
    "verified_layer": ("已复核", "Verified"),
    "days_layer": ("距上次走访", "Days since visit"),
    "share_legend": ("已走到户数 / 核实户数", "Households reached / audited"),
    "attempted_legend": ("已上门户数 / 核实户数", "Households attempted / audited"),
    "contacted_legend": ("已见面户数 / 核实户数", "Households contacted / audited"),
    "verified_legend": ("已复核户数 / 核实户数", "Households verified / audited"),
    "fifths_note": ("只分五档显示，不给出户数。", "Shown in fifths only, without counts."),
    "weeks_note": (
        "按周回看：以今天的核实户数为分母；登记表只存最近一次见面。",
        "Weeks past: over today's audited households; the register keeps the last contact only.",
    ),
    "until": ("截至 {day}", "by {day}"),
    "days_legend": ("距上次走访天数（网格内中位数）", "Days since the last visit (median of the cell)"),
    "never": ("从未", "never"),
    "cell_reached": (
        "已走到 {reached} / {audited} 户（{share}）",
        "{reached} of {audited} households reached ({share})",
    ),
    "cell_verified": ("其中已复核 {n} 户", "{n} of them verified"),
    "cell_audited": (
        "登记 {registered} 户，按上报核实 {audited} 户",
        "{registered} registered, {audited} after field reports",
    ),
    "cell_days": (
        "距上次走访：中位 {median} 天，最久 {oldest} 天",
        "Last visit: median {median} days ago, oldest {oldest}",
    ),
    "cell_never": ("从未走访 {n} 户", "{n} households never visited"),
    "hidden": ("不足{k}户，合并显示", "Fewer than {k} households, merged"),
    "hidden_total": (
        "合并显示的 {cells:,} 个网格：共 {registered:,} 户，已走到 {reached:,} 户",
        "{cells:,} merged cells: {registered:,} households, {reached:,} reached",
    ),
    "hidden_cells": ("合并显示的网格：{cells:,} 个", "Merged cells: {cells:,}"),
    "outside_note": (
        "另有 {n:,} 户不在任何网格内或无坐标",
        "{n:,} more households lie in no cell or have no coordinates",
    ),
    # audit
    "audit_title": ("登记与实有户数", "Register against households there are"),
    "audit_sub": (
        "登记 {registered:,} 户；估计 {likely:,} 户（{low:,}–{high:,}）",
        "{registered:,} registered; likely {likely:,} ({low:,}–{high:,})",
    ),
    "gap_layer": ("差多少", "How far off"),
    "gap_legend": ("登记比估计多（+）或少（−）", "Register above (+) or below (−) the estimate"),
    "gap_note": (
        "≈：相差不到两户或不超过5%。", "≈: off by less than two households or no more than 5%.",
    ),
    "width_layer": ("有多准", "How sure"),
    "width_legend": ("区间宽度 / 估计户数", "Width of the interval / estimate"),
    "cell_estimate": (
        "登记 {registered} 户；估计 {likely} 户（{low}–{high}）",
        "{registered} registered; likely {likely} ({low}–{high})",
    ),
    # cells
    "cells_title": ("网格", "Grid cells"),
    "cells_sub": (
        "{cells:,} 个网格 · {overlaps:,} 处重叠 · {gaps:,} 处空隙",
        "{cells:,} cells · {overlaps:,} overlaps · {gaps:,} gaps",
    ),
    "fit_layer": ("衔接", "Fit"),
    "fit_legend": ("网格、空隙与重叠", "Cells, gaps and overlaps"),
    "fit_cell": ("网格", "cell"),
    "fit_gap": ("空隙", "gap"),
    "fit_overlap": ("重叠", "overlap"),
    "seam_area": ("{area} 平方米", "{area} m²"),
    "seam_cells": ("涉及：{cells}", "Between: {cells}"),
    "cell_community": ("社区：{community}", "Community: {community}"),
    # beats
    "beats_title": ("{community}：{n} 个巡区", "{community}: {n} beats"),
    "beats_sub": (
        "每轮走访分钟数与平均相差 {least} 至 {most}", "Minutes of a round against the mean: {least} to {most}",
    ),
    "beats_layer": ("巡区", "Beats"),
    "beats_legend": ("巡区", "Beats"),
    "beat": ("巡区 {number}", "Beat {number}"),
    "load_layer": ("工作量", "Work load"),
    "load_legend": ("分钟数与平均的差", "Minutes against the mean"),
    "beat_load": (
        "{households} 户，{buildings} 栋，一轮 {minutes} 分钟（{off}）",
        "{households} households, {buildings} buildings, {minutes} min a round ({off})",
    ),
    "without_point_note": (
        "另有 {n:,} 户没有坐标，未分入巡区",
        "{n:,} more households have no coordinates and no beat",
    ),
    # hot spots
    "hotspots_title": ("警情热点", "Hot spots"),
    "hotspots_sub": ("公开警情 {n:,} 起 · {since} 至 {until}", "{n:,} public incident reports · {since} to {until}"),
    "density_layer": ("核密度", "Density"),
    "street_layer": ("按街道", "Streets"),
    "street_legend": ("沿街警情密度（起/公里）", "Incidents per km of street"),
    "street_per_km": ("{per_km} 起/公里", "{per_km} per km"),
    "significance_layer": ("显著性", "Significance"),
    "count_layer": ("按方格计数", "Per square"),
    "density_legend": ("警情密度（起/平方公里）", "Incidents per km²"),
    "density_legend_year": ("警情密度（起/平方公里·年）", "Incidents per km² and year"),
    "significance_legend": ("热点（Gi*，校正后 p）", "Hot beyond chance (Gi*, adjusted p)"),
    "count_legend": ("每个方格的警情（起）", "Incidents per square"),
    "incidents_source": (
        "来源：公开警情，共 {n:,} 起，{since} 至 {until}",
        "Source: public incident reports, {n:,}, {since} to {until}",
    ),
    "bandwidth_note": ("核密度带宽 {bandwidth} 米", "Kernel bandwidth {bandwidth} m"),
    "hours_layer": ("按钟点", "By hour"),
    "hours_legend": ("三小时、九个方格内的警情（起）", "Incidents in three hours and nine squares"),
    "hours_note": (
        "滑块选一周中的钟点，含前后各一小时；不足 {least} 起不着色。",
        "The slider chooses an hour of the week, with the hours before and after; under {least} nothing is coloured.",
    ),
    "hour": ("{weekday} {start:02d}:00–{end:02d}:00", "{weekday} {start:02d}:00–{end:02d}:00"),
    "cell_incidents": ("警情 {n} 起", "{n} incidents"),
    "cell_per_km2": ("{per_km2} 起/平方公里", "{per_km2} per km²"),
    "cell_score": ("Gi* z {z}，校正后 p {p}", "Gi* z {z}, adjusted p {p}"),
    "cell_few": ("此处及周围不足 5 起：太少，不作判断", "Fewer than 5 here and around: too few to judge"),
    "trend_new": ("趋势：新出现", "Trend: new"),
    "trend_rising": ("趋势：上升", "Trend: rising"),
    "trend_steady": ("趋势：无明显变化", "Trend: no clear change"),
    "trend_falling": ("趋势：下降", "Trend: falling"),
    "trend_gone": ("趋势：消失", "Trend: gone"),
    "trend_too_few": ("趋势：太少，无法判断", "Trend: too few to tell"),
    # one door
    "door_title": ("点地图或拖动图钉", "Tap the map or drag the pin"),
    "door_sub": ("键盘：用 Tab 选中图钉，再按方向键", "By keyboard: Tab to the pin, then the arrow keys"),
    "door_pin": ("图钉：门的位置", "Pin: the place of the door"),
    "door_candidate": ("候选门牌", "Candidate"),
    "door_plate": ("附近门牌", "Door plate nearby"),
    # mobile rooms
    "rooms_title": ("移动警务室", "Mobile police rooms"),
    "rooms_sub": ("{week} · {n_vehicles} 辆车 · {n} 次停靠", "{week} · {n_vehicles} vehicles · {n} stops"),
    "room": ("移动警务室", "Mobile police room"),
    "room_sign": ("警", "P"),
    "room_near": (
        "步行 5 / 10 / 15 分钟内到期户：{five} / {ten} / {fifteen}",
        "Due households within 5 / 10 / 15 min on foot: {five} / {ten} / {fifteen}",
    ),
    # calendar
    "weekdays": ("周一 周二 周三 周四 周五 周六 周日", "Mon Tue Wed Thu Fri Sat Sun"),
}


def words_in(language: Language) -> dict[str, str]:
    """Return the texts by key in one language.

    Raises WrongArgument when the language is none of LANGUAGES.
    """
    if language not in LANGUAGES:
        raise WrongArgument("maps speak zh-CN and en, not {language}", language=language)
    column = LANGUAGES.index(language)
    return {key: pair[column] for key, pair in _PAIRS.items()}
