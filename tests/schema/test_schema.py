"""`client.schema`: look-ups, the number of requests, and concurrent fetches."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from typing import Any

import anyio
import pytest

from attio import Attio, RetryConfig, errors
from attio.filters import F
from attio.schema import ListSchema, MemberSchema, ObjectSchema, WorkspaceSchema
from attio.schema.flights import Cache
from tests.drivers import Driver
from tests.sandbox.api import attribute
from tests.schema.conftest import Watched

# Requests


@pytest.mark.parametrize(
    ("method", "arguments", "requests"),
    [
        ("object", ("people",), 2),
        ("attribute", ("people", "name"), 2),
        ("objects", (), 4),
        ("list", ("sales",), 3),
        ("lists", (), 3),
        ("attribute", ("sales", "created_at"), 3),
        ("options", ("deals", "stage"), 3),
        ("options", ("deals", "name"), 2),
        ("options", ("companies", "categories"), 3),
        ("members", (), 1),
    ],
)
def test_each_look_up_is_cached(  # noqa: PLR0917
    driver: Driver, watched: Watched, client: Attio, method: str, arguments: tuple[str, ...], requests: int
) -> None:
    first = driver.call(client, f"schema.{method}", *arguments)
    assert watched.count() == requests
    assert driver.call(client, f"schema.{method}", *arguments) == first
    assert watched.count() == 0


def test_requests_of_a_snapshot_run_in_the_context_of_the_caller(driver: Driver, watched: Watched) -> None:
    span: ContextVar[str] = ContextVar("span", default="none")
    found: list[str] = []
    http = watched.http_client()
    http.add_hook("before_request", lambda _: found.append(span.get()))
    client = Attio(watched.token, http_client=http)

    def take() -> None:
        span.set("mine")
        driver.call(client, "schema.snapshot")

    copy_context().run(take)
    assert set(found) == {"mine"}


def test_a_snapshot_fetches_each_part_once(driver: Driver, watched: Watched, client: Attio) -> None:
    driver.call(client, "schema.options", "deals", "stage")
    watched.count()
    taken: WorkspaceSchema = driver.call(client, "schema.snapshot", members=True)
    assert len(watched.seen) == len(set(watched.seen))
    selects = [attribute for each in taken.objects() for attribute in each.attributes if attribute.has_options]
    # Objects, attributes of deals and stages are cached. The rest: 2 objects, the lists, 1 list, members.
    assert watched.count() == 2 + 1 + 1 + 1 + len(selects) - 1
    assert all(attribute.options for attribute in selects)
    assert taken.workspace_id == watched.workspace_id
    assert taken.list("sales").parent_objects == ("people",)
    assert taken.member_schemas
    assert driver.call(client, "schema.snapshot", members=True) == taken
    assert watched.count() == 0
    bare: WorkspaceSchema = driver.call(client, "schema.snapshot", options=False, lists=False)
    assert not bare.list_schemas
    assert not bare.member_schemas


def test_the_cache_expires(watched: Watched) -> None:
    client = watched.client(schema_ttl_ms=0.001)
    client.schema.members()
    client.schema.members()
    assert watched.count() == 2
    with pytest.raises(ValueError, match="schema_ttl_ms"):
        Attio(schema_ttl_ms=-1)


def test_attributes_are_listed_to_the_end(watched: Watched, client: Attio) -> None:
    for number in range(50 - len(client.schema.object("companies").attributes)):
        client.attributes.create_new("objects", "companies", data=attribute(f"extra_{number}", "text"))
    watched.count()
    assert len(client.schema.object("companies").attributes) == 50
    assert watched.count() == 3  # a page of fifty may not be the last one


# Look-ups


def test_objects_lists_and_attributes_are_found_by_slug_or_id(client: Attio) -> None:
    schema = client.schema
    people = schema.object("people")
    assert isinstance(people, ObjectSchema)
    assert schema.object(people.id) == people
    assert people.attribute("company").allowed_objects == ("companies",)
    assert people.attribute(people.attribute("name").id).api_slug == "name"
    assert schema.attribute("people", "name").type == "personal-name"
    assert not schema.attribute("people", "record_id").is_writable
    assert schema.object("companies").attribute("domains").is_multiselect
    assert schema.object("deals").attribute("value").currency_code == "USD"
    assert isinstance(schema.list("sales"), ListSchema)
    assert [option.title for option in schema.options("deals", "stage")] == ["Lead", "In Progress", "Won 🎉", "Lost"]
    assert schema.object("deals").attribute("stage").option("Won 🎉").celebration_enabled
    member = schema.members()[0]
    assert isinstance(member, MemberSchema)
    assert schema.member(member.id) == schema.member(member.email_address) == member
    assert schema is client.schema
    assert repr(schema).startswith("<Schema of <Attio")


@pytest.mark.parametrize(
    ("look_up", "message"),
    [
        ('schema.object("peple")', "there is no object 'peple'; did you mean 'people'?"),
        ('schema.list("sale")', "there is no list 'sale'; did you mean 'sales'?"),
        ('schema.attribute("people", "nmae")', "'people' has no attribute 'nmae'; did you mean 'name'?"),
        ('schema.attribute("comapnies", "name")', "'comapnies'; did you mean 'companies'?"),
        ('schema.options("sale", "x")', "there is no object or list 'sale'; did you mean 'sales'?"),
        ('schema.member("x")', "there is no workspace member 'x'"),
        ('schema.snapshot().attribute("deals", "stage").option("Lst")', "'Lst'; did you mean 'Lost'?"),
        ('schema.snapshot().member("y")', "there is no workspace member 'y'"),
    ],
)
def test_unknown_names_are_errors_with_the_nearest_name(client: Attio, look_up: str, message: str) -> None:
    with pytest.raises(KeyError) as caught:
        eval(look_up, {"schema": client.schema})
    assert message in str(caught.value)


def test_options_that_were_not_fetched_are_an_error(client: Attio) -> None:
    stage = client.schema.object("deals").attribute("stage")
    assert stage.options is None
    with pytest.raises(LookupError, match=r"the options of 'stage' are not fetched"):
        stage.option("Lead")


# Invalidation


def test_invalidate_clears_parts_of_the_cache(watched: Watched, client: Attio) -> None:
    schema = client.schema
    schema.object("people")
    schema.object("companies")
    schema.members()
    watched.count()
    schema.invalidate("people")
    schema.object("companies")
    schema.members()
    assert watched.count() == 1  # the list of objects
    schema.object("people")
    assert watched.count() == 1
    schema.invalidate("members")
    schema.members()
    schema.object("people")
    assert watched.count() == 1
    schema.invalidate()
    schema.object("people")
    assert watched.count() == 2
    schema.invalidate("nothing like it")
    schema.object("people")
    assert watched.count() == 2


def test_writes_of_the_same_client_are_seen(driver: Driver, client: Attio) -> None:
    object_noun = {"api_slug": "cars", "singular_noun": "Car", "plural_noun": "Cars"}
    assert len(driver.call(client, "schema.objects")) == 3
    driver.call(client, "objects.create", data=object_noun)
    assert len(driver.call(client, "schema.objects")) == 4
    driver.call(client, "attributes.create_new", "objects", "cars", data=attribute("color", "text"))
    assert driver.call(client, "schema.attribute", "cars", "color").title == "Color"
    driver.call(client, "objects.update", "cars", data={"plural_noun": "Autos"})
    assert driver.call(client, "schema.object", "cars").plural_noun == "Autos"
    driver.call(client, "objects.list")
    with pytest.raises(errors.AttioError):
        driver.call(client, "objects.create", data=object_noun)


def test_a_fetch_from_before_an_invalidate_is_not_kept(watched: Watched, client: Attio) -> None:
    watched.before = lambda _path: client.schema.invalidate()
    client.schema.members()
    watched.before = lambda _path: None
    client.schema.members()
    client.schema.members()
    assert watched.count() == 2


def test_a_client_can_use_a_snapshot(watched: Watched, client: Attio) -> None:
    taken = client.schema.snapshot(members=True)
    other = watched.client()
    other.schema.use(taken)
    watched.count()
    assert other.schema.objects() == taken.objects()
    assert other.schema.lists() == taken.lists()
    assert other.schema.object("people") == taken.object("people")
    assert other.schema.list("sales") == taken.list("sales")
    assert other.schema.options("deals", "stage") == taken.options("deals", "stage")
    assert other.schema.members() == taken.members()
    assert other.schema.snapshot(members=True) == taken
    assert watched.count() == 0
    client.objects.create(data={"api_slug": "cars", "singular_noun": "Car", "plural_noun": "Cars"})
    watched.count()
    assert other.schema.object("cars").singular_noun == "Car"
    with pytest.raises(errors.InvalidRequestError, match=r"pass WorkspaceSchema\.load\(path\).*, not 'schema\.json'"):
        other.schema.use("schema.json")  # type: ignore[arg-type]
    assert watched.count() == 2
    other.schema.use(WorkspaceSchema())
    assert len(other.schema.objects()) == 4


# Concurrent fetches


def test_threads_share_one_fetch(watched: Watched, client: Attio) -> None:
    watched.delay = 0.05
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(client.schema.object, ["people"] * 8))
    assert len(set(found)) == 1
    assert watched.count() == 2


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_tasks_share_one_fetch(watched: Watched, client: Attio, backend: str) -> None:
    async def main() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(8):
                group.start_soon(client.schema.object_async, "people")

    anyio.run(main, backend=backend)
    assert watched.count() == 2


def test_loops_in_threads_do_not_wait_for_each_other(watched: Watched, client: Attio) -> None:
    watched.delay = 0.02
    with ThreadPoolExecutor(3) as pool:
        work = [pool.submit(asyncio.run, client.schema.object_async("people")) for _ in range(3)]
    assert len({future.result() for future in work}) == 1


def test_a_failure_reaches_all_threads_and_is_not_cached() -> None:
    cache, barrier, calls = Cache(60), threading.Barrier(4), 0

    def fetch() -> object:
        nonlocal calls
        calls += 1
        threading.Event().wait(0.05)
        raise ValueError("down")

    def ask() -> str:
        barrier.wait()
        try:
            cache.get("key", fetch)
        except ValueError as error:
            return str(error)
        return "no error"

    with ThreadPoolExecutor(4) as pool:
        assert [future.result() for future in [pool.submit(ask) for _ in range(4)]] == ["down"] * 4
    assert calls == 1
    assert cache.get("key", lambda: "up") == "up"


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_failure_reaches_every_task(backend: str) -> None:
    cache, failed = Cache(60), 0

    async def fetch() -> object:
        await anyio.sleep(0.01)
        raise ValueError("down")

    async def ask() -> None:
        nonlocal failed
        with pytest.raises(ValueError, match="down"):
            await cache.get_async("key", fetch)
        failed += 1

    async def main() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(3):
                group.start_soon(ask)

    anyio.run(main, backend=backend)
    assert failed == 3


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_cancelled_leader_hands_over(backend: str) -> None:
    cache = Cache(60)
    found: list[object] = []

    async def fetch() -> object:
        await anyio.sleep(0.05)
        return "value"

    async def lead(scope: anyio.CancelScope) -> None:
        with scope:
            await cache.get_async("key", fetch)

    async def follow() -> None:
        found.append(await cache.get_async("key", fetch))

    async def main() -> None:
        scope = anyio.CancelScope()
        async with anyio.create_task_group() as group:
            group.start_soon(lead, scope)
            await anyio.sleep(0.01)
            group.start_soon(follow)
            await anyio.sleep(0.01)
            scope.cancel()

    anyio.run(main, backend=backend)
    assert found == ["value"]


def test_a_leader_that_is_interrupted_hands_over() -> None:
    cache, begun = Cache(60), threading.Event()
    found: list[object] = []

    def interrupted() -> object:
        begun.set()
        threading.Event().wait(0.05)
        raise KeyboardInterrupt

    def lead() -> None:
        with pytest.raises(KeyboardInterrupt):
            cache.get("key", interrupted)

    leader = threading.Thread(target=lead)
    leader.start()
    begun.wait()
    found.append(cache.get("key", lambda: "value"))
    leader.join()
    assert found == ["value"]


def test_an_error_of_several_requests_is_raised_alone(driver: Driver, watched: Watched) -> None:
    hasty = watched.client(retry_config=RetryConfig(max_attempts=1))
    hasty.schema.object("people")
    watched.fail_next(100, status=500)
    with pytest.raises(errors.ServerError):
        driver.call(hasty, "schema.objects")


# Members of filters


def test_members_by_address_are_looked_up_once(driver: Driver, watched: Watched, client: Attio) -> None:
    member = watched.members[0]
    made = F("owner").is_member(member.email_address) | ~F("owner").is_member(member.email_address)

    async def work(call: Any) -> Any:
        del call
        return await made.resolve_async(client)

    found = made.resolve(client) if driver.side == "sync" else anyio.run(work, None, backend=driver.side)
    condition = {"owner": {"referenced_actor_type": "workspace-member", "referenced_actor_id": member.id}}
    assert found == {"$or": [condition, {"$not": condition}]}
    assert str(found) == str(made)
    assert watched.count() == 1
    assert found.resolve(client) is found
    assert made.resolve(client.schema.snapshot(members=True)) == found
    assert client.records.query("deals", filter=found).data == []
    with pytest.raises(KeyError, match="did you mean"):
        F("owner").is_member(f"x{member.email_address}").resolve(client)
