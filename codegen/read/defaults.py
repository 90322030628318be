"""Default values of requests: required properties with one sensible value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from codegen.read.api import Api
from codegen.read.operations import Operation
from codegen.read.shapes import Alias, AnyOf, Field, Nothing, Object, Ref, Type, Variants, fields_of


def defaults_of(api: Api, operation: Operation) -> dict[str, object]:
    """Return the values that an operation sends for required properties if a caller leaves them out, by dotted path."""
    return {path: field.fill for path, field in filled(api, operation)}


def filled(api: Api, operation: Operation) -> Iterator[tuple[str, Field]]:
    """Yield the properties with a default value, by dotted path; variants of a union may share a path."""
    for parameter in operation.parameters:
        if parameter.place == "body":
            yield from _filled(api, parameter, parameter.name)


def _filled(api: Api, field: Field, path: str) -> Iterator[tuple[str, Field]]:
    if not isinstance(field.fill, Nothing):
        yield path, field
    elif field.required:
        # A default inside an optional property would send that property.
        yield from _inside(api, field.type, path)


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
    """Yield the defaults that all variants share, so that the choice of variant does not matter."""
    by_variant = [list(_inside(api, option, path)) for option in options]
    values = [{place: field.fill for place, field in defaults} for defaults in by_variant]
    for defaults in by_variant:
        for place, field in defaults:
            if all(place in others and others[place] == field.fill for others in values):
                yield place, field
