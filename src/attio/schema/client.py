"""`client.schema`: the schema of the workspace, fetched on demand and cached."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from attio._call.operation import Caller, Operation
from attio._support import plans
from attio._support.argument_types import check_text
from attio._support.names import brief
from attio.errors.base import AttioBaseError, InvalidRequestError
from attio.schema.explanation import Explains, hint
from attio.schema.flights import Cache
from attio.schema.plans import Needs, Plan, Plans
from attio.schema.records import AttributeSchema, ListSchema, MemberSchema, ObjectSchema, OptionSchema
from attio.schema.requests import Need, calls_for
from attio.schema.snapshot import WorkspaceSchema

T = TypeVar("T")
# Methods are named `object` and `list`, so annotations in the class cannot use these names.
Anything: TypeAlias = object
Values: TypeAlias = list[object]
Owners: TypeAlias = list["ObjectSchema | ListSchema"]

THREADS, TASKS = 4, 8
"""Maximum number of concurrent requests of a snapshot, sync and async."""


class Schema(Explains):
    """The schema of the workspace, fetched on demand and cached for `schema_ttl_ms`.

    Concurrent look-ups share one request. Look-ups take an id, or a slug, title or e-mail address. Without a match
    they raise a `KeyError` whose message suggests a similar name. Each method has an `_async` variant.
    """

    def __init__(self, client: Caller, ttl: float) -> None:
        """Create the schema of a client; `ttl` is the lifetime of cached values in seconds."""
        self._client = self._caller = client
        self._cache = Cache(ttl)
        self._plans = Plans(self._cache)

    if not TYPE_CHECKING:  # hidden from type checkers, which report unknown names themselves

        def __getattr__(self, name: str) -> object:
            from attio._support.wrong_names import unknown_method

            return unknown_method(self, name)

    def __repr__(self) -> str:
        return f"<Schema of {self._client!r}>"

    # Reading

    def object(self, who: str) -> ObjectSchema:
        """Return an object with its attributes, by slug or id.

        Scopes: `object_configuration:read`.

        Raises:
            KeyError: There is no such object. The message suggests a similar slug.

        Example:
            print(client.schema.object("companies").attribute("domains").is_unique)
        """
        return self._run(self._plans.object(who))

    async def object_async(self, who: str) -> ObjectSchema:
        """Return an object with its attributes, by slug or id; see `object`."""
        return await self._run_async(self._plans.object(who))

    def objects(self) -> tuple[ObjectSchema, ...]:
        """Return all objects with their attributes."""
        return self._run(self._plans.objects())

    async def objects_async(self) -> tuple[ObjectSchema, ...]:
        """Return all objects with their attributes; see `objects`."""
        return await self._run_async(self._plans.objects())

    def list(self, who: str) -> ListSchema:
        """Return a list with its attributes, by slug or id.

        Scopes: `list_configuration:read`, `object_configuration:read`.

        Raises:
            KeyError: There is no such list. The message suggests a similar slug.
        """
        return self._run(self._plans.list(who))

    async def list_async(self, who: str) -> ListSchema:
        """Return a list with its attributes, by slug or id; see `list`."""
        return await self._run_async(self._plans.list(who))

    def lists(self) -> tuple[ListSchema, ...]:
        """Return all lists with their attributes."""
        return self._run(self._plans.lists())

    async def lists_async(self) -> tuple[ListSchema, ...]:
        """Return all lists with their attributes; see `lists`."""
        return await self._run_async(self._plans.lists())

    def attribute(self, owner: str, who: str) -> AttributeSchema:
        """Return an attribute of an object or list.

        Args:
            owner: Slug or id of the object or list. Objects take precedence.
            who: Slug or id of the attribute.

        Raises:
            KeyError: There is no such object, list or attribute. The message suggests a similar slug.
        """
        return self._run(self._plans.attribute(owner, who))

    async def attribute_async(self, owner: str, who: str) -> AttributeSchema:
        """Return an attribute of an object or list; see `attribute`."""
        return await self._run_async(self._plans.attribute(owner, who))

    def options(self, owner: str, attribute: str) -> tuple[OptionSchema, ...]:
        """Return the options or statuses of an attribute, including archived ones; empty for other types.

        Args:
            owner: Slug or id of the object or list. Objects take precedence.
            attribute: Slug or id of the attribute.

        Raises:
            KeyError: There is no such object, list or attribute. The message suggests a similar slug.

        Example:
            print([status.title for status in client.schema.options("deals", "stage")])
        """
        return self._run(self._plans.options(owner, attribute))

    async def options_async(self, owner: str, attribute: str) -> tuple[OptionSchema, ...]:
        """Return the options or statuses of an attribute; see `options`."""
        return await self._run_async(self._plans.options(owner, attribute))

    def members(self) -> tuple[MemberSchema, ...]:
        """Return the members of the workspace.

        Scopes: `user_management:read`.
        """
        return self._run(self._plans.members())

    async def members_async(self) -> tuple[MemberSchema, ...]:
        """Return the members of the workspace; see `members`."""
        return await self._run_async(self._plans.members())

    def member(self, who: str) -> MemberSchema:
        """Return a member by e-mail address or id.

        Scopes: `user_management:read`.

        Raises:
            KeyError: There is no such member. The message suggests a similar address.
        """
        return self._run(self._plans.member(who))

    async def member_async(self, who: str) -> MemberSchema:
        """Return a member by e-mail address or id; see `member`."""
        return await self._run_async(self._plans.member(who))

    def snapshot(self, *, options: bool = True, lists: bool = True, members: bool = False) -> WorkspaceSchema:
        """Return a snapshot of the whole schema. Cached parts are not requested again.

        Args:
            options: Whether to include the options of selects and the statuses.
            lists: Whether to include the lists.
            members: Whether to include the members.
        """
        return self._run(self._plans.snapshot(options=options, lists=lists, members=members))

    async def snapshot_async(
        self, *, options: bool = True, lists: bool = True, members: bool = False
    ) -> WorkspaceSchema:
        """Return a snapshot of the whole schema; see `snapshot`.

        Args:
            options: Whether to include the options of selects and the statuses.
            lists: Whether to include the lists.
            members: Whether to include the members.
        """
        return await self._run_async(self._plans.snapshot(options=options, lists=lists, members=members))

    # Cache

    def use(self, snapshot: WorkspaceSchema) -> None:
        """Look names up in a snapshot from now on. Only parts that the snapshot lacks are fetched.

        Raises:
            InvalidRequestError: The argument is not a `WorkspaceSchema`.

        Example:
            client.schema.use(client.schema.snapshot())
        """
        if not isinstance(cast("Anything", snapshot), WorkspaceSchema):
            hint = "pass WorkspaceSchema.load(path) or client.schema.snapshot()"
            raise InvalidRequestError(f"snapshot must be a WorkspaceSchema: {hint}, not {brief(snapshot)}")
        self._plans.used = snapshot

    def invalidate(self, what: str | None = None) -> None:
        """Remove fetched parts from the cache.

        Args:
            what: Slug or id of an object or list, or `members`; None, the default, removes everything.
        """
        check_text("companies", is_optional=True, what=what)
        if what is None:
            self._cache.drop(lambda _: True)
            return
        if what == "members":
            self._cache.drop(lambda key: key.what == "members")
            return
        ids = {owner.id for owner in self._known_owners() if what in (owner.id, owner.api_slug)}
        # If the name is not known, its parts may still be in the cache under an id: remove everything.
        self._cache.drop(lambda key: not ids or key.owner in ids or key.what in {"objects", "lists"})

    def written(self, operation: Operation[Any], params: Mapping[str, Anything]) -> None:
        """Remove the parts that a successful write may have changed. The client calls this after each write."""
        resource = operation.name.partition(".")[0]
        if operation.method == "GET" or resource not in {"objects", "attributes", "lists"}:
            return
        name = params.get("identifier") or params.get("object") or params.get("list")
        self.invalidate(str(name)) if name else self._cache.drop(lambda key: key.what in {"objects", "lists"})

    def hint(self, error: AttioBaseError, params: Mapping[str, Anything]) -> str | None:
        """Return a suggestion for an error from the cache, without a request. The client calls this for each error."""
        return hint(error, params, self._cached)

    def _cached(self, what: str, *arguments: str) -> Anything:
        """Run a look-up with cached values only; raise a `LookupError` if one is missing."""
        plan = getattr(self._plans, what)(*arguments)
        value: Any = None
        try:
            while True:
                value = self._cache.peek(plan.send(value))
                if value is None:
                    raise LookupError(what)
        except StopIteration as stop:
            return stop.value

    def _known_owners(self) -> Owners:
        objects = self._cache.peek(Need("objects"))
        lists = self._cache.peek(Need("lists"))
        owners: Owners = [one for _, one in cast("tuple[tuple[str, ObjectSchema], ...] | None", objects) or ()]
        return [*owners, *(cast("tuple[ListSchema, ...] | None", lists) or ())]

    # Drivers

    def _run(self, plan: Plan[T]) -> T:
        return plans.run(plan, lambda need: self._get_all(need) if isinstance(need, list) else self._get(need))

    def _get(self, need: Need) -> Anything:
        return self._cache.get(need, lambda: self._fetch(need))

    def _get_all(self, needs: Needs) -> Values:
        if len(needs) < 2:
            return [self._get(need) for need in needs]
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(THREADS) as pool:
            # Each thread gets a copy of the context, so hooks see the context variables of the caller.
            futures = [pool.submit(copy_context().run, self._get, need) for need in needs]
            return [future.result() for future in futures]

    def _fetch(self, need: Need) -> Anything:
        return plans.run(calls_for(need), lambda call: call.make(self._client))

    async def _run_async(self, plan: Plan[T]) -> T:
        return await plans.run_async(
            plan, lambda need: self._get_all_async(need) if isinstance(need, list) else self._get_async(need)
        )

    async def _get_async(self, need: Need) -> Anything:
        return await self._cache.get_async(need, lambda: self._fetch_async(need))

    async def _get_all_async(self, needs: Needs) -> Values:
        import anyio

        values: Values = [None] * len(needs)
        limit = anyio.Semaphore(TASKS)
        errors: list[Exception] = []

        async def fetch(index: int, need: Need) -> None:
            async with limit:
                try:
                    values[index] = await self._get_async(need)
                except Exception as error:  # noqa: BLE001 - raised below, without an exception group
                    errors.append(error)
                    group.cancel_scope.cancel()

        async with anyio.create_task_group() as group:
            for index, need in enumerate(needs):
                group.start_soon(fetch, index, need)
        if errors:
            raise errors[0]
        return values

    async def _fetch_async(self, need: Need) -> Anything:
        return await plans.run_async(calls_for(need), lambda call: call.make_async(self._client))
