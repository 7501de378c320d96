"""Week and plan files: plain or gzipped, whole or not at all, one sentence for each way to be broken."""

import gzip
from pathlib import Path

import pytest

from gisdata.errors import BadFile, NotFound
from gisdata.read.week_file import read_plan, read_problem
from gisdata.write.week_file import write_plan, write_problem
from planner.errors import InvalidProblem
from planner.exchange import problem_to_dict
from tests.builders import a_patrol, a_plan, a_problem, a_visit

PROBLEM = a_problem(visits=(a_visit("户1"),), patrols=(a_patrol(),))
PLAN = a_plan(left_out=("户1", "p1"))


@pytest.mark.parametrize("name", ["week.json", "week.json.gz"])
def test_a_week_and_its_plan_are_read_as_they_were_written(tmp_path: Path, name: str) -> None:
    write_problem(PROBLEM, tmp_path / "deep" / name)
    write_plan(PLAN, tmp_path / f"plan-{name}")
    problem = read_problem(tmp_path / "deep" / name)
    assert problem_to_dict(problem) == problem_to_dict(PROBLEM)
    assert read_plan(tmp_path / f"plan-{name}", problem) == PLAN


def test_chinese_is_readable_in_the_file_and_equal_plans_are_equal_bytes(tmp_path: Path) -> None:
    write_problem(PROBLEM, tmp_path / "a.json")
    assert "户1" in (tmp_path / "a.json").read_text("utf-8")
    write_plan(PLAN, tmp_path / "a.json.gz")
    first = (tmp_path / "a.json.gz").read_bytes()
    write_plan(PLAN, tmp_path / "a.json.gz")
    assert (tmp_path / "a.json.gz").read_bytes() == first


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    write_plan(PLAN, path)
    before = path.read_bytes()
    with pytest.raises(UnicodeEncodeError):
        write_plan(a_plan(week="\ud800"), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("content", "sentence"), [
    (b"", "x.json is empty"),
    (b" \n", "x.json is empty"),
    (b"\xef\xbb\xbf", "x.json is empty"),
    (b'{"format": "huhu-week/1", "pla', "is not JSON, or is cut short, at line 1"),
    (b"id;name\n1;2\n", "is not JSON"),
    (b"[" * 100_000, "too deep"),
    (b'{"a":' * 100_000, "too deep"),
    (b'{"enter_s": NaN}', "a number that cannot be read: NaN"),
    (b'{"enter_s": -Infinity}', "a number that cannot be read: -Infinity"),
    (b'{"enter_s": ' + b"9" * 5_000 + b"}", "a number that cannot be read"),
    ("{}".encode("utf-16"), "not UTF-8"),
    ("户".encode("gb18030"), "not UTF-8 text at byte 0"),
])
def test_a_file_that_is_no_json_gets_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=sentence):
        read_problem(path)


def test_a_file_that_only_claims_to_be_gzip_or_is_cut_short_gets_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.json.gz"
    path.write_bytes(b"{}")
    with pytest.raises(BadFile, match="not a sound gzip file"):
        read_problem(path)
    whole = gzip.compress(b"{}" * 1_000)
    path.write_bytes(whole[:-5])
    with pytest.raises(BadFile, match="cut short"):
        read_problem(path)
    path.write_bytes(whole[:12] + b"\xff\xff\xff" + whole[15:])
    with pytest.raises(BadFile, match=r"x\.json\.gz"):
        read_problem(path)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no file"):
        read_problem(tmp_path / "none.json")
    with pytest.raises(BadFile, match="is a folder"):
        read_problem(tmp_path)


def test_json_that_is_no_week_is_an_invalid_problem(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("[1, 2]")
    with pytest.raises(InvalidProblem, match="a list is not an object"):
        read_problem(path)
