"""Save downloads to disk, under safe names, and only when they are complete."""

from __future__ import annotations

import os
import re
import secrets
import threading
import unicodedata
from contextlib import suppress
from email.message import Message
from email.utils import collapse_rfc2231_value
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from attio._support.headers import Headers
from attio.errors.base import InvalidRequestError

if TYPE_CHECKING:
    from typing_extensions import Self

_NAME_LENGTH = 255
"""Longest file name on common file systems, in bytes."""
_UNSAFE = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
_SUFFIX_LENGTH = 20
_JOINERS = "\u200c\u200d"
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that names must not contain; some of these characters reverse the direction of text."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def suggested_name(headers: Headers) -> str | None:
    """Return a safe file name from Content-Disposition; None if the header has no usable name."""
    message = Message()
    message["content-disposition"] = headers.get("content-disposition", "")
    try:
        values = [value for key, value in message.get_params([], "content-disposition") if key.lower() == "filename"]
        # A tuple is the extended form (RFC 5987), which names its charset and is preferred.
        values.sort(key=lambda value: not isinstance(value, tuple))
        return safe_name(collapse_rfc2231_value(values[0])) if values else None
    except (LookupError, TypeError, ValueError):  # the parser raises any of these for malformed headers
        return None


def safe_name(name: str) -> str | None:
    """Make a file name from the server safe to use; None if nothing of the name remains.

    Remove the path, leading dots, and control and invisible characters, replace characters that Windows does not allow,
    and avoid the names of devices.
    """
    name = name.replace("\\", "/").rpartition("/")[2].translate(_UNSAFE)
    name = "".join(letter for letter in name if letter in _JOINERS or unicodedata.category(letter) not in _INVISIBLE)
    name = name.strip().rstrip(". ")
    if name.startswith("."):
        name = "_" + name.lstrip(".")
    if _RESERVED.match(name):
        name = "_" + name
    stem, suffix = os.path.splitext(name)  # noqa: PTH122
    if len(suffix) > _SUFFIX_LENGTH:
        stem, suffix = name, ""
    return stem.encode()[: _NAME_LENGTH - len(suffix.encode())].decode("utf-8", "ignore") + suffix or None


class AtomicFile:
    """A file that is written under a temporary name and renamed when it is complete."""

    def __init__(self, path: Path, name: str | None, *, overwrite: bool) -> None:
        self.target = path
        """Path of the file; if it is a directory, `open` appends the name of the file."""
        self._name = name
        self._overwrite = overwrite
        self._path = path
        self._file: BinaryIO | None = None
        # A cancelled task may discard the file while one of its threads is still opening it.
        self._lock = threading.Lock()
        self._discarded = False

    def open(self) -> None:
        """Create the file under a random name in the same directory, so that renaming it is atomic.

        Raises:
            FileExistsError: The target exists, and `overwrite` is False.
            InvalidRequestError: The target is a directory and the response does not name the file.
        """
        with self._lock:
            if self._discarded:
                return
            if self.target.is_dir():
                if self._name is None:
                    message = (
                        f"{str(self.target)!r} is a directory, and the response does not name the file; add a name"
                    )
                    raise InvalidRequestError(message)
                self.target /= self._name
            self._check_target()
            self._path = self.target.with_name(f".{secrets.token_hex(8)}.part")
            self._file = self._path.open("xb")

    def write(self, data: bytes) -> None:
        """Append bytes to the file."""
        with self._lock:
            if self._file is not None:
                self._file.write(data)

    def publish(self) -> None:
        """Rename the file to its target.

        Raises:
            FileExistsError: The target exists, and `overwrite` is False.
        """
        with self._lock:
            if self._file is None:
                return
            self._file.close()
            if self._overwrite:
                self._path.replace(self.target)
            else:
                self._link()

    def _link(self) -> None:
        """Rename the file unless the target exists; atomic on file systems with hard links."""
        try:
            os.link(self._path, self.target)
        except OSError:
            self._check_target()
            self._path.replace(self.target)

    def _check_target(self) -> None:
        if not self._overwrite and os.path.lexists(self.target):
            message = f"{str(self.target)!r} exists, and overwrite is False"
            raise FileExistsError(message)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.discard()

    def discard(self) -> None:
        """Remove the file unless it was published."""
        with self._lock:
            self._discarded = True
            if self._file is not None:
                file, self._file = self._file, None
                with suppress(OSError):  # close() flushes, which fails on a full disk
                    file.close()
                self._path.unlink(missing_ok=True)
