"""Check the path of an SQLite file before the file is opened."""

from __future__ import annotations

import os
from pathlib import Path

HEADER = b"SQLite format 3\0"


def path_problem(path: str | os.PathLike[str]) -> str | None:
    """Explain why a path cannot be used for an SQLite file, with a fix; None if it can. Creates nothing."""
    file = Path(path)
    folder = file.parent
    if file.is_dir():
        return f"{path}: it is a directory; name a file in it"
    if not folder.is_dir():
        return f"{path}: there is no directory {folder}; create it, or name another file"
    if not file.exists():
        is_allowed = os.access(folder, os.W_OK | os.X_OK)
        return None if is_allowed else f"{path}: this user may not create files in {folder}; name another file"
    if not os.access(file, os.R_OK | os.W_OK):
        return f"{path}: this user may not read and write it; change its mode, or name another file"
    return None


def content_problem(path: str | os.PathLike[str]) -> str | None:
    """Explain that a file is not an SQLite file; None if it is one, is empty, or does not exist."""
    file = Path(path)
    if not file.exists():
        return None
    with file.open("rb") as opened:
        start = opened.read(len(HEADER))
    return None if start in (b"", HEADER) else f"{path}: it is not an SQLite file; name another file"
