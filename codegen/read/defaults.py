"""What a request holds without the caller's doing: required properties with one sensible value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codegen.read.api import Api
from codegen.read.operations import Operation
from codegen.read.shapes import Alias, AnyOf, Field, Nothing, Object, Ref, Type, Variants, fields_of


def defaults_of(api: Api, operation: Operation) -> dict[str, object]:
    """What an operation sends for required properties that callers may leave out, by dotted path."""
    return {path: one.fill for path, one in filled(api, operation)}


def filled(api: Api, operation: Operation) -> Iterator[tuple[str, Field]]:
    """The properties that are filled in, by dotted path; variants of a union may share a path."""
    for one in operation.parameters:
        if one.place == "body":
            yield from _filled(api, one, one.name)


def _filled(api: Api, one: Field, path: str) -> Iterator[tuple[str, Field]]:
    if not isinstance(one.fill, Nothing):
        yield path, one
    elif one.required:
        # Inside what may be absent nothing is filled in: that would send it.
        yield from _inside(api, one.type, path)


def _inside(api: Api, type_: Type, path: str) -> Iterator[tuple[str, Field]]:
    if isinstance(type_, AnyOf):
        yield from _shared(api, type_.options, path)
    if not isinstance(type_, Ref):
        return
    match api.components[type_.key].shape:
        case Object():
            for child in fields_of(api.components, type_.key):
                yield from _filled(api, child, f"{path}.{child.name}")
        case Alias(named):
            yield from _inside(api, named, path)
        case Variants(options):
            yield from _shared(api, [Ref(key) for key in options], path)
        case _:
            return


def _shared(api: Api, options: Iterable[Type], path: str) -> Iterator[tuple[str, Field]]:
    """What every variant fills, and with the same value: which of them is sent does not matter then."""
    found = [list(_inside(api, option, path)) for option in options]
    values = [{place: one.fill for place, one in variant} for variant in found]
    for place, one in (pair for variant in found for pair in variant):
        if all(place in others and others[place] == one.fill for others in values):
            yield place, one
