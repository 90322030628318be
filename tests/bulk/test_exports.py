"""`client.bulk.export_…` on the sandbox: complete, resumable, and with few requests."""

from __future__ import annotations

import datetime as dt
import gc
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from itertools import islice
from typing import Any

import anyio
import httpx
import pytest

from attio import Attio, HTTPClient, RetryConfig, errors
from attio.bulk import ExportProgress
from attio.filters import F
from attio.sandbox import Sandbox
from tests.sandbox.api import new_list

Read = Callable[..., list[Any]]


class Clock:
    """A clock that advances by a millisecond each time it is read."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 1, tzinfo=dt.timezone.utc)
        self.step = dt.timedelta(milliseconds=1)

    def __call__(self) -> dt.datetime:
        self.now += self.step
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Sandbox:
    return Sandbox(clock=clock, seed=3)


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Attio]:
    with sandbox.client() as client:
        yield client


@pytest.fixture(params=["sync", "asyncio", "trio"])
def read(request: pytest.FixtureRequest, client: Attio) -> Read:
    """Export all items or the first ones: `read("records", "people", most=3)`. `read.walk` is the export."""

    def read(what: str, *args: Any, most: int | None = None, **how: Any) -> list[Any]:
        if request.param == "sync":
            walk = getattr(client.bulk, f"export_{what}")(*args, **how)
            read.walk = walk  # type: ignore[attr-defined]
            return list(islice(walk, most))

        async def main() -> list[Any]:
            begin: Callable[..., Awaitable[Any]] = getattr(client.bulk, f"export_{what}_async")
            found: list[Any] = []
            async with await begin(*args, **how) as walk:
                read.walk = walk  # type: ignore[attr-defined]
                async for item in walk if most != 0 else nothing():
                    found.append(item)
                    if len(found) == most:
                        break
            return found

        return anyio.run(main, backend=request.param)

    return read


async def nothing() -> AsyncGenerator[Any, None]:
    for item in list[Any]():
        yield item


def people(client: Attio, count: int) -> list[str]:
    created = [client.records.create("people", data={"values": {"name": f"P{n} Q"}}) for n in range(count)]
    return [response.data.id.record_id for response in created]


def ids(items: list[Any]) -> list[str]:
    return [getattr(item.id, "record_id", "") or item.id.entry_id for item in items]


def test_all_records_are_exported_with_few_requests(sandbox: Sandbox, client: Attio, read: Read) -> None:
    every = people(client, 23)
    sandbox.requests.clear()
    assert ids(read("records", "people", page_size=10)) == every
    assert len(sandbox.requests) == 4
    assert read.walk.scanned == 23  # type: ignore[attr-defined]


def test_records_with_equal_times_are_exported_once(clock: Clock, client: Attio, read: Read) -> None:
    clock.step = dt.timedelta(0)
    every = people(client, 25)
    found = ids(read("records", "people", page_size=5))
    assert sorted(found) == sorted(every)


def test_parts_that_are_too_short_to_split_are_exported(clock: Clock, client: Attio, read: Read) -> None:
    clock.step = dt.timedelta(0)
    every = people(client, 5)
    clock.now += dt.timedelta(seconds=120)  # the newest record is as old as the newest one can be
    assert sorted(ids(read("records", "people", page_size=2, parallel=16))) == sorted(every)


def test_parallel_parts_export_every_record_once(client: Attio, read: Read) -> None:
    every = people(client, 40)
    found = ids(read("records", "people", page_size=3, parallel=4))
    assert sorted(found) == sorted(every)
    [one] = read("records", "people", filter={"name": "P7 Q"})
    assert one.first("name", str) == "P7 Q"


def test_a_filter_may_be_an_expression(client: Attio, read: Read) -> None:
    every = people(client, 12)
    chosen = F("name").contains("P1") & ~(F("name") == "P1 Q")
    found = ids(read("records", "people", filter=chosen, page_size=1, most=1))
    assert found == every[10:11]
    token = read.walk.token  # type: ignore[attr-defined]
    assert ids(read("records", "people", filter=chosen.to_dict(), page_size=1, resume=token)) == every[11:]
    with pytest.raises(TypeError, match="name is a field: compare it with a value"):
        read("records", "people", filter=F("name"))


@pytest.mark.parametrize("parallel", [1, 3])
def test_an_export_can_be_resumed_after_each_item(client: Attio, read: Read, parallel: int) -> None:
    every = people(client, 9)
    for stop in range(11):
        first = ids(read("records", "people", page_size=2, parallel=parallel, most=stop))
        token = read.walk.token  # type: ignore[attr-defined]
        rest = ids(read("records", "people", page_size=4, parallel=parallel, resume=token))
        assert sorted(first + rest) == sorted(every)
        assert read.walk.scanned == 9  # type: ignore[attr-defined]


def test_entries_are_exported(client: Attio, read: Read) -> None:
    client.lists.create(data=new_list("leads", "people"))
    every = [
        client.entries.create(
            "leads", data={"parent_record_id": id_, "parent_object": "people", "entry_values": {}}
        ).data.id.entry_id
        for id_ in people(client, 7)
    ]
    assert ids(read("entries", "leads", page_size=3)) == every


def test_changed_since_exports_only_changed_records(clock: Clock, client: Attio, read: Read) -> None:
    first, second, third = people(client, 3)
    since = clock()
    client.records.update("people", second, data={"values": {"job_title": "CTO"}})
    [late] = people(client, 1)
    assert ids(read("records", "people", changed_since=since)) == [second, late]
    assert read.walk.scanned == 4  # type: ignore[attr-defined]
    assert ids(read("records", "people", changed_since=since, attributes=["name"])) == [late]
    assert first != third


def test_the_watermark_is_a_minute_before_the_start(clock: Clock, client: Attio, read: Read) -> None:
    people(client, 3)
    read("records", "people", page_size=2)
    watermark = read.walk.watermark  # type: ignore[attr-defined]
    assert dt.timedelta(seconds=59) <= clock.now - watermark <= dt.timedelta(seconds=62)
    read("records", "people", page_size=2, most=1)
    token = read.walk.token  # type: ignore[attr-defined]
    clock.now += dt.timedelta(days=1)
    read("records", "people", resume=token)
    [*_] = read("records", "people", resume=read.walk.token)  # type: ignore[attr-defined]
    assert abs(read.walk.watermark - watermark) < dt.timedelta(seconds=2)  # type: ignore[attr-defined]


def test_deleting_tasks_during_an_export_skips_none(client: Attio, read: Read) -> None:
    [person] = people(client, 1)
    notes: list[str] = []
    tasks: list[str] = []
    for number in range(8):
        note = client.notes.create(
            data={
                "parent_object": "people",
                "parent_record_id": person,
                "title": f"Note {number}",
                "format": "plaintext",
                "content": "text",
            }
        )
        notes.append(note.data.id.note_id)
        task = client.tasks.create(
            data={
                "content": f"Task {number}",
                "format": "plaintext",
                "deadline_at": None,
                "is_completed": False,
                "linked_records": [],
                "assignees": [],
            }
        )
        tasks.append(task.data.id.task_id)
    found = [note.id.note_id for note in read("notes", page_size=3)]
    assert sorted(found) == sorted(notes)
    [*_] = read("tasks", page_size=3)
    assert read("tasks", resume=read.walk.token) == []  # type: ignore[attr-defined]
    for most in (0, 2, 3, 4):
        begun = [task.id.task_id for task in read("tasks", page_size=3, most=most)]
        token = read.walk.token  # type: ignore[attr-defined]
        assert begun + [task.id.task_id for task in read("tasks", page_size=3, resume=token)] == tasks
    first = [task.id.task_id for task in read("tasks", page_size=3, most=3)]
    token = read.walk.token  # type: ignore[attr-defined]
    for task_id in tasks[:2]:
        client.tasks.delete(task_id)
    assert first + [task.id.task_id for task in read("tasks", page_size=3, resume=token)] == tasks
    assert [task.id.task_id for task in read("tasks", is_completed=False)] == tasks[2:]


def test_the_history_of_values_is_exported(client: Attio, read: Read) -> None:
    first, second = people(client, 2)
    client.records.update("people", first, data={"values": {"job_title": "CTO"}})
    client.records.update("people", first, data={"values": {"job_title": "CEO"}})
    rows = read("history", "people", ["job_title", "name"])
    assert [(row.record_id, row.attribute, row.value.plain) for row in rows] == [
        (first, "job_title", "CTO"),
        (first, "job_title", "CEO"),
        (first, "name", "P0 Q"),
        (second, "name", "P1 Q"),
    ]
    assert rows[0].active_until == rows[1].active_from
    assert rows[1].active_until is None
    assert rows[1].actor is not None
    assert len(read("history", "people", ["name"], record_ids=[second, second], concurrency=1)) == 2
    assert read("history", "people", ["name"], record_ids=[]) == []


def test_invalid_arguments_of_a_history_export_are_rejected(client: Attio, read: Read) -> None:
    people(client, 2)
    with pytest.raises(errors.BadRequestError):
        read("history", "people", ["first_email_interaction"])
    with pytest.raises(errors.InvalidRequestError, match=r"pass \['name'\]"):
        read("history", "people", "name")
    for attributes in ([], [5], (name for name in ["name"])):
        with pytest.raises(errors.InvalidRequestError, match="attributes must be a non-empty list of slugs"):
            read("history", "people", attributes)
    with pytest.raises(errors.InvalidRequestError, match=r"record_ids must be a list of ids: pass \['x'\]"):
        read("history", "people", ["name"], record_ids="x")


def test_an_export_can_be_resumed_after_an_error(sandbox: Sandbox, client: Attio) -> None:
    every = people(client, 6)
    walk = client.bulk.export_records("people", page_size=2, retries=RetryConfig(strategy="none"))
    found = [next(walk).id.record_id, next(walk).id.record_id]
    next_page = next(walk)
    found.append(next_page.id.record_id)
    sandbox.fail_next()
    with pytest.raises(errors.ServerError):
        found += [record.id.record_id for record in walk]
    found_after = found + ids(list(client.bulk.export_records("people", resume=walk.token)))
    assert set(found_after) == set(every)


def test_an_export_works_without_conditions_on_ids(clock: Clock, sandbox: Sandbox, client: Attio, read: Read) -> None:
    clock.step = dt.timedelta(0)
    every = people(client, 7)
    clock.step = dt.timedelta(milliseconds=1)
    every += people(client, 2)
    for skipped in (1, 2):  # the query for further records, and the first query by ids
        sandbox.faults.clear()
        sandbox.faults.add("records.query", code="filter_error", after=skipped)
        found = ids(read("records", "people", page_size=3))
        assert sorted(found) == sorted(every)
        assert sandbox.faults.unused == ()


def test_a_query_that_is_rejected_for_another_reason_raises(sandbox: Sandbox, client: Attio, read: Read) -> None:
    people(client, 7)
    sandbox.faults.add("records.query", code="filter_error", after=1)
    with pytest.raises(errors.FilterError):
        read("records", "people", page_size=3)
    sandbox.faults.add("tasks.list", code="validation_type", status=400)
    with pytest.raises(errors.BadRequestError):
        read("tasks")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Date": "Sun, 01 Mar 2026 10:00:30 GMT"}, "2026-03-01T09:59:30+00:00"),
        ({"Date": "Sun, 01 Mar 2026 12:00:30 +0200"}, "2026-03-01T09:59:30+00:00"),
        ({"Date": "Sun, 01 Mar 2026 10:00:30 -0000"}, "2026-03-01T09:59:30+00:00"),
        ({"X-Accurate-At": "2026-03-01T10:00:30.123456000Z"}, "2026-03-01T09:59:30+00:00"),
        ({"Date": "now", "X-Accurate-At": "2026-03-01T10:00:30.123456000Z"}, "2026-03-01T09:59:30+00:00"),
    ],
)
def test_the_watermark_follows_the_clock_of_the_api(headers: dict[str, str], expected: str) -> None:
    def fetch(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": []}, headers=headers)

    with Attio("any-token", http_client=HTTPClient(fetcher=fetch)) as client:
        watermark = client.bulk.export_records("people").watermark
        assert watermark.isoformat() == expected


@pytest.mark.parametrize("headers", [{}, {"X-Accurate-At": "now"}])
def test_without_a_date_header_the_watermark_is_local_time(headers: dict[str, str]) -> None:
    def fetch(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"data": []}, headers=headers)

    with Attio("any-token", http_client=HTTPClient(fetcher=fetch)) as client:
        watermark = client.bulk.export_records("people").watermark
        age = dt.datetime.now(dt.timezone.utc) - watermark
        assert dt.timedelta(seconds=59) < age < dt.timedelta(seconds=90)


def test_a_rejected_token_leaves_nothing_to_clean_up(client: Attio, monkeypatch: pytest.MonkeyPatch) -> None:
    ignored: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", ignored.append)

    async def main() -> None:
        with pytest.raises(ValueError, match="not a token"):
            await client.bulk.export_records_async("people", resume="x")

    anyio.run(main)
    gc.collect()
    assert ignored == []


def test_repr_shows_the_client(client: Attio) -> None:
    assert repr(client.bulk) == "<Bulk of <Attio https://api.attio.com>>"


def test_an_unknown_object_raises_at_once(client: Attio) -> None:
    with pytest.raises(errors.NotFoundError):
        client.bulk.export_records("peple")


def test_a_closed_export_raises_and_can_be_resumed(client: Attio) -> None:
    people(client, 5)
    with client.bulk.export_records("people", page_size=3) as walk:
        next(walk)
    with pytest.raises(RuntimeError, match=r"resume=export\.token"):
        list(walk)
    assert len(list(client.bulk.export_records("people", resume=walk.token))) == 4

    async def main() -> None:
        async_walk = await client.bulk.export_records_async("people", page_size=3)
        await anext(async_walk)
        await async_walk.close_async()
        with pytest.raises(RuntimeError, match=r"resume=export\.token"):
            await anext(async_walk)
        dropped = await client.bulk.export_records_async("people", page_size=1)
        await anext(dropped)
        del dropped

    anyio.run(main)


def test_progress_is_reported(client: Attio) -> None:
    people(client, 5)
    reports: list[ExportProgress] = []
    assert len(list(client.bulk.export_records("people", page_size=2, on_progress=reports.append))) == 5
    assert reports[-1].scanned == 5
    assert reports[-1].pages == 5
    assert reports[-1].elapsed > 0
