"""Safe file names, and files that appear only when they are complete."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio._files.disk import AtomicFile, safe_name, suggested_name
from attio._support.headers import Headers
from attio.errors import InvalidRequestError


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("report.pdf", "report.pdf"),
        ("Zoë 履歴書 👩‍💻.pdf", "Zoë 履歴書 👩‍💻.pdf"),
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        ("C:\\Windows\\x.dll", "x.dll"),
        ("a/..", None),
        ("..", None),
        (".", None),
        ("", None),
        (" ", None),
        ("dir/", None),
        (".bashrc", "_bashrc"),
        ("...x", "_x"),
        ("a\r\nb\x00c\x7f.txt", "abc.txt"),
        ("harmless\u202efdp.exe", "harmlessfdp.exe"),
        ('a<b>c:d"e|f?g*h', "a_b_c_d_e_f_g_h"),
        ("name. . ", "name"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("console.log", "console.log"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
        ("ä" * 200 + ".pdf", "ä" * 125 + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 253),
    ],
)
def test_names_become_safe(given: str, name: str | None) -> None:
    assert safe_name(given) == name


@given(st.text(st.characters() | st.sampled_from('./\\:*?"<>|\r\n\0 ~'), max_size=300))
def test_no_name_leaves_its_directory(given: str) -> None:
    name = safe_name(given)
    if name is not None:
        assert Path("dir", name).parent == Path("dir")
        assert Path("dir", name).name == name
        assert name.isprintable() or not {unicodedata.category(letter) for letter in name} & {"Cc", "Cs"}
        assert not set(name) & set('/\\:*?"<>|')
        assert name[0] not in ". "
        assert 0 < len(name.encode()) <= 255
        assert safe_name(name) is not None


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="report.pdf"', "report.pdf"),
        ("attachment; filename=report.pdf", "report.pdf"),
        ('inline; FileName="a b.txt"', "a b.txt"),
        ('attachment; filename="a\\"b.txt"', "a_b.txt"),
        ("attachment; filename*=UTF-8''Zo%C3%AB.pdf", "Zoë.pdf"),
        ("attachment; filename=\"Zoe.pdf\"; filename*=UTF-8''Zo%C3%AB.pdf", "Zoë.pdf"),
        ("attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("attachment; filename*=UTF-8''a%0D%0Ab", "ab"),
        ('attachment; filename="Zoë.pdf"', "Zoë.pdf"),
        ("attachment; filename*=no-such-charset''x", "x"),
        ("attachment", None),
        ('attachment; filename=""', None),
        ('attachment; filename=".."', None),
        ("filename*=", None),
        (";;;=;*=;filename*0*=;", None),
        ("attachment; filename*=a; filename*0=b", None),
        ("", None),
    ],
)
def test_names_come_from_content_disposition(header: str, name: str | None) -> None:
    assert suggested_name(Headers([("Content-Disposition", header)])) == name


def test_without_the_header_the_name_is_none() -> None:
    assert suggested_name(Headers()) is None


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_no_header_breaks_the_parser(header: str) -> None:
    for value in (header, f"attachment; filename={header}", f"attachment; filename*={header}"):
        name = suggested_name(Headers([("Content-Disposition", value)]))
        assert name is None or "/" not in name


def write(path: Path, content: bytes, *, name: str | None = None, overwrite: bool = True) -> Path:
    with AtomicFile(path, name, overwrite=overwrite) as draft:
        draft.open()
        draft.write(content)
        draft.publish()
    return draft.target


def test_a_file_appears_when_it_is_published(tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.write_bytes(b"before")
    with AtomicFile(target, None, overwrite=True) as draft:
        draft.open()
        draft.write(b"after")
        assert target.read_bytes() == b"before"
        draft.publish()
        assert target.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_is_not_published_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> None:
        with AtomicFile(tmp_path / "x", None, overwrite=True) as draft:
            draft.open()
            draft.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_a_directory_gets_the_name_of_the_download(tmp_path: Path) -> None:
    assert write(tmp_path, b"x", name="own.txt") == tmp_path / "own.txt"
    assert (tmp_path / "own.txt").read_bytes() == b"x"
    with pytest.raises(InvalidRequestError, match="is a directory"):
        write(tmp_path, b"x")


def test_overwrite_false_keeps_existing_files(tmp_path: Path) -> None:
    target = tmp_path / "x"
    assert write(target, b"first", overwrite=False) == target
    with pytest.raises(FileExistsError, match="overwrite"):
        write(target, b"second", overwrite=False)
    assert target.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_created_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def no_links(*_: object) -> None:
        raise OSError

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    target = tmp_path / "x"
    with AtomicFile(target, None, overwrite=False) as draft:
        draft.open()
        target.write_bytes(b"meanwhile")
        with pytest.raises(FileExistsError):
            draft.publish()
    assert target.read_bytes() == b"meanwhile"
    target.unlink()
    assert write(target, b"mine", overwrite=False).read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert write(tmp_path / "x", b"").stat().st_mode == plain.stat().st_mode


def test_a_target_that_cannot_be_replaced_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "x"
    with AtomicFile(target, None, overwrite=True) as draft:
        draft.open()
        target.mkdir()
        with pytest.raises(OSError):  # noqa: PT011 - its text differs between systems
            draft.publish()
    assert list(tmp_path.iterdir()) == [target]


def test_a_draft_discarded_early_is_not_created_late(tmp_path: Path) -> None:
    draft = AtomicFile(tmp_path / "x", None, overwrite=True)
    draft.discard()
    draft.open()
    draft.write(b"x")
    draft.publish()
    assert list(tmp_path.iterdir()) == []
