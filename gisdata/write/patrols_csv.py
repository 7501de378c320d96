"""Patrol orders as the table that `huhu import patrols` reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gisdata.records import PatrolOrder, PatrolScope
from gisdata.write.csv_file import write_csv

COLUMNS = (
    "巡逻编号", "名称", "范围", "经度", "纬度", "星期", "日期", "时段开始", "时段结束", "驻留分钟", "最少停留分钟",
    "走访折算", "班组", "警号",
)
"""The reader's own Chinese column names; it knows them in any language of the screens."""

_SCOPES = {PatrolScope.CELL: "网格", PatrolScope.POINT: "定点"}


def write_patrols_csv(orders: Iterable[PatrolOrder], path: Path) -> None:
    """Write one row per order, WGS-84, in the order given; minutes are whole. Raises DiskFull."""
    write_csv(COLUMNS, (_row(order) for order in orders), path)


def _row(order: PatrolOrder) -> list[str]:
    return [
        order.patrol_id, order.label, _SCOPES[order.scope], f"{order.lon_deg:.6f}", f"{order.lat_deg:.6f}",
        ",".join(map(str, order.weekdays)), order.day.isoformat() if order.day else "", _clock(order.window_start_s),
        _clock(order.window_end_s), str(order.presence_s // 60), str(order.min_dwell_s // 60),
        f"{order.visit_credit:g}", order.team, order.officer_id,
    ]


def _clock(second: int) -> str:
    return f"{second // 3600:02d}:{second % 3600 // 60:02d}"
