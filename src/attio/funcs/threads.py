# Generated from codegen/spec/threads.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.threads`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field
from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions
from attio.errors.threads import THREADS_GET_ERRORS
from attio.models.base import TIME_OR_TEXT, Params
from attio.models.threads import ThreadsGetResponse, ThreadsListAllResponse


class ThreadsListAllParams(Params):
    """Parameters of `threads.list_all`."""

    record_id: str | None = None
    object: str | None = None
    entry_id: str | None = None
    list: str | None = None
    limit: Annotated[int, Field(le=50)] | None = None
    offset: int | None = None


THREADS_LIST_ALL = Operation(
    name="threads.list_all",
    method="GET",
    path="/v2/threads",
    params=ThreadsListAllParams,
    response=ThreadsListAllResponse,
    query=("record_id", "object", "entry_id", "list", "limit", "offset"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="offset", maximum=50, default=10),
    scopes=("comment:read",),
)


@explained
def threads_list_all(
    client: Caller,
    *,
    record_id: str | None = None,
    object: str | None = None,
    entry_id: str | None = None,
    list: str | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> ThreadsListAllResponse:
    """List the threads of a record or of a list entry.

    Pass `object` and `record_id` for a record, or `list` and `entry_id` for a list entry.

    Each thread includes at most its 80 oldest replies. If `has_more_comments` is `True`, use `threads.get` to
    iterate over all of them.

    For threads on records the token also needs `object_configuration:read` and `record_permission:read`; for
    threads on list entries, `list_configuration:read` and `list_entry:read`.

    Scopes: `comment:read`.

    Token level: workspace or user.

    Args:
        record_id: Id of the record whose threads to list. Requires `object`.
        object: Slug or id of the object the record belongs to. Requires `record_id`.
        entry_id: Id of the list entry whose threads to list. Requires `list`.
        list: Slug or id of the list that contains the entry. Requires `entry_id`.
        limit: Maximum number of threads per page, up to 50; 10 by default.
        offset: Number of threads to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of threads.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for thread in client.threads.list_all(object="people", record_id=record_id):
            print(thread.comments[0].content_plaintext)
    """
    return client._call(
        THREADS_LIST_ALL,
        {
            "record_id": record_id,
            "object": object,
            "entry_id": entry_id,
            "list": list,
            "limit": limit,
            "offset": offset,
        },
        options,
    )


@explained
async def threads_list_all_async(
    client: Caller,
    *,
    record_id: str | None = None,
    object: str | None = None,
    entry_id: str | None = None,
    list: str | None = None,
    limit: int | None = None,
    offset: int | None = None,
    **options: Unpack[PageOptions],
) -> ThreadsListAllResponse:
    """List the threads of a record or of a list entry.

    Pass `object` and `record_id` for a record, or `list` and `entry_id` for a list entry.

    Each thread includes at most its 80 oldest replies. If `has_more_comments` is `True`, use `threads.get` to
    iterate over all of them.

    For threads on records the token also needs `object_configuration:read` and `record_permission:read`; for
    threads on list entries, `list_configuration:read` and `list_entry:read`.

    Scopes: `comment:read`.

    Token level: workspace or user.

    Args:
        record_id: Id of the record whose threads to list. Requires `object`.
        object: Slug or id of the object the record belongs to. Requires `record_id`.
        entry_id: Id of the list entry whose threads to list. Requires `list`.
        list: Slug or id of the list that contains the entry. Requires `entry_id`.
        limit: Maximum number of threads per page, up to 50; 10 by default.
        offset: Number of threads to skip.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of threads.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for thread in await client.threads.list_all_async(object="people", record_id=record_id):
            print(thread.comments[0].content_plaintext)
    """
    return await client._call_async(
        THREADS_LIST_ALL,
        {
            "record_id": record_id,
            "object": object,
            "entry_id": entry_id,
            "list": list,
            "limit": limit,
            "offset": offset,
        },
        options,
    )


class ThreadsGetParams(Params):
    """Parameters of `threads.get`."""

    thread_id: str
    limit: int | None = None
    cursor: str | None = None
    created_after: Annotated[dt.datetime | str, TIME_OR_TEXT] | None = None


THREADS_GET = Operation(
    name="threads.get",
    method="GET",
    path="/v2/threads/{thread_id}",
    params=ThreadsGetParams,
    response=ThreadsGetResponse,
    errors=THREADS_GET_ERRORS,
    query=("limit", "cursor", "created_after"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="cursor", items="data.comments", maximum=250),
    scopes=("comment:read",),
)


@explained
def threads_get(
    client: Caller,
    thread_id: str,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    created_after: dt.datetime | str | None = None,
    **options: Unpack[PageOptions],
) -> ThreadsGetResponse:
    """Get a thread with its comments, oldest first.

    Iterate over the page to get the comments of all pages; `page.data` is the thread with the comments of one page.

    For a thread on a record the token also needs `object_configuration:read` and `record_permission:read`; for a
    thread on a list entry, `list_configuration:read` and `list_entry:read`.

    Scopes: `comment:read`.

    Token level: workspace or user.

    Args:
        thread_id: Id of the thread.
        limit: Maximum number of comments per page; Attio returns up to 250.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        created_after: List only comments written after this time. This applies to the first comment of the thread
            as well.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        The thread with one page of its comments.

    Raises:
        GetThreadNotFoundError: 404 `not_found`: the thread does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for comment in client.threads.get(thread_id):
            print(comment.created_at, comment.content_plaintext)
    """
    return client._call(
        THREADS_GET, {"thread_id": thread_id, "limit": limit, "cursor": cursor, "created_after": created_after}, options
    )


@explained
async def threads_get_async(
    client: Caller,
    thread_id: str,
    *,
    limit: int | None = None,
    cursor: str | None = None,
    created_after: dt.datetime | str | None = None,
    **options: Unpack[PageOptions],
) -> ThreadsGetResponse:
    """Get a thread with its comments, oldest first.

    Iterate over the page to get the comments of all pages; `page.data` is the thread with the comments of one page.

    For a thread on a record the token also needs `object_configuration:read` and `record_permission:read`; for a
    thread on a list entry, `list_configuration:read` and `list_entry:read`.

    Scopes: `comment:read`.

    Token level: workspace or user.

    Args:
        thread_id: Id of the thread.
        limit: Maximum number of comments per page; Attio returns up to 250.
        cursor: Cursor of the page to return: `pagination.next_cursor` of the previous page.
        created_after: List only comments written after this time. This applies to the first comment of the thread
            as well.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        The thread with one page of its comments.

    Raises:
        GetThreadNotFoundError: 404 `not_found`: the thread does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for comment in await client.threads.get_async(thread_id):
            print(comment.created_at, comment.content_plaintext)
    """
    return await client._call_async(
        THREADS_GET, {"thread_id": thread_id, "limit": limit, "cursor": cursor, "created_after": created_after}, options
    )
