"""The look-ups of `client.schema` as plans: what to fetch, in which order, and how to build the result. Does no I/O."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar, cast

from attio._support.argument_types import check_flags, check_text
from attio.schema.flights import Cache
from attio.schema.records import AttributeSchema, ListSchema, MemberSchema, ObjectSchema, OptionSchema, find
from attio.schema.requests import Need, Target, attribute_of
from attio.schema.snapshot import WorkspaceSchema, owner_of

T = TypeVar("T")
Owner = TypeVar("Owner", ObjectSchema, ListSchema)
Needs: TypeAlias = list[Need]  # methods are named `list`, so annotations in the class cannot use this name
Plan: TypeAlias = Generator["Need | Needs", Any, T]
"""Yields what to fetch, one `Need` or several at once, and receives the values."""


class Plans:
    """The look-ups of `client.schema` as generators, which sync and async methods run."""

    used: WorkspaceSchema | None = None
    """A snapshot to look names up in first; None for no snapshot."""

    def __init__(self, cache: Cache) -> None:
        """Create the plans; the cache may contain the options of attributes."""
        self._cache = cache

    def object(self, who: str) -> Plan[ObjectSchema]:
        """Return an object."""
        check_text("companies", who=who)
        if self.used and (known := _find_or_none(self.used.object, who)):
            return known
        listed = yield Need("objects")
        one: ObjectSchema = find("object", who, [each for _, each in listed], "api_slug")
        raw = yield Need("attributes", "objects", one.id)
        return self._with_attributes(one, raw, listed)

    def objects(self) -> Plan[tuple[ObjectSchema, ...]]:
        """Return all objects."""
        if self.used and self.used.object_schemas:
            return self.used.object_schemas
        listed = yield Need("objects")
        attributes = yield [Need("attributes", "objects", one.id) for _, one in listed]
        return tuple(self._with_attributes(one, raw, listed) for (_, one), raw in zip(listed, attributes, strict=True))

    def list(self, who: str) -> Plan[ListSchema]:
        """Return a list."""
        check_text("sales", who=who)
        if self.used and (known := _find_or_none(self.used.list, who)):
            return known
        lists = yield Need("lists")
        one: ListSchema = find("list", who, lists, "api_slug")
        listed = yield from self._slugs()
        raw = yield Need("attributes", "lists", one.id)
        return self._with_attributes(_with_parents(one, listed), raw, listed)

    def lists(self) -> Plan[tuple[ListSchema, ...]]:
        """Return all lists."""
        if self.used and self.used.list_schemas:
            return self.used.list_schemas
        lists = yield Need("lists")
        listed = yield from self._slugs()
        attributes = yield [Need("attributes", "lists", one.id) for one in lists]
        with_parents = [_with_parents(one, listed) for one in lists]
        pairs = zip(with_parents, attributes, strict=True)
        return tuple(self._with_attributes(one, raw, listed) for one, raw in pairs)

    def _slugs(self) -> Plan[Sequence[tuple[str, ObjectSchema]]]:
        if self.used and self.used.object_schemas:
            return [(self.used.workspace_id, one) for one in self.used.object_schemas]
        listed: Sequence[tuple[str, ObjectSchema]] = yield Need("objects")
        return listed

    def _owner(self, who: str) -> Plan[ObjectSchema | ListSchema]:
        """Return the object, or the list if there is no such object."""
        if self.used and (known := _find_or_none(self.used.owner, who)):
            return known
        listed = yield from self._slugs()
        objects = [one for _, one in listed]
        if any(who in (one.id, one.api_slug) for one in objects):
            return (yield from self.object(who))
        lists = yield Need("lists")
        owner_of(who, objects, lists)  # raises an error if there is neither
        return (yield from self.list(who))

    def attribute(self, owner: str, who: str) -> Plan[AttributeSchema]:
        """Return an attribute."""
        check_text("companies", owner=owner, who=who)
        schema = yield from self._owner(owner)
        return schema.attribute(who)

    def options(self, owner: str, who: str) -> Plan[tuple[OptionSchema, ...]]:
        """Return the options or statuses of an attribute."""
        check_text("companies", owner=owner, attribute=who)
        schema = yield from self._owner(owner)
        attribute = schema.attribute(who)
        if attribute.options is not None or not attribute.has_options:
            return attribute.options or ()
        options: tuple[OptionSchema, ...] = yield _options_need(schema, attribute)
        return options

    def members(self) -> Plan[tuple[MemberSchema, ...]]:
        """Return the members."""
        if self.used and self.used.member_schemas:
            return self.used.member_schemas
        members: tuple[MemberSchema, ...] = yield Need("members")
        return members

    def member(self, who: str) -> Plan[MemberSchema]:
        """Return a member."""
        check_text("ada@acme.example", who=who)
        members = yield from self.members()
        return find("workspace member", who, members, "email_address")

    def snapshot(self, *, options: bool, lists: bool, members: bool) -> Plan[WorkspaceSchema]:
        """Return a snapshot."""
        check_flags(options=options, lists=lists, members=members)
        listed = yield from self._slugs()
        object_schemas = yield from self.objects()
        list_schemas: tuple[ListSchema, ...] = ()
        if lists:
            list_schemas = yield from self.lists()
        if options:
            owners: Sequence[ObjectSchema | ListSchema] = (*object_schemas, *list_schemas)
            needs: Needs = []
            for owner in owners:
                missing = [one for one in owner.attributes if one.has_options and one.options is None]
                needs += [_options_need(owner, attribute) for attribute in missing]
            values = yield needs
            options_by_need = dict(zip(needs, values, strict=True))
            object_schemas = tuple(_with_options(one, options_by_need) for one in object_schemas)
            list_schemas = tuple(_with_options(one, options_by_need) for one in list_schemas)
        member_schemas: tuple[MemberSchema, ...] = ()
        if members:
            member_schemas = yield from self.members()
        return WorkspaceSchema(listed[0][0] if listed else "", object_schemas, list_schemas, member_schemas)

    def _with_attributes(self, one: Owner, raw: Sequence[Any], listed: Sequence[tuple[str, ObjectSchema]]) -> Owner:
        slugs = {each.id: each.api_slug for _, each in listed}
        attributes = [attribute_of(attribute, slugs) for attribute in raw]
        for index, attribute in enumerate(attributes):
            if attribute.has_options:
                options = cast("tuple[OptionSchema, ...] | None", self._cache.peek(_options_need(one, attribute)))
                attributes[index] = dataclasses.replace(attribute, options=options)
        return dataclasses.replace(one, attributes=tuple(attributes))


def _with_parents(one: ListSchema, listed: Sequence[tuple[str, ObjectSchema]]) -> ListSchema:
    """Replace the ids of the parent objects of a list with slugs."""
    slugs = {each.id: each.api_slug for _, each in listed}
    return dataclasses.replace(one, parent_objects=tuple(slugs.get(parent, parent) for parent in one.parent_objects))


def _options_need(owner: ObjectSchema | ListSchema, attribute: AttributeSchema) -> Need:
    target: Target = "objects" if isinstance(owner, ObjectSchema) else "lists"
    return Need("statuses" if attribute.type == "status" else "options", target, owner.id, attribute.id)


def _with_options(owner: Owner, options_by_need: Mapping[Need, tuple[OptionSchema, ...]]) -> Owner:
    attributes: list[AttributeSchema] = []
    for attribute in owner.attributes:
        options = options_by_need.get(_options_need(owner, attribute))
        attributes.append(attribute if options is None else dataclasses.replace(attribute, options=options))
    return dataclasses.replace(owner, attributes=tuple(attributes))


def _find_or_none(look_up: Callable[[str], T], who: str) -> T | None:
    try:
        return look_up(who)
    except KeyError:
        return None
