"""A map for a report, on paper: A4 as PNG or PDF, drawn without any other machine, Chinese text with its own font."""

from gisdata.report_map.page import ReportGround, write_report_map

__all__ = ["ReportGround", "write_report_map"]
