"""`client.schema`: the schema of the workspace, fetched when it is needed and kept."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from attio._call.operation import Caller, Operation
from attio._support import plans
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
"""How many requests a snapshot makes at a time, sync and async."""


class Schema(Explains):
    """The schema of the workspace, fetched when it is needed and kept for `schema_ttl_ms`.

    Concurrent look-ups share one fetch. Look-ups take slugs, titles, e-mail addresses
    or ids, and raise a `KeyError` that names the nearest when there is none. Every method has an `_async` twin.
    """

    def __init__(self, client: Caller, ttl: float) -> None:
        """Belong to a client; `ttl` in seconds."""
        self._client = self._caller = client
        self._cache = Cache(ttl)
        self._plans = Plans(self._cache)

    if not TYPE_CHECKING:  # checkers report unknown names themselves

        def __getattr__(self, name: str) -> object:
            from attio._support.wrong_names import unknown_method

            return unknown_method(self, name)

    def __repr__(self) -> str:
        return f"<Schema of {self._client!r}>"

    # Reading

    def object(self, who: str) -> ObjectSchema:
        """Look an object up by slug or id, with its attributes.

        Scopes: `object_configuration:read`.

        Raises:
            KeyError: There is none; the message names the nearest one.

        Example:
            print(client.schema.object("companies").attribute("domains").is_unique)
        """
        return self._run(self._plans.object(who))

    async def object_async(self, who: str) -> ObjectSchema:
        """Look an object up by slug or id, with its attributes; see `object`."""
        return await self._run_async(self._plans.object(who))

    def objects(self) -> tuple[ObjectSchema, ...]:
        """Return every object, with its attributes."""
        return self._run(self._plans.objects())

    async def objects_async(self) -> tuple[ObjectSchema, ...]:
        """Return every object, with its attributes."""
        return await self._run_async(self._plans.objects())

    def list(self, who: str) -> ListSchema:
        """Look a list up by slug or id, with its attributes.

        Scopes: `list_configuration:read`, `object_configuration:read`.

        Raises:
            KeyError: There is none; the message names the nearest one.
        """
        return self._run(self._plans.list(who))

    async def list_async(self, who: str) -> ListSchema:
        """Look a list up by slug or id, with its attributes; see `list`."""
        return await self._run_async(self._plans.list(who))

    def lists(self) -> tuple[ListSchema, ...]:
        """Return every list, with its attributes."""
        return self._run(self._plans.lists())

    async def lists_async(self) -> tuple[ListSchema, ...]:
        """Return every list, with its attributes."""
        return await self._run_async(self._plans.lists())

    def attribute(self, owner: str, who: str) -> AttributeSchema:
        """Look an attribute up.

        Args:
            owner: Slug or id of its object, else of its list.
            who: Slug or id of the attribute.

        Raises:
            KeyError: There is no such object, list or attribute; the message names the nearest one.
        """
        return self._run(self._plans.attribute(owner, who))

    async def attribute_async(self, owner: str, who: str) -> AttributeSchema:
        """Look an attribute up; see `attribute`."""
        return await self._run_async(self._plans.attribute(owner, who))

    def options(self, owner: str, attribute: str) -> tuple[OptionSchema, ...]:
        """Return the options or statuses of an attribute, archived ones too; none for attributes of other types.

        Args:
            owner: Slug or id of its object, else of its list.
            attribute: Slug or id of the attribute.

        Raises:
            KeyError: There is no such object, list or attribute; the message names the nearest one.

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
        """Return the members of the workspace."""
        return await self._run_async(self._plans.members())

    def member(self, who: str) -> MemberSchema:
        """Look a member up by e-mail address or id.

        Scopes: `user_management:read`.

        Raises:
            KeyError: There is none; the message names the nearest address.
        """
        return self._run(self._plans.member(who))

    async def member_async(self, who: str) -> MemberSchema:
        """Look a member up by e-mail address or id; see `member`."""
        return await self._run_async(self._plans.member(who))

    def snapshot(self, *, options: bool = True, lists: bool = True, members: bool = False) -> WorkspaceSchema:
        """Take a snapshot of the whole schema; what is cached is not requested again.

        Args:
            options: Whether to get the options of selects and the statuses.
            lists: Whether to get the lists.
            members: Whether to get the members.
        """
        return self._run(self._plans.snapshot(options=options, lists=lists, members=members))

    async def snapshot_async(
        self, *, options: bool = True, lists: bool = True, members: bool = False
    ) -> WorkspaceSchema:
        """Take a snapshot of the whole schema; what is cached is not requested again.

        Args:
            options: Whether to get the options of selects and the statuses.
            lists: Whether to get the lists.
            members: Whether to get the members.
        """
        return await self._run_async(self._plans.snapshot(options=options, lists=lists, members=members))

    # Forgetting

    def use(self, snapshot: WorkspaceSchema) -> None:
        """Answer from a snapshot, for good; what it lacks is fetched.

        Raises:
            InvalidRequestError: It is no snapshot, such as the path of one.

        Example:
            client.schema.use(client.schema.snapshot())
        """
        if not isinstance(cast("Anything", snapshot), WorkspaceSchema):
            hint = "pass WorkspaceSchema.load(path) or client.schema.snapshot()"
            raise InvalidRequestError(f"snapshot is a WorkspaceSchema: {hint}, not {brief(snapshot)}")
        self._plans.used = snapshot

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
        plan = getattr(self._plans, what)(*arguments)
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

    # Drivers

    def _run(self, plan: Plan[T]) -> T:
        return plans.run(plan, lambda need: self._several(need) if isinstance(need, list) else self._one(need))

    def _one(self, need: Need) -> Anything:
        return self._cache.get(need, lambda: self._fetch(need))

    def _several(self, needs: Needs) -> Values:
        if len(needs) < 2:
            return [self._one(need) for need in needs]
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(THREADS) as pool:
            # Each with a copy of the context: hooks find the variables of the caller, such as its span.
            futures = [pool.submit(copy_context().run, self._one, need) for need in needs]
            return [future.result() for future in futures]

    def _fetch(self, need: Need) -> Anything:
        return plans.run(calls_for(need), lambda call: call.make(self._client))

    async def _run_async(self, plan: Plan[T]) -> T:
        return await plans.run_async(
            plan, lambda need: self._several_async(need) if isinstance(need, list) else self._one_async(need)
        )

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
        return await plans.run_async(calls_for(need), lambda call: call.make_async(self._client))
