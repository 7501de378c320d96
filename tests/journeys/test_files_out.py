"""Files that leave a station by the command, in every format, never a small cell or a door in them."""

import csv
import json
import zipfile

import openpyxl
import pyarrow.parquet
import pyogrio
import pypdf
import pytest
from PIL import Image

from gisdata.coverage import K_LEAST
from gisdata.store import open_store
from tests.web_workspace import planned_workspace

ENDINGS = ("gpkg", "parquet", "xlsx", "csv", "png", "pdf")


@pytest.fixture
def place(tmp_path):
    return planned_workspace(tmp_path / "station").folder


def written(huhu, place, folder, theme, *endings):
    """Return the files that `huhu THEME -o ...` writes, by ending."""
    files = [folder / f"{theme}.{ending}" for ending in endings]
    words = ["cells", "list"] if theme == "cells" else [theme]
    answer = huhu(*words, *(word for file in files for word in ("-o", file)), "--json", "-w", place)
    assert answer.code == 0, answer.err
    assert set(map(str, files)) <= set(json.loads(answer.out)["files"])
    return dict(zip(endings, files, strict=True))


@pytest.mark.parametrize("theme", ["coverage", "audit", "hotspots", "cells"])
def test_every_theme_is_written_in_every_format_and_opens_again(huhu, place, tmp_path, theme):
    files = written(huhu, place, tmp_path, theme, *ENDINGS)
    layers = {name for name, _ in pyogrio.list_layers(files["gpkg"])}
    table = pyogrio.read_dataframe(files["gpkg"], layer=next(iter(layers - {"layer_styles"})))
    assert "layer_styles" in layers and table.crs.to_epsg() == 4326
    assert pyarrow.parquet.read_table(files["parquet"]).num_rows > 0
    assert openpyxl.load_workbook(files["xlsx"]).worksheets[1].freeze_panes == "A2"
    with files["csv"].open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) > 1
    with Image.open(files["png"]) as picture:
        assert picture.size == (2338, 1653)
    assert "清河派出所" in pypdf.PdfReader(files["pdf"]).pages[0].extract_text()


def test_no_cell_of_fewer_than_ten_households_has_a_figure_in_any_file(huhu, place, tmp_path):
    told = json.loads(huhu("coverage", "--json", "-w", place).out)["cells"]
    small = {row["cell_id"] for row in told if row["n_registered"] < K_LEAST} - {None}
    assert small
    for theme in ("coverage", "audit"):
        files = written(huhu, place, tmp_path, theme, "gpkg", "parquet", "xlsx", "csv")
        tables = [pyogrio.read_dataframe(files["gpkg"], layer=theme), pyarrow.parquet.read_table(
            files["parquet"]).to_pandas()]
        for table in tables:
            of_small = table[table["cell_id"].isin(small)]
            assert len(of_small) == len(small)
            assert of_small.filter(regex="^(n_|share|low|likely|high|gap|median)").isna().all().all()
        with files["csv"].open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["code"] in small]
        assert {row["registered"] for row in rows} == {""}


def test_no_file_holds_a_household(huhu, place, tmp_path):
    with open_store(f"sqlite:///{place / 'huhu.db'}") as store, store.reading() as reading:
        doors = [text.encode() for home in reading.households() for text in (home.household_id, home.address)]
    for theme in ("coverage", "audit", "hotspots", "cells"):
        for file in written(huhu, place, tmp_path, theme, "gpkg", "csv", "xlsx").values():
            content = file.read_bytes()
            if file.suffix == ".xlsx":
                with zipfile.ZipFile(file) as book:
                    content = b"".join(book.read(name) for name in book.namelist())
            assert not [door for door in doors if door in content], file.name


def test_the_same_station_on_the_same_day_is_the_same_bytes(huhu, place, tmp_path):
    first, again = (written(huhu, place, tmp_path / name, "coverage", *ENDINGS) for name in ("a", "b"))
    assert all(first[ending].read_bytes() == again[ending].read_bytes() for ending in ENDINGS)


def test_an_ending_that_nobody_writes_is_told_before_anything_is_computed(huhu, place, tmp_path):
    answer = huhu("coverage", "-o", tmp_path / "c.shp", "-w", place)
    assert answer.code == 2
    assert "c.shp: the ending of the name says what is written; there are .gpkg, .parquet, .csv, .xlsx, .png, .pdf" in (
        answer.err.replace("\n", " "))
    assert list(tmp_path.glob("c.*")) == []


def test_a_station_without_cells_is_told_how_to_make_them(huhu, tmp_path):
    assert huhu("init", tmp_path / "empty").code == 0
    answer = huhu("coverage", "-o", tmp_path / "c.pdf", "-w", tmp_path / "empty")
    assert (answer.code, "huhu cells square" in answer.err) == (2, True)
