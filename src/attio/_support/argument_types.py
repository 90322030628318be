"""Check the types of arguments before anything is sent or written. Each error names the parameter and its type."""

from __future__ import annotations

import os
from collections.abc import Mapping

from attio._support.names import brief


def check_text(example: str, /, *, is_optional: bool = False, **arguments: object) -> None:
    """Check that arguments, passed by name, are strings; the error shows the example.

    Raises:
        TypeError: One of them is not.
    """
    for name, value in arguments.items():
        if not isinstance(value, str) and not (value is None and is_optional):
            raise _wrong_type(name, f"a str, such as {example!r}", value, is_optional=is_optional)


def check_secrets(*, can_be_several: bool = False, **arguments: object) -> None:
    """Check that arguments are strings, or lists of strings if several are allowed; the error never shows a value.

    Raises:
        TypeError: One of them is not.
    """
    for name, value in arguments.items():
        if not isinstance(value, str) and not (can_be_several and _is_several(value)):
            wanted = "a str or a list of str" if can_be_several else "a str"
            raise TypeError(f"{name} must be {wanted}, not {type(value).__name__}")


def check_flags(**arguments: object) -> None:
    """Check that arguments are booleans.

    Raises:
        TypeError: One of them is not.
    """
    for name, value in arguments.items():
        if not isinstance(value, bool):
            raise _wrong_type(name, "True or False", value)


def check_functions(*, is_optional: bool = True, **arguments: object) -> None:
    """Check that arguments are functions, or None.

    Raises:
        TypeError: One of them is not.
    """
    for name, value in arguments.items():
        if not callable(value) and not (value is None and is_optional):
            raise _wrong_type(name, "a function", value, is_optional=is_optional)


def check_client(client: object) -> None:
    """Check that a client can make calls.

    Raises:
        TypeError: It is something else.
    """
    if not hasattr(client, "_call"):
        raise _wrong_type("client", "a client, such as Attio()", client)


def check_path(**arguments: object) -> None:
    """Check that arguments are paths of files.

    Raises:
        TypeError: One of them is not.
    """
    for name, value in arguments.items():
        if not isinstance(value, str | os.PathLike):
            raise _wrong_type(name, "a path, as a str or a pathlib.Path", value)


def check_iterable(of: str, /, **arguments: object) -> None:
    """Check that arguments are iterables, such as lists, but neither strings nor mappings.

    Raises:
        TypeError: One of them is not.
    """
    for name, value in arguments.items():
        if not _is_several(value):
            raise _wrong_type(name, f"a list of {of}", value)


def _is_several(value: object) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, str | bytes | Mapping)


def _wrong_type(name: str, wanted: str, value: object, *, is_optional: bool = False) -> TypeError:
    return TypeError(f"{name} must be {wanted}{' or None' if is_optional else ''}, not {brief(value)}")
