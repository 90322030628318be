"""What each look-up in the schema needs, in which order, and what it makes of it; no I/O."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar, cast

from attio.schema.flights import Cache
from attio.schema.records import AttributeSchema, ListSchema, MemberSchema, ObjectSchema, OptionSchema, find
from attio.schema.requests import Need, Target, attribute_of
from attio.schema.snapshot import WorkspaceSchema, owner_of

T = TypeVar("T")
Owner = TypeVar("Owner", ObjectSchema, ListSchema)
Needs: TypeAlias = list[Need]  # methods are named `list`, so annotations in the class cannot use this name
Plan: TypeAlias = Generator["Need | Needs", Any, T]
"""Yields what it needs, one thing or several at once, and takes it."""


class Plans:
    """The look-ups of `client.schema`, as generators that both sides run."""

    used: WorkspaceSchema | None = None
    """A snapshot to look up names in; what it lacks is fetched."""

    def __init__(self, cache: Cache) -> None:
        """Take the cache, which may hold options of attributes that are looked up."""
        self._cache = cache

    def object(self, who: str) -> Plan[ObjectSchema]:
        """Look an object up."""
        if self.used and (known := _found(self.used.object, who)):
            return known
        listed = yield Need("objects")
        one: ObjectSchema = find("object", who, [each for _, each in listed], "api_slug")
        raw = yield Need("attributes", "objects", one.id)
        return self._with_attributes(one, raw, listed)

    def objects(self) -> Plan[tuple[ObjectSchema, ...]]:
        """Find every object."""
        if self.used and self.used.object_schemas:
            return self.used.object_schemas
        listed = yield Need("objects")
        every = yield [Need("attributes", "objects", one.id) for _, one in listed]
        return tuple(self._with_attributes(one, raw, listed) for (_, one), raw in zip(listed, every, strict=True))

    def list(self, who: str) -> Plan[ListSchema]:
        """Look a list up."""
        if self.used and (known := _found(self.used.list, who)):
            return known
        lists = yield Need("lists")
        one: ListSchema = find("list", who, lists, "api_slug")
        listed = yield from self._slugs()
        raw = yield Need("attributes", "lists", one.id)
        return self._with_attributes(_with_parents(one, listed), raw, listed)

    def lists(self) -> Plan[tuple[ListSchema, ...]]:
        """Find every list."""
        if self.used and self.used.list_schemas:
            return self.used.list_schemas
        lists = yield Need("lists")
        listed = yield from self._slugs()
        every = yield [Need("attributes", "lists", one.id) for one in lists]
        found = [_with_parents(one, listed) for one in lists]
        return tuple(self._with_attributes(one, raw, listed) for one, raw in zip(found, every, strict=True))

    def _slugs(self) -> Plan[Sequence[tuple[str, ObjectSchema]]]:
        if self.used and self.used.object_schemas:
            return [(self.used.workspace_id, one) for one in self.used.object_schemas]
        listed: Sequence[tuple[str, ObjectSchema]] = yield Need("objects")
        return listed

    def _owner(self, who: str) -> Plan[ObjectSchema | ListSchema]:
        if self.used and (known := _found(self.used.owner, who)):
            return known
        listed = yield from self._slugs()
        objects = [one for _, one in listed]
        if any(who in (one.id, one.api_slug) for one in objects):
            return (yield from self.object(who))
        lists = yield Need("lists")
        owner_of(who, objects, lists)  # raises for what is neither
        return (yield from self.list(who))

    def attribute(self, owner: str, who: str) -> Plan[AttributeSchema]:
        """Look an attribute up."""
        found = yield from self._owner(owner)
        return found.attribute(who)

    def options(self, owner: str, who: str) -> Plan[tuple[OptionSchema, ...]]:
        """Find the options or statuses of an attribute."""
        found = yield from self._owner(owner)
        attribute = found.attribute(who)
        if attribute.options is not None or not attribute.has_options:
            return attribute.options or ()
        options: tuple[OptionSchema, ...] = yield _options_need(found, attribute)
        return options

    def members(self) -> Plan[tuple[MemberSchema, ...]]:
        """Find the members."""
        if self.used and self.used.member_schemas:
            return self.used.member_schemas
        members: tuple[MemberSchema, ...] = yield Need("members")
        return members

    def member(self, who: str) -> Plan[MemberSchema]:
        """Look a member up."""
        members = yield from self.members()
        return find("workspace member", who, members, "email_address")

    def snapshot(self, *, options: bool, lists: bool, members: bool) -> Plan[WorkspaceSchema]:
        """Take a snapshot of everything."""
        listed = yield from self._slugs()
        found_objects = yield from self.objects()
        found_lists: tuple[ListSchema, ...] = ()
        if lists:
            found_lists = yield from self.lists()
        if options:
            owners: Sequence[ObjectSchema | ListSchema] = (*found_objects, *found_lists)
            needs = [
                _options_need(owner, one)
                for owner in owners
                for one in owner.attributes
                if one.has_options and one.options is None
            ]
            found = dict(zip(needs, (yield needs), strict=True))
            found_objects = tuple(_with_options(one, found) for one in found_objects)
            found_lists = tuple(_with_options(one, found) for one in found_lists)
        people: tuple[MemberSchema, ...] = ()
        if members:
            people = yield from self.members()
        return WorkspaceSchema(listed[0][0] if listed else "", found_objects, found_lists, people)

    def _with_attributes(self, one: Owner, raw: Sequence[Any], listed: Sequence[tuple[str, ObjectSchema]]) -> Owner:
        slugs = {each.id: each.api_slug for _, each in listed}
        attributes = [attribute_of(attribute, slugs) for attribute in raw]
        for index, attribute in enumerate(attributes):
            if attribute.has_options:
                options = cast("tuple[OptionSchema, ...] | None", self._cache.peek(_options_need(one, attribute)))
                attributes[index] = dataclasses.replace(attribute, options=options)
        return dataclasses.replace(one, attributes=tuple(attributes))


def _with_parents(one: ListSchema, listed: Sequence[tuple[str, ObjectSchema]]) -> ListSchema:
    """Name the parents of a list by slug, where the API names them by id."""
    slugs = {each.id: each.api_slug for _, each in listed}
    return dataclasses.replace(one, parent_objects=tuple(slugs.get(parent, parent) for parent in one.parent_objects))


def _options_need(owner: ObjectSchema | ListSchema, attribute: AttributeSchema) -> Need:
    target: Target = "objects" if isinstance(owner, ObjectSchema) else "lists"
    return Need("statuses" if attribute.type == "status" else "options", target, owner.id, attribute.id)


def _with_options(owner: Owner, found: Mapping[Need, tuple[OptionSchema, ...]]) -> Owner:
    attributes = tuple(
        dataclasses.replace(one, options=found[need]) if (need := _options_need(owner, one)) in found else one
        for one in owner.attributes
    )
    return dataclasses.replace(owner, attributes=attributes)


def _found(look_up: Callable[[str], T], who: str) -> T | None:
    try:
        return look_up(who)
    except KeyError:
        return None
