"""Describe input types and their keys for error messages; imported only to report an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from typing_extensions import NotRequired, Required, is_typeddict

_LONGEST_CHOICE = 12


def forms(type_: object) -> list[dict[str, bool]]:
    """Return the keys of each TypedDict that a type allows, and whether each key is required."""
    return [_keys(branch) for branch in _branches(type_) if is_typeddict(branch)]


def _keys(typed_dict: object) -> dict[str, bool]:
    is_total = bool(getattr(typed_dict, "__total__", True))
    return {key: _is_required(hint, default=is_total) for key, hint in _hints(typed_dict).items()}


def spelled(form: Mapping[str, bool], given: Iterable[str] = ()) -> str:
    """Return a dict as Python source, with the given and the required keys."""
    keys = dict.fromkeys((*given, *(key for key, required in form.items() if required)))
    return f"{{{', '.join(f'{key!r}: ...' for key in keys) or '...'}}}"


def type_at(type_: object, path: Sequence[str | int]) -> object:
    """Return the type at the end of a path into a value; None if the type has no such path."""
    if not path:
        return type_
    step, *rest = path
    for branch in _branches(type_):
        inner: object = None
        if is_typeddict(branch):
            inner = _hints(branch).get(str(step))
        elif _is_list(branch):
            inner = get_args(branch)[0]
        end = None if inner is None else type_at(inner, rest)
        if end is not None:
            return end
    return None


def described(type_: object) -> str:
    """Describe the values of a type, such as `'asc' or 'desc'`."""
    texts: list[str] = []
    for branch in _branches(type_):
        if get_origin(branch) is Literal:
            texts += [repr(value) for value in get_args(branch)]
        elif is_typeddict(branch):
            texts.append(spelled(_keys(branch)))
        elif _is_list(branch):
            texts.append(f"a list of {described(get_args(branch)[0])}")
        elif branch is type(None):
            texts.append("None")
        else:
            origin = get_origin(branch) or branch
            texts.append("dict" if origin is Mapping else str(getattr(origin, "__name__", origin)))
    if len(texts) > _LONGEST_CHOICE:
        texts = [*texts[: _LONGEST_CHOICE - 1], "…"]
    *others, last = dict.fromkeys(texts)
    return f"{', '.join(others)} or {last}" if others else last


def _branches(type_: object) -> list[object]:
    """Return the members of a union; for any other type, the type alone."""
    while get_origin(type_) in {Annotated, Required, NotRequired}:
        type_ = get_args(type_)[0]
    if get_origin(type_) not in {Union, UnionType}:
        return [type_]
    return [branch for member in get_args(type_) for branch in _branches(member)]


def _is_list(type_: object) -> bool:
    return get_origin(type_) in {Sequence, list}


def _hints(type_: object) -> dict[str, object]:
    return get_type_hints(type_, include_extras=True)


def _is_required(hint: object, *, default: bool) -> bool:
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    origin = get_origin(hint)
    return origin is Required or (default and origin is not NotRequired)
