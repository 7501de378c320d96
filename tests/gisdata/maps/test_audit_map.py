"""The audit on a map: colours by how far the register is off, and nothing of a cell that may not be shown."""

import pytest

from gisdata.audit import AuditRow
from gisdata.audit.estimate import Evidence
from gisdata.errors import WrongArgument
from gisdata.layers.audit import gap_class
from gisdata.maps import draw_audit_map
from gisdata.maps.audit_map import GAPS, build_audit_map
from gisdata.maps.cells_layer import NO_CLASS
from tests.map_scenes import data_of, marks_of, some_cells


def a_row(area: str, registered: int, likely: int, low: int = 0, high: int = 0) -> AuditRow:
    evidence = Evidence(n_registered=registered, n_standing=registered, n_vacant=0, n_suspected=0, n_unlisted=0,
                        n_rooms=0, unseen=0.0, n_thin_buildings=0, thin_middle=0.0, thin_high=0.0, stock_low=None,
                        stock_high=None)
    return AuditRow(area=area, name="", evidence=evidence, low=low or likely, likely=likely, high=high or likely)


@pytest.mark.parametrize(("registered", "likely", "said"), [
    (100, 100, "≈"), (95, 100, "≈"), (94, 100, "−"), (80, 100, "−"),
    (79, 100, "≥−20%"), (60, 100, "≥−20%"), (59, 100, "≥−40%"), (105, 100, "≈"),
    (106, 100, "+"), (119, 100, "+"), (120, 100, "≥+20%"), (11, 12, "≈"),
    (20, 0, "≥+20%"),
])
def test_a_cell_gets_the_class_of_what_the_register_lacks_or_has_too_many(
    registered: int, likely: int, said: str
) -> None:
    assert GAPS[gap_class(a_row("a", registered, likely))] == said


def test_a_cell_tells_register_estimate_and_interval() -> None:
    cells = some_cells(2)
    rows = [a_row(cell.cell_id, 80, 100, 90, 130) for cell in cells]
    drawn = build_audit_map(rows, cells, station=a_row("", 320, 400, 380, 480), language="en")
    mark = marks_of(drawn)[0]

    assert mark.lines == ("80 registered; likely 100 (90–130)",)
    assert mark.classes == (GAPS.index("−"), 3)
    assert data_of(drawn, "paper").subtitle == "320 registered; likely 400 (380–480)"


def test_a_cell_without_a_row_is_hatched_and_none_of_its_figures_enters_the_page() -> None:
    cells = some_cells(2)
    rows = [a_row(cell.cell_id, 80, 100) for cell in cells[1:]]
    mark = marks_of(build_audit_map(rows, cells))[0]

    assert mark.hidden
    assert mark.classes == (NO_CLASS, NO_CLASS)
    assert mark.lines == ("不足10户，合并显示",)
    with pytest.raises(WrongArgument):
        draw_audit_map([], [])
