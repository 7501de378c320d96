"""Files are written whole or not at all."""

import errno
from pathlib import Path

import pytest

from gisdata.errors import DiskFull
from gisdata.files import replace_file


def test_a_new_file_stands_in_a_folder_that_was_not_there(tmp_path: Path) -> None:
    target = tmp_path / "out" / "W48" / "路线.csv"
    replace_file(target, lambda draft: draft.write_text("户编号", encoding="utf-8") and None)
    assert target.read_text(encoding="utf-8") == "户编号"
    assert [p.name for p in target.parent.iterdir()] == ["路线.csv"]


def test_the_temporary_file_ends_like_the_target(tmp_path: Path) -> None:
    seen: list[str] = []

    def write(draft: Path) -> None:
        seen.append(draft.suffix)
        draft.write_bytes(b"x")

    replace_file(tmp_path / "a.gpkg", write)
    assert seen == [".gpkg"]


def test_a_failure_in_the_middle_leaves_the_old_file_and_no_rubbish(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old", encoding="utf-8")

    def half(draft: Path) -> None:
        draft.write_text("ne", encoding="utf-8")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_file(target, half)
    assert target.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_a_full_disk_is_told_as_a_full_disk(tmp_path: Path) -> None:
    def full(draft: Path) -> None:
        draft.write_text("half", encoding="utf-8")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(DiskFull, match=r"a\.csv"):
        replace_file(tmp_path / "a.csv", full)
    assert list(tmp_path.iterdir()) == []


def test_another_error_of_the_system_stays_what_it_is(tmp_path: Path) -> None:
    def forbidden(_draft: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with pytest.raises(PermissionError):
        replace_file(tmp_path / "a.csv", forbidden)
