# Generated from codegen/spec/comments.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.comments`."""

from __future__ import annotations

from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, explained
from attio._call.options import RequestOptions
from attio.errors.comments import COMMENTS_CREATE_ERRORS, COMMENTS_DELETE_ERRORS, COMMENTS_GET_ERRORS
from attio.models.base import EmptyResponse, Params
from attio.models.comments import CommentCreate, CommentsCreateResponse, CommentsGetResponse


class CommentsCreateParams(Params):
    """Parameters of `comments.create`."""

    data: CommentCreate


COMMENTS_CREATE = Operation(
    name="comments.create",
    method="POST",
    path="/v2/comments",
    params=CommentsCreateParams,
    response=CommentsCreateResponse,
    errors=COMMENTS_CREATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("comment:read-write",),
    defaults={"data.format": "plaintext", "data.author.type": "workspace-member"},
)


@explained
def comments_create(
    client: Caller, *, data: CommentCreate, **options: Unpack[RequestOptions]
) -> CommentsCreateResponse:
    """Create a comment on a record or list entry, or a reply in a thread.

    With `record` or `entry` in `data`, the comment starts a new thread; with `thread_id` it is a reply.

    For comments on records the token also needs `object_configuration:read` and `record_permission:read`; for
    comments on list entries, `list_configuration:read` and `list_entry:read`.

    Scopes: `comment:read-write`.

    Token level: workspace or user.

    Args:
        data: The comment, and its thread, record or list entry.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new comment.

    Raises:
        CreateCommentValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: the thread, record, list entry or author does not exist.
            `validation_type`: a field is missing or not valid; see `validation_errors`.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        comment = client.comments.create(
            data={
                "content": "She is coming on Thursday.",
                "author": {"id": member_id},
                "record": {"object": "people", "record_id": record_id},
            },
        )
        print(comment.data.thread_id)
    """
    return client._call(COMMENTS_CREATE, {"data": data}, options)


@explained
async def comments_create_async(
    client: Caller, *, data: CommentCreate, **options: Unpack[RequestOptions]
) -> CommentsCreateResponse:
    """Create a comment on a record or list entry, or a reply in a thread.

    With `record` or `entry` in `data`, the comment starts a new thread; with `thread_id` it is a reply.

    For comments on records the token also needs `object_configuration:read` and `record_permission:read`; for
    comments on list entries, `list_configuration:read` and `list_entry:read`.

    Scopes: `comment:read-write`.

    Token level: workspace or user.

    Args:
        data: The comment, and its thread, record or list entry.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new comment.

    Raises:
        CreateCommentValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: the thread, record, list entry or author does not exist.
            `validation_type`: a field is missing or not valid; see `validation_errors`.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        comment = await client.comments.create_async(
            data={
                "content": "She is coming on Thursday.",
                "author": {"id": member_id},
                "record": {"object": "people", "record_id": record_id},
            },
        )
        print(comment.data.thread_id)
    """
    return await client._call_async(COMMENTS_CREATE, {"data": data}, options)


class CommentsGetParams(Params):
    """Parameters of `comments.get`."""

    comment_id: str


COMMENTS_GET = Operation(
    name="comments.get",
    method="GET",
    path="/v2/comments/{comment_id}",
    params=CommentsGetParams,
    response=CommentsGetResponse,
    errors=COMMENTS_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("comment:read",),
)


@explained
def comments_get(client: Caller, comment_id: str, **options: Unpack[RequestOptions]) -> CommentsGetResponse:
    """Get a comment by its id.

    For a comment on a record the token also needs `object_configuration:read` and `record_permission:read`; for a
    comment on a list entry, `list_configuration:read` and `list_entry:read`.

    Scopes: `comment:read`.

    Token level: workspace or user.

    Args:
        comment_id: Id of the comment.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The comment.

    Raises:
        GetCommentNotFoundError: 404 `not_found`: the comment does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        comment = client.comments.get(comment_id)
        print(comment.data.author.id, comment.data.content_plaintext)
    """
    return client._call(COMMENTS_GET, {"comment_id": comment_id}, options)


@explained
async def comments_get_async(client: Caller, comment_id: str, **options: Unpack[RequestOptions]) -> CommentsGetResponse:
    """Get a comment by its id.

    For a comment on a record the token also needs `object_configuration:read` and `record_permission:read`; for a
    comment on a list entry, `list_configuration:read` and `list_entry:read`.

    Scopes: `comment:read`.

    Token level: workspace or user.

    Args:
        comment_id: Id of the comment.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The comment.

    Raises:
        GetCommentNotFoundError: 404 `not_found`: the comment does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        comment = await client.comments.get_async(comment_id)
        print(comment.data.author.id, comment.data.content_plaintext)
    """
    return await client._call_async(COMMENTS_GET, {"comment_id": comment_id}, options)


class CommentsDeleteParams(Params):
    """Parameters of `comments.delete`."""

    comment_id: str


COMMENTS_DELETE = Operation(
    name="comments.delete",
    method="DELETE",
    path="/v2/comments/{comment_id}",
    params=CommentsDeleteParams,
    response=EmptyResponse,
    errors=COMMENTS_DELETE_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("comment:read-write",),
)


@explained
def comments_delete(client: Caller, comment_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a comment, or a whole thread by its first comment.

    A workspace token can delete every comment. A user token can delete only the comments of its member.

    Scopes: `comment:read-write`.

    Token level: workspace or user.

    Args:
        comment_id: Id of the comment to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteCommentUnauthorizedError: 403 `unauthorized`: the token may not delete this comment.
        DeleteCommentNotFoundError: 404 `not_found`: the comment does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.comments.delete(comment_id)
    """
    return client._call(COMMENTS_DELETE, {"comment_id": comment_id}, options)


@explained
async def comments_delete_async(client: Caller, comment_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a comment, or a whole thread by its first comment.

    A workspace token can delete every comment. A user token can delete only the comments of its member.

    Scopes: `comment:read-write`.

    Token level: workspace or user.

    Args:
        comment_id: Id of the comment to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteCommentUnauthorizedError: 403 `unauthorized`: the token may not delete this comment.
        DeleteCommentNotFoundError: 404 `not_found`: the comment does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.comments.delete_async(comment_id)
    """
    return await client._call_async(COMMENTS_DELETE, {"comment_id": comment_id}, options)
