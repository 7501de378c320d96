"""The number under the fraction: how many households there are, beside how many the register has."""

from gisdata.audit.by_area import Ledger, audit_by_cell, audit_by_community, audit_of_station, ledger_of
from gisdata.audit.duplicates import DuplicateGroup, find_duplicates
from gisdata.audit.estimate import AuditRow, Evidence, audit_row, worst_first
from gisdata.audit.yardstick import Yardstick

__all__ = [
    "AuditRow", "DuplicateGroup", "Evidence", "Ledger", "Yardstick", "audit_by_cell", "audit_by_community",
    "audit_of_station", "audit_row", "find_duplicates", "ledger_of", "worst_first",
]
