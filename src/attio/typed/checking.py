"""Comparison of a typed class with the schema of the workspace."""

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
    """The class, or one of its attributes, such as `Company.name`."""
    message: str
    """The difference, and how to fix it."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def check(cls: type[Typed], source: Any, what: What) -> tuple[SchemaProblem, ...]:
    """Look up the object or list in a schema by slug, then by id, and compare it with the class."""
    first_error = ""
    for name in _names(cls):
        try:
            return _problems(cls, what, getattr(source, what)(name))
        except KeyError as error:  # noqa: PERF203 - two names at most
            first_error = first_error or str(error.args[0])
    return (SchemaProblem(cls.__name__, first_error),)


async def check_async(cls: type[Typed], source: Any, what: What) -> tuple[SchemaProblem, ...]:
    """Look up the object or list in the schema of a client by slug, then by id, and compare it with the class."""
    first_error = ""
    for name in _names(cls):
        try:
            return _problems(cls, what, await getattr(source, f"{what}_async")(name))
        except KeyError as error:  # noqa: PERF203 - two names at most
            first_error = first_error or str(error.args[0])
    return (SchemaProblem(cls.__name__, first_error),)


def _names(cls: type[Typed]) -> list[str]:
    slug = cls._source()  # pyright: ignore[reportPrivateUsage]
    return [slug, cls.__id__] if cls.__id__ else [slug]


def _problems(cls: type[Typed], what: What, owner: Owner) -> tuple[SchemaProblem, ...]:
    slug = cls.__source__
    problems: list[SchemaProblem] = []
    if slug not in {owner.api_slug, owner.id}:
        renamed = f"the {what} {slug!r} was renamed to {owner.api_slug!r}; the id is the same"
        problems.append(SchemaProblem(cls.__name__, renamed))
    return (*problems, *_attribute_problems(cls, owner))


def _attribute_problems(cls: type[Typed], owner: Owner) -> Iterator[SchemaProblem]:
    by_slug = {schema.api_slug: schema for schema in owner.attributes}
    by_id = {schema.id: schema for schema in owner.attributes}
    for name, attribute in cls.__attrs__.items():
        # Attributes of the base classes always exist, and the parent of an entry is not an attribute of the list.
        if attribute.owner.__module__ == "attio.typed.classes" or isinstance(attribute, Parent):
            continue
        path = f"{cls.__name__}.{name}"
        schema = by_slug.get(attribute.slug)
        if schema is None and attribute.id is not None and attribute.id in by_id:
            schema = by_id[attribute.id]
            renamed = f"{attribute.slug!r} was renamed to {schema.api_slug!r}; the id is the same"
            yield SchemaProblem(path, renamed)
        elif schema is None:
            hint = did_you_mean(attribute.slug, by_slug)
            yield SchemaProblem(path, f"{owner.api_slug!r} has no attribute {attribute.slug!r}{hint}")
        if schema is not None:
            for message in _differences(attribute, schema):
                yield SchemaProblem(path, message)


def _differences(attribute: Attr[Any, Any], schema: AttributeSchema) -> Iterator[str]:
    if attribute.type != schema.type:
        yield f"the class declares {attribute.type}, but {schema.api_slug!r} has the type {schema.type}"
    elif attribute.multi and not schema.is_multiselect:
        yield f"the class declares several values, but {schema.api_slug!r} has a single value"
    elif schema.is_multiselect and not attribute.multi:
        yield f"the class declares a single value, but {schema.api_slug!r} has several values"
    if not attribute.read_only and not schema.is_writable:
        yield f"{schema.api_slug!r} cannot be written; declare it with read_only(...)"
