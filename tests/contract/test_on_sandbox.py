"""The goldens on the sandbox: it accepts their requests, and its responses can be decoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

import pytest
from pydantic import BaseModel

from attio import Attio, FileDownload, RetryConfig, errors
from attio.models.base import Envelope
from tests.contract.brightside import World, add_more, make_world
from tests.contract.forms import ASYNC_FORMS, Call, Ended, Script, find, run, run_async
from tests.contract.golden import load
from tests.contract.table import JSON, Case, Golden, as_dumped

GOLDENS = load()

INVALID = (400, "validation_type")
FILTER = (400, "filter_error")
MISSING = (404, "not_found")
REJECTED: Mapping[str, Mapping[str, tuple[int, str | None]]] = {
    "activities.create": {"a schema of a later version": INVALID},
    "activities.get": {"reserved characters": MISSING},
    "activities.update": {"nothing to change": INVALID},
    "activity_records.query": {"by times and numbers": FILTER},
    "activity_records.assert": {"minimal": (400, "value_not_found")},
    "attributes.list_all": {"target of a later version": MISSING},
    "attributes.create_new": {
        "full": INVALID,
        "dynamic default, explicit nulls, a type of a later version": INVALID,
    },
    "attributes.get": {"reserved characters": MISSING},
    "call_recordings.list": {"reserved characters, smallest values": MISSING},
    "call_recordings.create": {"minimal": INVALID},
    "call_recordings.get": {"reserved characters": MISSING},
    "comments.get": {"reserved characters": MISSING},
    "emails.list": {"minimal": INVALID},
    "entries.query": {"full": FILTER, "filters of every shape": FILTER},
    "entries.get": {"reserved characters": MISSING},
    "entries.write_attribute_values": {"full": INVALID},
    "files.list": {"a provider of a later version": INVALID},
    "lists.create": {"an access of a later version": INVALID},
    "lists.get": {"reserved characters": MISSING},
    "lists.update": {"only for some, then for nobody by name": INVALID},
    "meetings.list": {"datetimes, smallest values": INVALID, "an order of a later version": INVALID},
    "meetings.get": {"reserved characters": MISSING},
    "notes.create": {"a format of a later version": INVALID},
    "objects.create": {"minimal": INVALID},
    "objects.get": {"reserved characters": MISSING},
    "objects.update": {"nothing to change": INVALID},
    "records.query": {"full": FILTER, "filters of every shape": FILTER},
    "records.assert": {"minimal": (400, "value_not_found")},
    "records.get": {"an id of another form": MISSING},
    "records.write_attribute_values": {"full": INVALID},
    "records.search": {"as a member, by e-mail": (400, "value_not_found")},
    "scim.groups.get": {"reserved characters": (404, None)},
    "scim.users.get": {"reserved characters": (404, None)},
    "scim.users.patch": {"full": (400, "invalidValue"), "a step of a later version": (400, "invalidSyntax")},
    "sql.query": {"full": FILTER},
    "tasks.list": {"a sort of a later version": INVALID},
    "threads.list_all": {"minimal": INVALID},
    "threads.get": {"reserved characters": MISSING},
    "transcripts.get_call_transcript": {"reserved characters": MISSING},
    "webhooks.create": {"full": INVALID},
    "webhooks.get": {"reserved characters": MISSING},
    "webhooks.update": {"full": INVALID},
    "workspace_members.get": {"an id of another form": MISSING},
}
"""Cases that the API would reject, by operation, with the status and code of the error."""

every_operation = pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.function)


@pytest.fixture(scope="module")
def shared_world() -> World:
    return make_world()


@pytest.fixture
def world(shared_world: World) -> Iterator[World]:
    """The workspace, restored to its initial state."""
    before = shared_world.sandbox.snapshot()
    yield shared_world
    shared_world.sandbox.restore(before)


def client_of(world: World) -> Attio:
    return world.sandbox.client(retry_config=RetryConfig(strategy="none"))


def script(golden: Golden, world: World, cases: Iterable[Case]) -> Script:
    """Run cases, each on the initial workspace."""
    before = world.sandbox.snapshot()
    for case in cases:
        args, kwargs = world.case(golden, case)
        ended = yield Call(args, kwargs)
        check(golden, case, ended)
        world.sandbox.requests.assert_called(golden.operation, times=1)
        world.sandbox.restore(before)


def accepted(golden: Golden) -> list[Case]:
    """Return an accepted case, with which all four forms are tested."""
    return [case for case in golden.cases if case.name not in REJECTED.get(golden.operation, ())][:1]


def check(golden: Golden, case: Case, ended: Ended) -> None:
    """Assert that the case is accepted and decoded completely, or rejected as the table defines."""
    rejected = REJECTED.get(golden.operation, {}).get(case.name)
    if rejected is not None:
        error = ended.error
        assert isinstance(error, errors.AttioError), f"{case.name}: {ended}"
        assert (case.name, error.status_code, error.code) == (case.name, *rejected)
        return
    assert ended.error is None, f"{case.name}: {ended.error}"
    if golden.function == "files_download":
        return
    result = ended.result
    assert isinstance(result, Envelope)
    assert type(result).__name__ == golden.model
    response = result.http.raw_response
    assert response is not None
    sent: JSON = response.json() if response.content else {}
    assert result.model_dump(mode="json", by_alias=True, exclude_unset=True) == as_dumped(sent)
    assert list(unknown(result)) == []


def unknown(value: object, path: str = "") -> Iterator[str]:
    """Yield the places in a result that the models do not define."""
    if isinstance(value, BaseModel):
        if type(value).__name__.startswith("Unknown"):
            yield f"{path} is {type(value).__name__}"
        yield from (f"{path}.{name}" for name in value.model_extra or ())
        for name in type(value).model_fields:
            yield from unknown(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, Mapping):
        for name, member in cast("Mapping[str, object]", value).items():
            yield from unknown(member, f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(cast("Iterable[object]", value)):
            yield from unknown(item, f"{path}.{index}")


@every_operation
def test_every_case_works_on_the_sandbox(golden: Golden, world: World) -> None:
    assert accepted(golden)
    with client_of(world) as client:
        run(script(golden, world, golden.cases), find(golden, client, "method"))
        run(script(golden, world, accepted(golden)), find(golden, client, "function"))


@every_operation
@pytest.mark.anyio
async def test_async_forms_work_on_the_sandbox(golden: Golden, world: World) -> None:
    async with client_of(world) as client:
        for form in ASYNC_FORMS:
            await run_async(script(golden, world, accepted(golden)), find(golden, client, form))


# An attribute with a single value has only one page of values.
LISTED = [
    golden
    for golden in GOLDENS
    if golden.pages and golden.pages.sized and not golden.operation.endswith("list_attribute_values")
]


@pytest.mark.parametrize("golden", LISTED, ids=lambda golden: golden.function)
def test_small_pages_have_the_same_items(golden: Golden, world: World) -> None:
    """The sandbox and the client agree on paging."""
    add_more(world)
    pages = golden.pages
    assert pages is not None
    taken = {case.name: case for case in golden.cases if case.name not in REJECTED.get(golden.operation, ())}
    args, kwargs = world.case(golden, taken.get("minimal", [*taken.values()][-1]))
    with client_of(world) as client:
        operation = find(golden, client, "method")
        whole = list(cast("Iterable[object]", operation(*args, **kwargs)))
        world.sandbox.requests.clear()
        small = list(cast("Iterable[object]", operation(*args, **kwargs, **{pages.size_name: pages.minimum})))
    assert small == whole
    assert len(whole) > pages.minimum
    assert len(world.sandbox.requests) >= len(whole) / pages.minimum


def test_a_download_has_the_content(world: World) -> None:
    (golden,) = (golden for golden in GOLDENS if golden.function == "files_download")
    args, kwargs = world.case(golden, golden.cases[0])
    with client_of(world) as client:
        downloaded = find(golden, client, "method")(*args, **kwargs)
        assert isinstance(downloaded, FileDownload)
        assert downloaded.read() == b"%PDF-1.7"


def test_every_rejected_case_is_one_of_the_goldens() -> None:
    names = {(golden.operation, case.name) for golden in GOLDENS for case in golden.cases}
    assert {(operation, name) for operation, cases in REJECTED.items() for name in cases} <= names
