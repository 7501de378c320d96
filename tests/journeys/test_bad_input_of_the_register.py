"""Every kind of malformed file against every reader of the register: one sentence, in both languages, nothing taken.

The kinds are those of a list of malformed imports that we keep; each is made for each table by its own columns.
"""

import io
import json
import sqlite3
import zipfile

import pytest
from openpyxl import Workbook

from tests.web_workspace import planned_workspace

TABLES = {
    "incidents": (["incident_id", "kind", "since", "lon", "lat"],
                  ["I9", "盗窃", "2026-11-18 10:00", "110.791", "32.621"]),
    "reports": (["report_id", "reported_on", "kind", "household_id", "address", "lon", "lat"],
                ["R9", "2026-11-18", "漏登", "", "新街1号", "110.791", "32.621"]),
    "visits": (["household_id", "visited_on", "reached"], ["H0001", "2026-11-18", "完成"]),
    "patrols": (["patrol_id", "label", "scope", "lon", "lat", "weekday", "window_start", "window_end", "presence_min"],
                ["P9", "夜市", "point", "110.791", "32.621", "1", "09:00", "11:00", "30"]),
    "doorplates": (["doorplate_id", "address", "lon", "lat"], ["D9", "新街1号", "110.791", "32.621"]),
    "places": (["place_id", "kind", "name", "lon", "lat"], ["K9", "school", "清河小学", "110.791", "32.621"]),
    "address match": (["address"], ["朝阳路1号1单元101室"]),
    "address parse": (["address"], ["朝阳路1号1单元101室"]),
}
IMPORTS = [name for name in TABLES if " " not in name]
WITH_POINTS = [name for name in IMPORTS if name != "visits"]


def lines(*rows):
    return "".join(",".join(row) + "\n" for row in rows)


def whole(name):
    return lines(*TABLES[name])


def with_point(lon, lat):
    """Return a maker of a table whose only row has this point."""
    def make(name):
        header, row = TABLES[name]
        point = {"lon": lon, "lat": lat}
        return lines(header, [point.get(column, value) for column, value in zip(header, row, strict=True)])
    return make


def workbook(name, change=None):
    """Return the table as XLSX; `change(part, bytes)` spoils the parts of the archive."""
    book = Workbook()
    for row in TABLES[name]:
        book.worksheets[0].append(row)
    raw, spoilt = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as kept, zipfile.ZipFile(spoilt, "w", zipfile.ZIP_DEFLATED) as out:
        for part in kept.namelist():
            out.writestr(part, kept.read(part) if change is None else change(part, kept.read(part)))
    return spoilt


def with_part(part, content, *, is_link=False):
    def make(name):
        book = workbook(name)
        entry = zipfile.ZipInfo(part)
        entry.external_attr = 0xA1ED0000 if is_link else 0
        with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as out:
            out.writestr(entry, content, zipfile.ZIP_DEFLATED)
        return book.getvalue()
    return make


def entity_bomb(name):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return workbook(name, lambda part, data: data.replace(b"<worksheet", bomb + b"<worksheet", 1)
                    if "sheet1" in part else data).getvalue()


VRT = ('<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'
       "</OGRVRTDataSource>")

EVERY_TABLE = {
    "empty": ("csv", lambda _: "", "is empty"),
    "UTF-16": ("csv", lambda name: whole(name).encode("utf-16"), "UTF-16"),
    "NUL": ("csv", lambda name: whole(name).replace("\n", "\0\n"), "NUL"),
    "an unclosed quotation mark": ("csv", lambda name: whole(name) + '"x', "quotation mark"),
    "a field of 200 kB": ("csv", lambda name: whole(name) + '"' + "路" * 200_000 + '"\n', "more than"),
    "too many rows": ("csv", lambda name: lines(TABLES[name][0]) + lines(TABLES[name][1]) * 500_001, "500000 lines"),
    "JSON called CSV": ("csv", lambda _: '{"a": [1]}', "JSON"),
    "a disguised VRT": ("csv", lambda _: VRT, "points at other files"),
    "a workbook called CSV": ("csv", lambda name: workbook(name).getvalue(), "XLSX"),
    "a CSV called workbook": ("xlsx", whole, "another format"),
    "a cut workbook": ("xlsx", lambda name: workbook(name).getvalue()[:-700], "truncated or damaged"),
    "a bomb": ("xlsx", with_part("xl/media/bomb", bytes(60 << 20)), "would unpack to 62 MB"),
    "a slip": ("xlsx", with_part("../../etc/cron.d/x", b"x"), "outside itself"),
    "a link inside": ("xlsx", with_part("xl/media/x", b"/etc/passwd", is_link=True), "outside itself"),
    "an entity bomb": ("xlsx", entity_bomb, "truncated or damaged"),
}
EVERY_IMPORT = {
    "a missing column": ("csv", lambda name: lines(TABLES[name][0][1:], TABLES[name][1][1:]), "{first}"),
    "a doubled column": ("csv", lambda name: lines([*TABLES[name][0], TABLES[name][0][0]], [*TABLES[name][1], "x"]),
                         "twice"),
    "a doubled row": ("csv", lambda name: whole(name) + lines(TABLES[name][1]), "row 3"),
    "a ragged row": ("csv", lambda name: whole(name) + "X1\n" + lines([*TABLES[name][1], "1", "2", "3"]), "row 3"),
    "a column that sorts people": ("csv", lambda name: lines([*TABLES[name][0], "重点人员"], [*TABLES[name][1], "是"]),
                                   "重点人员"),
}
EVERY_POINT = {
    "NaN": (with_point("nan", "32.621"), "nan"), "infinity": (with_point("110.791", "1e999"), "1e999"),
    "a swap": (with_point("32.621", "110.791"), "swap"), "out of range": (with_point("110.791", "95"), "95"),
    "metres": (with_point("480000", "3610000"), "metres"),
    "another hemisphere": (with_point("-70.1", "32.621"), "km away"),
}

LARGE = {
    "a field of 200 kB": EVERY_TABLE.pop("a field of 200 kB"), "too many rows": EVERY_TABLE.pop("too many rows"),
    "a bomb": EVERY_TABLE.pop("a bomb"),
}
"""Files of megabytes: for one import and one command only, because all readers open files by the same code."""

TOLD_TWICE = ("incidents", "address match")

CASES = {
    **{f"{name}: {kind}": (name, *case) for name in TABLES for kind, case in EVERY_TABLE.items()},
    **{f"{name}: {kind}": (name, *case) for name in TOLD_TWICE for kind, case in LARGE.items()},
    **{f"{name}: {kind}": (name, *case) for name in IMPORTS for kind, case in EVERY_IMPORT.items()
       if (name, kind) != ("visits", "a doubled row")},   # two visits of a door on one day are one
    **{f"{name}: {kind}": (name, "csv", *case) for name in WITH_POINTS for kind, case in EVERY_POINT.items()},
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """One station for all cases: none of them may change it."""
    return planned_workspace(tmp_path_factory.mktemp("bad") / "station").folder


@pytest.fixture(scope="module")
def other_place(tmp_path_factory):
    """A station that takes good files, the same rows again and again."""
    return planned_workspace(tmp_path_factory.mktemp("good") / "station").folder


def state(place):
    with sqlite3.connect(f"file:{place / 'huhu.db'}?mode=ro", uri=True) as database:
        return list(database.iterdump())


@pytest.fixture
def unchanged(place):
    """Fail when anything of the station is another one after the test."""
    before = state(place)
    yield place
    assert state(place) == before


def in_chinese(huhu, *words):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUHU_LANG", "zh-CN")
        return huhu(*words)


def words_for(name, file, place, out):
    if name == "address parse":
        return ["address", "parse", file, "-o", out]
    if name == "address match":
        return ["address", "match", file, "-o", out, "-w", place]
    return ["import", name, file, *([] if name == "visits" else ["--crs", "wgs84"]), "-w", place]


@pytest.mark.parametrize("case", CASES)
def test_a_malformed_table_is_refused_in_one_sentence_and_nothing_of_it_stays(case, unchanged, huhu, tmp_path):
    name, ending, make, phrase = CASES[case]
    content = make(name)
    file = tmp_path / f"t.{ending}"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    english = huhu(*words_for(name, file, unchanged, tmp_path / "o.csv"))
    assert english.code == 2, english
    assert phrase.format(first=TABLES[name][0][0]).lower() in english.err.lower(), english.err
    assert "Traceback" not in english.err and "root:" not in english.err and len(english.err) < 2_000
    if name in TOLD_TWICE:
        chinese = in_chinese(huhu, *words_for(name, file, unchanged, tmp_path / "o.csv"))
        assert chinese.code == 2 and chinese.err != english.err
    assert not (tmp_path / "o.csv").exists()


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("how", ["a mark", "mixed line ends", "GB18030", "semicolons", "empty lines", "a workbook"])
def test_what_office_programs_do_to_a_good_table_is_taken(how, name, other_place, huhu, tmp_path):
    text = whole(name)
    content = {
        "a mark": b"\xef\xbb\xbf" + text.encode(), "mixed line ends": text.replace("\n", "\r\n", 1).encode(),
        "GB18030": text.encode("gb18030"), "semicolons": text.replace(",", ";").encode(),
        "empty lines": (text + "\n\n").encode(), "a workbook": workbook(name).getvalue(),
    }[how]
    file = tmp_path / ("t.xlsx" if how == "a workbook" else "t.csv")
    file.write_bytes(content)
    answer = huhu(*words_for(name, file, other_place, tmp_path / "o.csv"))
    assert answer.code == 0, answer.err


@pytest.mark.parametrize(("option", "value", "phrase"), [
    ("--at", "110.79", "is no point"), ("--at", "nan,32.6", "no point on the earth"),
    ("--at", "110.79,inf", "no point on the earth"),
    ("--at", "32.62,110.79", "no point on the earth"), ("--at", "480000,3610000", "no point on the earth"),
    ("--at", "1,2,3", "no point"), ("--accept", "D9", "there is no address point D9")])
def test_a_decision_that_makes_no_sense_is_refused(option, value, phrase, unchanged, huhu):
    crs = ["--crs", "wgs84"] if option == "--at" else []
    answer = huhu("address", "decide", "H0178", option, value, *crs, "-w", unchanged)
    assert (answer.code, "Traceback" in answer.err) == (2, False)
    assert phrase in answer.err


@pytest.mark.parametrize(("text", "phrase"), [
    ("路" * 501 + "\n", "row 1 has an address of 501 signs, at most 500 fit"), ("清 B-x\n" * 501, "of 501 signs")])
def test_a_line_without_end_is_no_address(text, phrase, huhu, tmp_path):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    answer = huhu("address", "parse", tmp_path / "a.txt", "--as-tokens")
    assert (answer.code, phrase in answer.err) == (2, True)


RING = [[110.79, 32.62], [110.80, 32.62], [110.80, 32.63], [110.79, 32.63], [110.79, 32.62]]
HOLE_OUTSIDE = [[110.90, 32.62], [110.91, 32.62], [110.91, 32.63], [110.90, 32.62]]


def cell(ring=RING, *, kind="Polygon", coordinates=None):
    geometry = {"type": kind, "coordinates": [ring] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"cell_id": "C1"}, "geometry": geometry if kind else None}


def collection(*cells):
    return json.dumps({"type": "FeatureCollection", "features": list(cells)})


BAD_CELLS = {
    "empty": ("", "is empty"),
    "deep JSON": ("[" * 100_000, "deep"),
    "no JSON": ("{", "JSON"),
    "a VRT": (VRT, "points at other files"),
    "NaN": (collection(cell([[110.79, 32.62], ["NaN", 32.62], *RING[2:]])).replace('"NaN"', "NaN"), "NaN"),
    "infinity": (collection(cell([[110.79, 32.62], ["BIG", 32.62], *RING[2:]])).replace('"BIG"', "1e999"), "C1"),
    "self-crossing": (collection(cell([RING[0], RING[2], RING[1], RING[3], RING[0]])), "cross"),
    "a hole outside": (collection(cell(coordinates=[RING, HOLE_OUTSIDE])), "hole"),
    "an empty geometry": (collection(cell(coordinates=[])), "C1"),
    "no geometry": (collection(cell(kind=None)), "C1"),
    "a line": (collection(cell(kind="LineString", coordinates=RING)), "LineString"),
    "across the antimeridian": (collection(cell([[179, 32], [-179, 32], [-179, 33], [179, 33], [179, 32]])),
                                "goes round the earth"),
    "swapped": (collection(cell([[y, x] for x, y in RING])), "C1"),
    "metres": (collection(cell([[x * 4000, y * 1e5] for x, y in RING])), "metres"),
    "a doubled code": (collection(cell(), cell([[x + 1, y] for x, y in RING])), "C1"),
    "no code": (collection({**cell(), "properties": {}}), "cell_id"),
    "too many points": (collection(cell([[110.79 + i * 1e-8, 32.62] for i in range(100_000)] + RING)),
                        "100005 vertices, at most 100000 fit"),
}


@pytest.mark.parametrize("case", BAD_CELLS)
def test_malformed_cells_are_refused_in_one_sentence_and_the_old_ones_stay(case, unchanged, huhu, tmp_path):
    content, phrase = BAD_CELLS[case]
    file = tmp_path / "c.geojson"
    file.write_text(content, encoding="utf-8")
    english = huhu("import", "cells", file, "--crs", "wgs84", "-w", unchanged)
    chinese = in_chinese(huhu, "import", "cells", file, "--crs", "wgs84", "-w", unchanged)
    assert (english.code, chinese.code) == (2, 2)
    assert phrase.lower() in english.err.lower(), english.err
    assert chinese.err != english.err and "root:" not in english.err + chinese.err
