"""Comparing a class of typed records with the schema of the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attio._support.names import did_you_mean
from attio.typed.links import Parent

if TYPE_CHECKING:
    from attio.schema.records import AttributeSchema, ListSchema, ObjectSchema
    from attio.typed.descriptor import Attr
    from attio.typed.records import Typed

    Owner: TypeAlias = ObjectSchema | ListSchema

What: TypeAlias = Literal["object", "list"]


@dataclass(frozen=True)
class SchemaProblem:
    """A difference between a class and the workspace."""

    path: str
    """The class, or an attribute of it, such as `Company.name`."""
    message: str
    """What differs, and what to write instead."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def check(cls: type[Typed], source: Any, what: What) -> tuple[SchemaProblem, ...]:
    """Look the object or list up in a schema, by slug and else by id, and compare."""
    missing = ""
    for name in _names(cls):
        try:
            return _problems(cls, what, getattr(source, what)(name))
        except KeyError as error:  # noqa: PERF203 - two names at most
            missing = missing or str(error.args[0])
    return (SchemaProblem(cls.__name__, missing),)


async def check_async(cls: type[Typed], source: Any, what: What) -> tuple[SchemaProblem, ...]:
    """Look the object or list up in the schema of a client, by slug and else by id, and compare."""
    missing = ""
    for name in _names(cls):
        try:
            return _problems(cls, what, await getattr(source, f"{what}_async")(name))
        except KeyError as error:  # noqa: PERF203 - two names at most
            missing = missing or str(error.args[0])
    return (SchemaProblem(cls.__name__, missing),)


def _names(cls: type[Typed]) -> list[str]:
    slug = cls._source()  # pyright: ignore[reportPrivateUsage]
    return [slug, cls.__id__] if cls.__id__ else [slug]


def _problems(cls: type[Typed], what: What, owner: Owner) -> tuple[SchemaProblem, ...]:
    slug = cls.__source__
    renamed = f"there is no {what} {slug!r}; it is {owner.api_slug!r} now, with the same id"
    found = [SchemaProblem(cls.__name__, renamed)] if slug not in {owner.api_slug, owner.id} else []
    return (*found, *_attributes(cls, owner))


def _attributes(cls: type[Typed], owner: Owner) -> Iterator[SchemaProblem]:
    by_slug = {one.api_slug: one for one in owner.attributes}
    by_id = {one.id: one for one in owner.attributes}
    for name, attribute in cls.__attrs__.items():
        # What every record has is not declared by the class; the parent of an entry stands beside its values.
        if attribute.owner.__module__ == "attio.typed.classes" or isinstance(attribute, Parent):
            continue
        path = f"{cls.__name__}.{name}"
        found = by_slug.get(attribute.slug)
        if found is None and attribute.id in by_id:
            found = by_id[attribute.id or ""]
            yield SchemaProblem(path, f"{attribute.slug!r} is {found.api_slug!r} now; it has the same id")
        elif found is None:
            near = did_you_mean(attribute.slug, by_slug)
            yield SchemaProblem(path, f"{owner.api_slug!r} has no attribute {attribute.slug!r}{near}")
        if found is not None:
            yield from (SchemaProblem(path, message) for message in _differences(attribute, found))


def _differences(attribute: Attr[Any, Any], found: AttributeSchema) -> Iterator[str]:
    if attribute.type != found.type:
        yield f"it is declared as {attribute.type}, and {found.api_slug!r} holds {found.type}"
    elif attribute.multi and not found.is_multiselect:
        yield f"it is declared to hold several values, and {found.api_slug!r} holds one"
    elif found.is_multiselect and not attribute.multi:
        yield f"it is declared to hold one value, and {found.api_slug!r} holds several"
    if not attribute.read_only and not found.is_writable:
        yield f"{found.api_slug!r} cannot be written; declare it with read_only(...)"
