from __future__ import annotations

import datetime as dt

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import (
    comments_create,
    comments_create_async,
    comments_delete,
    comments_delete_async,
    comments_get,
    comments_get_async,
)
from attio.models import (
    Actor,
    Comment,
    CommentCreate,
    CommentEntry,
    CommentOnEntry,
    CommentOnRecord,
    CommentOnThread,
    CommentRecord,
    CommentsCreateResponse,
    CommentsGetResponse,
    EmptyResponse,
)

MEMBER = "1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805"
COMMENT = "f6071829-5364-4758-a96a-d0e1e3a45e4e"
REPLY: CommentOnThread = {"content": "Thanks!", "author": {"id": MEMBER}, "thread_id": COMMENT}


def methods(client: Attio) -> None:
    assert_type(client.comments.create(data=REPLY), CommentsCreateResponse)
    assert_type(client.comments.get(COMMENT), CommentsGetResponse)
    assert_type(client.comments.delete(comment_id=COMMENT), EmptyResponse)


async def async_methods(client: Attio) -> None:
    assert_type(await client.comments.create_async(data={**REPLY, "format": "plaintext"}), CommentsCreateResponse)
    assert_type(await client.comments.get_async(COMMENT), CommentsGetResponse)
    assert_type(await client.comments.delete_async(COMMENT), EmptyResponse)


def functions(client: AttioCore) -> None:
    assert_type(comments_create(client, data=REPLY), CommentsCreateResponse)
    assert_type(comments_get(client, COMMENT), CommentsGetResponse)
    assert_type(comments_delete(client, COMMENT), EmptyResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await comments_create_async(client, data=REPLY), CommentsCreateResponse)
    assert_type(await comments_get_async(client, COMMENT), CommentsGetResponse)
    assert_type(await comments_delete_async(client, COMMENT), EmptyResponse)


def results(client: Attio) -> None:
    comment = client.comments.get(COMMENT).data
    assert_type(comment, Comment)
    assert_type(comment.id.comment_id, str)
    assert_type(comment.record, CommentRecord)
    assert_type(comment.entry, CommentEntry | None)
    assert_type(comment.resolved_at, dt.datetime | None)
    assert_type(comment.resolved_by, Actor | None)
    assert_type(comment.author.id, str | None)


def writing(client: Attio) -> None:
    """Comments on a thread, a record or an entry, as literals and as variables."""
    client.comments.create(
        data={"content": "Hi", "author": {"id": MEMBER}, "record": {"object": "people", "record_id": MEMBER}}
    )
    client.comments.create(
        data={"content": "Hi", "author": {"id": MEMBER}, "entry": {"list": "customers", "entry_id": MEMBER}}
    )
    on_record: CommentOnRecord = {
        "content": "Hi",
        "author": {"type": "workspace-member", "id": MEMBER},
        "record": {"object": "people", "record_id": MEMBER},
        "created_at": dt.datetime.now(dt.timezone.utc),
    }
    on_entry = CommentOnEntry(
        content="Hi", author={"id": MEMBER}, entry={"list": "customers", "entry_id": MEMBER}, created_at="2025-02-03"
    )
    every: list[CommentCreate] = [REPLY, on_record, on_entry]
    for data in every:
        client.comments.create(data=data)
