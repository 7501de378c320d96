"""What an analyst sees of the audit gives no small cell away, not even beside the coverage."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from shapely import box

from api.usecases.audit_register import audit_for_analyst, view_audit
from api.usecases.view_analyst import view_analyst
from api.workspace import Workspace
from gisdata.records import Cell, DoorReport, Household, Located, ReportKind
from tests.web_workspace import empty_workspace

TODAY, SINCE, DEADLINE = date(2026, 11, 24), date(2026, 9, 28), date(2027, 3, 29)


def a_station(folder: Path, sizes: Sequence[int]) -> Workspace:
    """Return a workspace with one cell per size, a tenth of its households reported as unlisted beside them."""
    workspace = empty_workspace(folder)
    cells = [Cell(cell_id=f"c{n}", name="", kind="square", community="", shape=box(n, 0, n + 1, 1))
             for n in range(len(sizes))]
    households = [Household(household_id=f"H{n}-{k}", address=f"朝阳路{n}号{k}", community="河东社区", lon_deg=n + 0.5,
                            lat_deg=0.5, located=Located.GIVEN) for n, size in enumerate(sizes) for k in range(size)]
    reports = [DoorReport(report_id=f"R{n}", reported_on=TODAY, kind=ReportKind.UNLISTED, lon_deg=n + 0.4, lat_deg=0.5,
                          dwellings=max(2, size // 5)) for n, size in enumerate(sizes)]
    with workspace.open_store() as store, store.writing() as writing:
        writing.replace_cells(cells)
        writing.save_households(households)
        writing.save_door_reports(reports)
    return workspace


def test_a_cell_the_coverage_hides_is_hidden_in_the_audit_too(tmp_path: Path) -> None:
    # 40 + 12 + 4: the 4 must not be shown, and 12 not either, or the station's 56 would give the 4 away
    workspace = a_station(tmp_path / "s", (40, 12, 4))
    with workspace.open_store() as store, store.reading() as reading:
        full = view_audit(reading, today=TODAY, since=SINCE)
        seen = audit_for_analyst(reading, today=TODAY, since=SINCE)
        coverage = view_analyst(reading, today=TODAY, since=SINCE, deadline=DEADLINE).coverage
    assert {row.area for row in full.worst} == {"c0", "c1", "c2"}
    assert [row.area for row in seen.worst] == ["c0"]
    assert seen.n_hidden == 2
    assert {row.area for row in seen.worst} <= {row.cell_id for row in coverage.shown}


def test_a_station_of_fewer_than_ten_households_shows_no_total(tmp_path: Path) -> None:
    workspace = a_station(tmp_path / "s", (9,))
    with workspace.open_store() as store, store.reading() as reading:
        seen = audit_for_analyst(reading, today=TODAY, since=SINCE)
    assert seen.station is None and seen.worst == ()
