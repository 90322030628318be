"""`client.schema`: the schema of the workspace, fetched when it is needed and kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Generator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from attio.schema.explanation import Explains, hint
from attio.schema.flights import Cache
from attio.schema.records import AttributeSchema, ListSchema, MemberSchema, ObjectSchema, OptionSchema, find
from attio.schema.requests import Call, Need, Target, attribute_of, calls_for
from attio.schema.snapshot import WorkspaceSchema, owner_of

if TYPE_CHECKING:
    from attio._call.operation import Caller, Operation
    from attio.errors.base import AttioBaseError

T = TypeVar("T")
Owner = TypeVar("Owner", ObjectSchema, ListSchema)
# Methods are named `object` and `list`, so annotations in the class cannot use these names.
Anything: TypeAlias = object
Values: TypeAlias = list[object]
Needs: TypeAlias = list[Need]
Owners: TypeAlias = list["ObjectSchema | ListSchema"]
Plan: TypeAlias = Generator["Need | Needs", Any, T]
"""Yields what it needs, one thing or several at once, and takes it."""

THREADS, TASKS = 4, 8
"""How many requests a snapshot makes at a time, sync and async."""


class Schema(Explains):
    """The schema of the workspace, fetched when it is needed and kept for `schema_ttl_ms`.

    Whoever asks while something is being fetched waits for that fetch. Look-ups take slugs, titles, e-mail addresses
    or ids, and raise a `KeyError` that names the nearest when there is none. Every method has an `_async` twin.
    """

    def __init__(self, client: Caller, ttl: float) -> None:
        """Belong to a client; `ttl` in seconds."""
        self._client = self._caller = client
        self._cache = Cache(ttl)
        self._used: WorkspaceSchema | None = None

    def __repr__(self) -> str:
        return f"<Schema of {self._client!r}>"

    # Reading

    def object(self, who: str) -> ObjectSchema:
        """Look an object up by slug or id, with its attributes."""
        return self._run(self._object(who))

    async def object_async(self, who: str) -> ObjectSchema:
        """Look an object up by slug or id, with its attributes."""
        return await self._run_async(self._object(who))

    def objects(self) -> tuple[ObjectSchema, ...]:
        """Return every object, with its attributes."""
        return self._run(self._objects())

    async def objects_async(self) -> tuple[ObjectSchema, ...]:
        """Return every object, with its attributes."""
        return await self._run_async(self._objects())

    def list(self, who: str) -> ListSchema:
        """Look a list up by slug or id, with its attributes."""
        return self._run(self._list(who))

    async def list_async(self, who: str) -> ListSchema:
        """Look a list up by slug or id, with its attributes."""
        return await self._run_async(self._list(who))

    def lists(self) -> tuple[ListSchema, ...]:
        """Return every list, with its attributes."""
        return self._run(self._lists())

    async def lists_async(self) -> tuple[ListSchema, ...]:
        """Return every list, with its attributes."""
        return await self._run_async(self._lists())

    def attribute(self, owner: str, who: str) -> AttributeSchema:
        """Look an attribute up by slug or id; `owner` is an object, else a list."""
        return self._run(self._attribute(owner, who))

    async def attribute_async(self, owner: str, who: str) -> AttributeSchema:
        """Look an attribute up by slug or id; `owner` is an object, else a list."""
        return await self._run_async(self._attribute(owner, who))

    def options(self, owner: str, attribute: str) -> tuple[OptionSchema, ...]:
        """Return the options or statuses of an attribute, archived ones too; none for attributes of other types."""
        return self._run(self._options(owner, attribute))

    async def options_async(self, owner: str, attribute: str) -> tuple[OptionSchema, ...]:
        """Return the options or statuses of an attribute, archived ones too; none for attributes of other types."""
        return await self._run_async(self._options(owner, attribute))

    def members(self) -> tuple[MemberSchema, ...]:
        """Return the members of the workspace."""
        return self._run(self._members())

    async def members_async(self) -> tuple[MemberSchema, ...]:
        """Return the members of the workspace."""
        return await self._run_async(self._members())

    def member(self, who: str) -> MemberSchema:
        """Look a member up by e-mail address or id."""
        return self._run(self._member(who))

    async def member_async(self, who: str) -> MemberSchema:
        """Look a member up by e-mail address or id."""
        return await self._run_async(self._member(who))

    def snapshot(self, *, options: bool = True, lists: bool = True, members: bool = False) -> WorkspaceSchema:
        """Take a snapshot of the whole schema; what is cached is not requested again.

        Args:
            options: Whether to get the options of selects and the statuses.
            lists: Whether to get the lists.
            members: Whether to get the members.
        """
        return self._run(self._snapshot(options=options, lists=lists, members=members))

    async def snapshot_async(
        self, *, options: bool = True, lists: bool = True, members: bool = False
    ) -> WorkspaceSchema:
        """Take a snapshot of the whole schema; what is cached is not requested again.

        Args:
            options: Whether to get the options of selects and the statuses.
            lists: Whether to get the lists.
            members: Whether to get the members.
        """
        return await self._run_async(self._snapshot(options=options, lists=lists, members=members))

    # Forgetting

    def use(self, snapshot: WorkspaceSchema) -> None:
        """Answer from a snapshot, for good; what it lacks is fetched."""
        self._used = snapshot

    def invalidate(self, what: str | None = None) -> None:
        """Forget what was fetched.

        Args:
            what: Slug or id of an object or list, or `members`; everything by default.
        """
        if what is None:
            self._cache.drop(lambda _: True)
            return
        if what == "members":
            self._cache.drop(lambda key: key.what == "members")
            return
        names = {one.id for one in self._known_owners() if what in (one.id, one.api_slug)}
        # Of what is not known by name, anything may be kept.
        self._cache.drop(lambda key: not names or key.owner in names or key.what in {"objects", "lists"})

    def written(self, operation: Operation[Any], params: Mapping[str, Anything]) -> None:
        """Forget what a successful write may have changed; called by the client."""
        resource = operation.name.partition(".")[0]
        if operation.method == "GET" or resource not in {"objects", "attributes", "lists"}:
            return
        name = params.get("identifier") or params.get("object") or params.get("list")
        self.invalidate(str(name)) if name else self._cache.drop(lambda key: key.what in {"objects", "lists"})

    def hint(self, error: AttioBaseError, params: Mapping[str, Anything]) -> str | None:
        """Suggest the right name for an error from what is cached, without a request; called by the client."""
        return hint(error, params, self._cached)

    def _cached(self, what: str, *arguments: str) -> Anything:
        """Look something up in the cache alone."""
        plan = getattr(self, f"_{what}")(*arguments)
        taken: Any = None
        try:
            while True:
                taken = self._cache.peek(plan.send(taken))
                if taken is None:
                    raise LookupError(what)
        except StopIteration as stop:
            return stop.value

    def _known_owners(self) -> Owners:
        objects = self._cache.peek(Need("objects"))
        lists = self._cache.peek(Need("lists"))
        known = [one for _, one in cast("tuple[tuple[str, ObjectSchema], ...] | None", objects) or ()]
        return [*known, *(cast("tuple[ListSchema, ...] | None", lists) or ())]

    # Plans: what decides, without I/O

    def _object(self, who: str) -> Plan[ObjectSchema]:
        if self._used and (known := _found(self._used.object, who)):
            return known
        listed = yield Need("objects")
        one: ObjectSchema = find("object", who, [each for _, each in listed], "api_slug")
        raw = yield Need("attributes", "objects", one.id)
        return self._with_attributes(one, raw, listed)

    def _objects(self) -> Plan[tuple[ObjectSchema, ...]]:
        if self._used and self._used.object_schemas:
            return self._used.object_schemas
        listed = yield Need("objects")
        every = yield [Need("attributes", "objects", one.id) for _, one in listed]
        return tuple(self._with_attributes(one, raw, listed) for (_, one), raw in zip(listed, every, strict=True))

    def _list(self, who: str) -> Plan[ListSchema]:
        if self._used and (known := _found(self._used.list, who)):
            return known
        lists = yield Need("lists")
        one: ListSchema = find("list", who, lists, "api_slug")
        listed = yield from self._slugs()
        raw = yield Need("attributes", "lists", one.id)
        return self._with_attributes(_with_parents(one, listed), raw, listed)

    def _lists(self) -> Plan[tuple[ListSchema, ...]]:
        if self._used and self._used.list_schemas:
            return self._used.list_schemas
        lists = yield Need("lists")
        listed = yield from self._slugs()
        every = yield [Need("attributes", "lists", one.id) for one in lists]
        found = [_with_parents(one, listed) for one in lists]
        return tuple(self._with_attributes(one, raw, listed) for one, raw in zip(found, every, strict=True))

    def _slugs(self) -> Plan[Sequence[tuple[str, ObjectSchema]]]:
        if self._used and self._used.object_schemas:
            return [(self._used.workspace_id, one) for one in self._used.object_schemas]
        listed: Sequence[tuple[str, ObjectSchema]] = yield Need("objects")
        return listed

    def _owner(self, who: str) -> Plan[ObjectSchema | ListSchema]:
        if self._used and (known := _found(self._used.owner, who)):
            return known
        listed = yield from self._slugs()
        objects = [one for _, one in listed]
        if any(who in (one.id, one.api_slug) for one in objects):
            return (yield from self._object(who))
        lists = yield Need("lists")
        owner_of(who, objects, lists)  # raises for what is neither
        return (yield from self._list(who))

    def _attribute(self, owner: str, who: str) -> Plan[AttributeSchema]:
        found = yield from self._owner(owner)
        return found.attribute(who)

    def _options(self, owner: str, who: str) -> Plan[tuple[OptionSchema, ...]]:
        found = yield from self._owner(owner)
        attribute = found.attribute(who)
        if attribute.options is not None or not attribute.has_options:
            return attribute.options or ()
        options: tuple[OptionSchema, ...] = yield _options_need(found, attribute)
        return options

    def _members(self) -> Plan[tuple[MemberSchema, ...]]:
        if self._used and self._used.member_schemas:
            return self._used.member_schemas
        members: tuple[MemberSchema, ...] = yield Need("members")
        return members

    def _member(self, who: str) -> Plan[MemberSchema]:
        members = yield from self._members()
        return find("workspace member", who, members, "email_address")

    def _snapshot(self, *, options: bool, lists: bool, members: bool) -> Plan[WorkspaceSchema]:
        listed = yield from self._slugs()
        found_objects = yield from self._objects()
        found_lists: tuple[ListSchema, ...] = ()
        if lists:
            found_lists = yield from self._lists()
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
            people = yield from self._members()
        return WorkspaceSchema(listed[0][0] if listed else "", found_objects, found_lists, people)

    def _with_attributes(self, one: Owner, raw: Sequence[Any], listed: Sequence[tuple[str, ObjectSchema]]) -> Owner:
        slugs = {each.id: each.api_slug for _, each in listed}
        attributes = [attribute_of(attribute, slugs) for attribute in raw]
        for index, attribute in enumerate(attributes):
            if attribute.has_options:
                options = cast("tuple[OptionSchema, ...] | None", self._cache.peek(_options_need(one, attribute)))
                attributes[index] = dataclasses.replace(attribute, options=options)
        return dataclasses.replace(one, attributes=tuple(attributes))

    # Drivers

    def _run(self, plan: Plan[T]) -> T:
        taken: Any = None
        try:
            while True:
                need = plan.send(taken)
                taken = self._several(need) if isinstance(need, list) else self._one(need)
        except StopIteration as stop:
            return cast("T", stop.value)

    def _one(self, need: Need) -> Anything:
        return self._cache.get(need, lambda: self._fetch(need))

    def _several(self, needs: Needs) -> Values:
        if len(needs) < 2:
            return [self._one(need) for need in needs]
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(self._one, needs))

    def _fetch(self, need: Need) -> Anything:
        calls = calls_for(need)
        response: Any = None
        try:
            while True:
                call = calls.send(response)
                response = _function(call)(self._client, *call.arguments, **dict(call.options))
        except StopIteration as stop:
            return stop.value

    async def _run_async(self, plan: Plan[T]) -> T:
        taken: Any = None
        try:
            while True:
                need = plan.send(taken)
                taken = await (self._several_async(need) if isinstance(need, list) else self._one_async(need))
        except StopIteration as stop:
            return cast("T", stop.value)

    async def _one_async(self, need: Need) -> Anything:
        return await self._cache.get_async(need, lambda: self._fetch_async(need))

    async def _several_async(self, needs: Needs) -> Values:
        import anyio

        found: Values = [None] * len(needs)
        limit = anyio.Semaphore(TASKS)
        failed: list[Exception] = []

        async def fetch(index: int, need: Need) -> None:
            async with limit:
                try:
                    found[index] = await self._one_async(need)
                except Exception as error:  # noqa: BLE001 - raised below, alone and not in a group
                    failed.append(error)
                    group.cancel_scope.cancel()

        async with anyio.create_task_group() as group:
            for index, need in enumerate(needs):
                group.start_soon(fetch, index, need)
        if failed:
            raise failed[0]
        return found

    async def _fetch_async(self, need: Need) -> Anything:
        calls = calls_for(need)
        response: Any = None
        try:
            while True:
                call = calls.send(response)
                response = await _function(call, "_async")(self._client, *call.arguments, **dict(call.options))
        except StopIteration as stop:
            return stop.value


def _function(call: Call, suffix: str = "") -> Callable[..., Any]:
    return cast("Callable[..., Any]", getattr(import_module(f"attio.funcs.{call.module}"), f"{call.function}{suffix}"))


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
