"""The route sheets as a workbook."""

from pathlib import Path

from openpyxl import load_workbook

from gisdata.records import Walk
from gisdata.write import write_route_sheets_xlsx
from tests.gisdata.write.conftest import a_walk


def test_each_officer_has_a_sheet_with_blocks_of_shifts(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_route_sheets_xlsx([*walks, a_walk("1001", day=3)], tmp_path / "routes.xlsx")
    book = load_workbook(tmp_path / "routes.xlsx")
    assert book.sheetnames == ["1001", "1002"]
    column = [row[0] for row in book["1001"].iter_rows(values_only=True) if row[0]]
    assert column[0] == "路线单  民警 1001  2026-W48"
    # 1830 s of travel are 30.5 minutes, told as 30 (half to even)
    assert column[1] == "2026-11-23 周一  1001-0  步行  出发 08:00  返回 17:00  在途 30 分钟"
    assert column[2:7] == ["序号", "1", "2", "3", "4"]
    assert column[7].startswith("2026-11-26 周四")


def test_addresses_and_times_are_as_planned(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_route_sheets_xlsx(walks, tmp_path / "routes.xlsx")
    rows = list(load_workbook(tmp_path / "routes.xlsx")["1001"].iter_rows(values_only=True))
    visit = next(row for row in rows if row[0] == "2")
    assert visit[:8] == ("2", "走访", "学府路58号锦绣小区3栋2单元501室", "08:40", "08:40", "08:52", None, "QH-01-03")


def test_nothing_in_the_workbook_is_a_formula(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_route_sheets_xlsx(walks, tmp_path / "routes.xlsx")
    cells = [cell for sheet in load_workbook(tmp_path / "routes.xlsx") for row in sheet for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert '=HYPERLINK("http://x","y")' in {cell.value for cell in cells}


def test_sheets_print_on_a4_across(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_route_sheets_xlsx(walks, tmp_path / "routes.xlsx")
    sheet = load_workbook(tmp_path / "routes.xlsx")["1001"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_equal_walks_give_equal_bytes(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_route_sheets_xlsx(walks, tmp_path / "a.xlsx")
    write_route_sheets_xlsx(tuple(reversed(walks)), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert load_workbook(tmp_path / "a.xlsx").properties.modified.year == 1980


def test_an_estimate_is_called_an_estimate(tmp_path: Path) -> None:
    write_route_sheets_xlsx([a_walk("1001", estimated=True)], tmp_path / "routes.xlsx")
    assert "估算" in load_workbook(tmp_path / "routes.xlsx")["1001"]["A2"].value


def test_officer_numbers_that_sheets_cannot_be_called_by_still_get_their_own_sheet(tmp_path: Path) -> None:
    write_route_sheets_xlsx([a_walk("a/b"), a_walk("a:b"), a_walk("")], tmp_path / "routes.xlsx")
    assert load_workbook(tmp_path / "routes.xlsx").sheetnames == ["_", "a_b", "a_b (2)"]


def test_a_week_without_walks_says_so(tmp_path: Path) -> None:
    write_route_sheets_xlsx((), tmp_path / "routes.xlsx")
    assert load_workbook(tmp_path / "routes.xlsx")["路线单"]["A1"].value == "本周没有路线"


def test_english_sheets_when_english_is_asked_for(walks: tuple[Walk, ...], tmp_path: Path) -> None:
    write_route_sheets_xlsx(walks, tmp_path / "routes.xlsx", language="en")
    assert load_workbook(tmp_path / "routes.xlsx")["1001"]["A1"].value == "route sheet  officer 1001  2026-W48"
