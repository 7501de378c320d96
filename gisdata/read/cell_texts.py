"""The texts of cells (id, name, community) out of a file's properties, and the cells that are refused."""

from __future__ import annotations

from collections.abc import Callable

from gisdata.errors import BadFile
from gisdata.read.cell_values import clean_code, clean_text, parse_code, parse_text
from gisdata.read.columns import notes_of_unknown, require_no_red_line, shown_names
from gisdata.read.faults import CellFault
from gisdata.read.raw_cells import RawCell, RawCells
from gisdata.read.red_lines import plain_name, without_numbers_of_persons
from gisdata.records import ChangedRow, RefusedRow
from planner.sentence import Sentence

COLUMNS = ("cell_id", "name", "community")

_NAMES = {
    "cell_id": ("cell_id", "网格编码", "code"),
    "name": ("name", "名称"),
    "community": ("community", "社区"),
}
"""What a file may call each of them, best first."""

_OF_PROGRAMS = frozenset({"fid", "id", "ogc_fid", "objectid"})
"""Row numbers that map programs add by themselves; nobody asks where they went."""


class CellTexts:
    """Reads the texts of the cells of one file; raises BadFile for red lines and for a file without ids."""

    def __init__(self, raw: RawCells) -> None:
        found = list(dict.fromkeys(name for cell in raw.cells for name in cell.properties))
        plain = {plain_name(name): name for name in found}
        self._names = {
            column: next(plain[name] for name in names if name in plain)
            for column, names in _NAMES.items() if not plain.keys().isdisjoint(names)
        }
        unknown = [name for name in found if name not in self._names.values()]
        require_no_red_line(unknown, raw.file)
        if "cell_id" not in self._names:
            raise BadFile("{file} lacks the property cell_id 网格编码 (or code); its cells have: {found}",
                          file=raw.file, found=shown_names(found) or "-")
        self.notes: tuple[Sentence, ...] = tuple(
            notes_of_unknown([name for name in unknown if plain_name(name) not in _OF_PROGRAMS]))
        self.changed: list[ChangedRow] = []
        self._first_of: dict[str, int] = {}

    def texts(self, cell: RawCell) -> tuple[str, str, str]:
        """Return id, name and community of a cell; raises CellFault with the column at fault."""
        code = self._text(cell, "cell_id", clean_code, parse_code)
        if not code:
            raise CellFault("the cell has no cell_id; give it one", column="cell_id")
        first = self._first_of.setdefault(code, cell.number)
        if first != cell.number:
            raise CellFault("{value} is the id of cell {first} already; each may stand once", column="cell_id",
                            first=first)
        name = self._text(cell, "name", clean_text, parse_text)
        return code, name, self._text(cell, "community", clean_code, parse_text)

    def refused(self, cell: RawCell, fault: CellFault) -> RefusedRow:
        """Return a cell as refused; a fault of the polygon shows the cell's id as its value."""
        raw = {column: without_numbers_of_persons(self._shown(cell, column)) for column in COLUMNS}
        column = fault.column or "geometry"
        value = raw.get(column, raw["cell_id"])[:80]
        return RefusedRow(row=cell.number, column=column, value=value, reason=fault.sentence(column, value), raw=raw)

    def _text(self, cell: RawCell, column: str, clean: Callable[[str], str], parse: Callable[[str], str]) -> str:
        given = _plain_value(self._value(cell, column))
        if given is None:
            raise CellFault("{column} is neither text nor a number; correct it", column=column)
        text = clean(given)
        try:
            value = parse(text) if text else ""
        except CellFault as fault:
            fault.column = column
            raise
        if text != given:
            self.changed.append(ChangedRow(row=cell.number, column=column, was=given, became=text))
        return value

    def _value(self, cell: RawCell, column: str) -> object:
        return cell.properties.get(self._names.get(column, ""))

    def _shown(self, cell: RawCell, column: str) -> str:
        return _plain_value(self._value(cell, column)) or ""


def _plain_value(value: object) -> str | None:
    """Return a property as text: codes are often stored as numbers; None for lists, truth values and the like."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
