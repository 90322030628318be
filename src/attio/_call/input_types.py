"""Describe the types of inputs and their keys, for error messages; loaded for mistakes only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from typing_extensions import NotRequired, Required, is_typeddict

_LONGEST_CHOICE = 12


def forms(type_: object) -> list[dict[str, bool]]:
    """The forms that a dict of this type may have: for each, its keys and whether they are required."""
    return [
        {key: _is_required(hint, default=bool(getattr(one, "__total__", True))) for key, hint in _hints(one).items()}
        for one in _branches(type_)
        if is_typeddict(one)
    ]


def spelled(form: Mapping[str, bool], given: Iterable[str] = ()) -> str:
    """A dict as it is typed, with the keys that were given and the required ones."""
    keys = dict.fromkeys((*given, *(key for key, required in form.items() if required)))
    return f"{{{', '.join(f'{key!r}: ...' for key in keys) or '...'}}}"


def type_at(type_: object, path: Sequence[str | int]) -> object:
    """The type at the end of a path into a value; None when the path leads nowhere."""
    if not path:
        return type_
    step, *rest = path
    for one in _branches(type_):
        inner = _hints(one).get(str(step)) if is_typeddict(one) else get_args(one)[0] if _is_list(one) else None
        found = None if inner is None else type_at(inner, rest)
        if found is not None:
            return found
    return None


def described(type_: object) -> str:
    """Describe the values of a type, such as `'asc' or 'desc'`."""
    texts: list[str] = []
    for one in _branches(type_):
        if get_origin(one) is Literal:
            texts += [repr(value) for value in get_args(one)]
        elif is_typeddict(one):
            texts.append(spelled(forms(one)[0]))
        elif _is_list(one):
            texts.append(f"a list of {described(get_args(one)[0])}")
        elif one is type(None):
            texts.append("None")
        else:
            origin = get_origin(one) or one
            texts.append("dict" if origin is Mapping else str(getattr(origin, "__name__", origin)))
    if len(texts) > _LONGEST_CHOICE:
        texts = [*texts[: _LONGEST_CHOICE - 1], "…"]
    *others, last = dict.fromkeys(texts)
    return f"{', '.join(others)} or {last}" if others else last


def _branches(type_: object) -> list[object]:
    """The members of a union; the type itself when it is none."""
    while get_origin(type_) in {Annotated, Required, NotRequired}:
        type_ = get_args(type_)[0]
    if get_origin(type_) not in {Union, UnionType}:
        return [type_]
    return [branch for one in get_args(type_) for branch in _branches(one)]


def _is_list(type_: object) -> bool:
    return get_origin(type_) in {Sequence, list}


def _hints(type_: object) -> dict[str, object]:
    return get_type_hints(type_, include_extras=True)


def _is_required(hint: object, *, default: bool) -> bool:
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    origin = get_origin(hint)
    return origin is Required or (default and origin is not NotRequired)
