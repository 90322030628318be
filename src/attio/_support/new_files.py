"""Files that appear under their name when they are complete; an older file stays until then."""

from __future__ import annotations

import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def new_file(path: Path, *, is_private: bool = False) -> Generator[str, None, None]:
    """Create a file under a temporary name; it is renamed at the end, and removed after an error.

    Args:
        path: Path of the file.
        is_private: Let only its owner read it; else it gets the mode of any new file.

    Yields:
        The temporary name, in the same directory.
    """
    name = str(path.with_name(f".{secrets.token_hex(8)}.part"))
    os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if is_private else 0o666))
    try:
        yield name
        os.replace(name, path)  # noqa: PTH105 - a name
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def new_text_file(path: Path, *, is_private: bool = False) -> Generator[IO[str], None, None]:
    """Open a new UTF-8 file to write; see `new_file`."""
    with new_file(path, is_private=is_private) as name, open(name, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - a name
        yield file
