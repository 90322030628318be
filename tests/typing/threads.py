from __future__ import annotations

import datetime as dt

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import threads_get, threads_get_async, threads_list_all, threads_list_all_async
from attio.models import Comment, Thread, ThreadsGetResponse, ThreadsListAllResponse

WHO = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
THREAD = "e5f60718-4253-4647-9859-cfd0d2934d3d"


def methods(client: Attio) -> None:
    assert_type(client.threads.list_all(object="people", record_id=WHO, limit=50), ThreadsListAllResponse)
    assert_type(client.threads.get(THREAD, limit=250), ThreadsGetResponse)


async def async_methods(client: Attio) -> None:
    assert_type(await client.threads.list_all_async(list="customers", entry_id=WHO), ThreadsListAllResponse)
    assert_type(await client.threads.get_async(thread_id=THREAD), ThreadsGetResponse)


def functions(client: AttioCore) -> None:
    assert_type(threads_list_all(client, max_items=5), ThreadsListAllResponse)
    assert_type(threads_get(client, THREAD, created_after="2025-02-03T09:15:30Z"), ThreadsGetResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await threads_list_all_async(client), ThreadsListAllResponse)
    assert_type(
        await threads_get_async(client, THREAD, created_after=dt.datetime.now(dt.timezone.utc)), ThreadsGetResponse
    )


def results(client: Attio) -> None:
    thread = client.threads.get(THREAD).data
    assert_type(thread, Thread)
    assert_type(thread.id.thread_id, str)
    assert_type(thread.created_at, dt.datetime)
    assert_type(thread.has_more_comments, bool | None)
    assert_type(thread.comments, list[Comment])


async def pages(client: Attio) -> None:
    """A list has threads as items; a single thread has comments."""
    for thread in client.threads.list_all():
        assert_type(thread, Thread)
    for comment in client.threads.get(THREAD):
        assert_type(comment, Comment)
    async for comment in await client.threads.get_async(THREAD):
        assert_type(comment, Comment)
    for page in client.threads.get(THREAD).pages():
        assert_type(page, ThreadsGetResponse)
    assert_type(await (await client.threads.get_async(THREAD)).next_page_async(), ThreadsGetResponse | None)
