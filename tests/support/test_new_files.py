"""Files that appear when they are complete, with the mode that they need."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from attio._support.new_files import new_file, new_text_file


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
@pytest.mark.parametrize(("is_private", "mode"), [(False, 0o640), (True, 0o600)])
def test_a_file_has_the_mode_of_any_new_file_unless_it_is_private(
    tmp_path: Path, *, is_private: bool, mode: int
) -> None:
    before = os.umask(0o027)
    try:
        with new_text_file(tmp_path / "out", is_private=is_private) as file:
            file.write("ä\n")
    finally:
        os.umask(before)
    assert (tmp_path / "out").read_bytes() == "ä\n".encode()
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == mode


@pytest.mark.skipif(os.name == "nt", reason="modes and links are those of POSIX")
@pytest.mark.parametrize(("is_private", "mode"), [(False, 0o604), (True, 0o600)])
def test_a_file_that_is_replaced_keeps_its_mode_and_the_links_to_it(
    tmp_path: Path, *, is_private: bool, mode: int
) -> None:
    (tmp_path / "folder").mkdir()
    file, link = tmp_path / "folder" / "file", tmp_path / "link"
    file.write_text("old")
    file.chmod(0o604)
    link.symlink_to(file)
    with new_text_file(link, is_private=is_private) as opened:
        opened.write("new")
    assert (link.is_symlink(), file.read_text(), stat.S_IMODE(file.stat().st_mode)) == (True, "new", mode)
    assert [*(tmp_path / "folder").iterdir()] == [file]


def test_an_error_names_the_file_and_not_its_temporary_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught, new_file(tmp_path / "missing" / "out"):
        pass
    assert caught.value.filename == str(tmp_path / "missing" / "out")


def replace(target: Path, *, fails: bool) -> None:
    with new_file(target) as name:
        Path(name).write_text("new")
        assert target.read_text() == "old"
        if fails:
            raise KeyError


def test_an_older_file_stays_until_the_new_one_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("old")
    with pytest.raises(KeyError):
        replace(target, fails=True)
    assert ([*tmp_path.iterdir()], target.read_text()) == ([target], "old")
    replace(target, fails=False)
    assert ([*tmp_path.iterdir()], target.read_text()) == ([target], "new")
