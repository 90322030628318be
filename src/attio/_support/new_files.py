"""Write a file under a temporary name and rename it when it is complete, so that no reader sees a part of it."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def new_file(path: Path, *, is_private: bool = False) -> Generator[str, None, None]:
    """Create a file under a temporary name; rename it at the end, or remove it after an error.

    Args:
        path: Path of the file. If it is a link, the file that the link leads to is replaced.
        is_private: Whether only the owner may read the file. If not, the file has the mode of the one it replaces.

    Yields:
        The temporary path, in the same directory.
    """
    target = Path(os.path.realpath(path))
    name = str(target.with_name(f".{secrets.token_hex(8)}.part"))
    try:
        os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if is_private else 0o666))
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None  # with the path that the caller knows
    try:
        if target.exists() and not is_private:
            Path(name).chmod(stat.S_IMODE(target.stat().st_mode))
        yield name
        os.replace(name, target)  # noqa: PTH105 - a name
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def new_text_file(path: Path, *, is_private: bool = False) -> Generator[IO[str], None, None]:
    """Open a new UTF-8 file for writing; see `new_file`."""
    with new_file(path, is_private=is_private) as name, open(name, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - a name
        yield file
