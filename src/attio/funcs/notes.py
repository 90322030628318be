# Generated from codegen/spec/notes.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.notes`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.notes import (
    NOTES_CREATE_ERRORS,
    NOTES_DELETE_ERRORS,
    NOTES_GET_ERRORS,
    NOTES_LIST_ERRORS,
    NOTES_UPDATE_ERRORS,
)
from attio.models.base import EmptyResponse, Params
from attio.models.notes import (
    NoteCreate,
    NotesCreateResponse,
    NotesGetResponse,
    NotesListResponse,
    NotesUpdateResponse,
    NoteUpdate,
)


class NotesListParams(Params):
    """Parameters of `notes.list`."""

    limit: Annotated[int, Field(le=50)] | None = None
    offset: int | None = None
    parent_object: str | None = None
    parent_record_id: str | None = None


NOTES_LIST = Operation(
    name="notes.list",
    method="GET",
    path="/v2/notes",
    params=NotesListParams,
    response=NotesListResponse,
    errors=NOTES_LIST_ERRORS,
    query=("limit", "offset", "parent_object", "parent_record_id"),
    idempotent=True,
    budgets=("note_list", "read"),
    paging=Paging(style="offset", maximum=50, default=10),
    scopes=("note:read", "object_configuration:read", "record_permission:read"),
)


@explained
def notes_list(
    client: Caller,
    *,
    limit: int | None = None,
    offset: int | None = None,
    parent_object: str | None = None,
    parent_record_id: str | None = None,
    **options: Unpack[PageOptions],
) -> NotesListResponse:
    """List the notes of all records or of one record.

    Scopes: `note:read`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Rate limit: 10 requests per second, temporarily.

    Args:
        limit: Maximum number of notes per page, up to 50; 10 by default.
        offset: Number of notes to skip.
        parent_object: Slug or id of the object the record belongs to.
        parent_record_id: Id of a record; list only notes attached to it.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of notes.

    Raises:
        ListNotesNotFoundError: 404 `not_found`: the object or record does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for note in client.notes.list(
            parent_object="people", parent_record_id=record_id, limit=50
        ):
            print(note.created_at, note.title)
    """
    return client._call(
        NOTES_LIST,
        {"limit": limit, "offset": offset, "parent_object": parent_object, "parent_record_id": parent_record_id},
        options,
    )


@explained
async def notes_list_async(
    client: Caller,
    *,
    limit: int | None = None,
    offset: int | None = None,
    parent_object: str | None = None,
    parent_record_id: str | None = None,
    **options: Unpack[PageOptions],
) -> NotesListResponse:
    """List the notes of all records or of one record.

    Scopes: `note:read`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Rate limit: 10 requests per second, temporarily.

    Args:
        limit: Maximum number of notes per page, up to 50; 10 by default.
        offset: Number of notes to skip.
        parent_object: Slug or id of the object the record belongs to.
        parent_record_id: Id of a record; list only notes attached to it.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of notes.

    Raises:
        ListNotesNotFoundError: 404 `not_found`: the object or record does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for note in await client.notes.list_async(
            parent_object="people", parent_record_id=record_id, limit=50
        ):
            print(note.created_at, note.title)
    """
    return await client._call_async(
        NOTES_LIST,
        {"limit": limit, "offset": offset, "parent_object": parent_object, "parent_record_id": parent_record_id},
        options,
    )


class NotesCreateParams(Params):
    """Parameters of `notes.create`."""

    data: NoteCreate


NOTES_CREATE = Operation(
    name="notes.create",
    method="POST",
    path="/v2/notes",
    params=NotesCreateParams,
    response=NotesCreateResponse,
    errors=NOTES_CREATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("note:read-write", "object_configuration:read", "record_permission:read"),
)


@explained
def notes_create(client: Caller, *, data: NoteCreate, **options: Unpack[RequestOptions]) -> NotesCreateResponse:
    r"""Create a note on a record.

    Markdown supports three levels of headings (`#` to `###`), bulleted and numbered lists, bold, italic,
    `~~strikethrough~~` and `==highlighted==` text, and links. Images are not supported.

    Scopes: `note:read-write`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        data: The note to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new note.

    Raises:
        CreateNoteNotFoundError: 404 `not_found`: the object or record does not exist.
        CreateNoteValidationTypeError: 413 `validation_type`: the note is too large; Attio does not document the
            limit.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.notes.create(
            data={
                "parent_object": "people",
                "parent_record_id": record_id,
                "title": "Call about the mill",
                "format": "markdown",
                "content": "## Next steps\n- Send the **revised** contract",
            },
        )
        print(created.data.content_plaintext)
    """
    return client._call(NOTES_CREATE, {"data": data}, options)


@explained
async def notes_create_async(
    client: Caller, *, data: NoteCreate, **options: Unpack[RequestOptions]
) -> NotesCreateResponse:
    r"""Create a note on a record.

    Markdown supports three levels of headings (`#` to `###`), bulleted and numbered lists, bold, italic,
    `~~strikethrough~~` and `==highlighted==` text, and links. Images are not supported.

    Scopes: `note:read-write`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        data: The note to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new note.

    Raises:
        CreateNoteNotFoundError: 404 `not_found`: the object or record does not exist.
        CreateNoteValidationTypeError: 413 `validation_type`: the note is too large; Attio does not document the
            limit.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.notes.create_async(
            data={
                "parent_object": "people",
                "parent_record_id": record_id,
                "title": "Call about the mill",
                "format": "markdown",
                "content": "## Next steps\n- Send the **revised** contract",
            },
        )
        print(created.data.content_plaintext)
    """
    return await client._call_async(NOTES_CREATE, {"data": data}, options)


class NotesGetParams(Params):
    """Parameters of `notes.get`."""

    note_id: str


NOTES_GET = Operation(
    name="notes.get",
    method="GET",
    path="/v2/notes/{note_id}",
    params=NotesGetParams,
    response=NotesGetResponse,
    errors=NOTES_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes=("note:read", "object_configuration:read", "record_permission:read"),
)


@explained
def notes_get(client: Caller, note_id: str, **options: Unpack[RequestOptions]) -> NotesGetResponse:
    """Get a note with its content.

    Scopes: `note:read`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        note_id: Id of the note.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The note.

    Raises:
        GetNoteNotFoundError: 404 `not_found`: the note does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        note = client.notes.get(note_id)
        print(note.data.title, note.data.content_markdown)
    """
    return client._call(NOTES_GET, {"note_id": note_id}, options)


@explained
async def notes_get_async(client: Caller, note_id: str, **options: Unpack[RequestOptions]) -> NotesGetResponse:
    """Get a note with its content.

    Scopes: `note:read`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        note_id: Id of the note.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The note.

    Raises:
        GetNoteNotFoundError: 404 `not_found`: the note does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        note = await client.notes.get_async(note_id)
        print(note.data.title, note.data.content_markdown)
    """
    return await client._call_async(NOTES_GET, {"note_id": note_id}, options)


class NotesUpdateParams(Params):
    """Parameters of `notes.update`."""

    note_id: str
    data: NoteUpdate


NOTES_UPDATE = Operation(
    name="notes.update",
    method="PATCH",
    path="/v2/notes/{note_id}",
    params=NotesUpdateParams,
    response=NotesUpdateResponse,
    errors=NOTES_UPDATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes=("note:read-write", "object_configuration:read", "record_permission:read"),
)


@explained
def notes_update(
    client: Caller, note_id: str, *, data: NoteUpdate, **options: Unpack[RequestOptions]
) -> NotesUpdateResponse:
    """Replace the title or the content of a note.

    Fields that you leave out do not change. New content replaces the existing content. A note cannot be moved to
    another record.

    Scopes: `note:read-write`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        note_id: Id of the note to update.
        data: The fields to replace.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated note.

    Raises:
        UpdateNoteNotFoundError: 404 `not_found`: the note does not exist.
        UpdateNoteValidationTypeError: 413 `validation_type`: the note would be too large; Attio does not document
            the limit.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.notes.update(
            note_id, data={"format": "markdown", "content": "The contract is **signed**."}
        )
        print(updated.data.content_plaintext)
    """
    return client._call(NOTES_UPDATE, {"note_id": note_id, "data": data}, options)


@explained
async def notes_update_async(
    client: Caller, note_id: str, *, data: NoteUpdate, **options: Unpack[RequestOptions]
) -> NotesUpdateResponse:
    """Replace the title or the content of a note.

    Fields that you leave out do not change. New content replaces the existing content. A note cannot be moved to
    another record.

    Scopes: `note:read-write`, `object_configuration:read`, `record_permission:read`.

    Token level: workspace or user.

    Args:
        note_id: Id of the note to update.
        data: The fields to replace.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated note.

    Raises:
        UpdateNoteNotFoundError: 404 `not_found`: the note does not exist.
        UpdateNoteValidationTypeError: 413 `validation_type`: the note would be too large; Attio does not document
            the limit.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.notes.update_async(
            note_id, data={"format": "markdown", "content": "The contract is **signed**."}
        )
        print(updated.data.content_plaintext)
    """
    return await client._call_async(NOTES_UPDATE, {"note_id": note_id, "data": data}, options)


class NotesDeleteParams(Params):
    """Parameters of `notes.delete`."""

    note_id: str


NOTES_DELETE = Operation(
    name="notes.delete",
    method="DELETE",
    path="/v2/notes/{note_id}",
    params=NotesDeleteParams,
    response=EmptyResponse,
    errors=NOTES_DELETE_ERRORS,
    idempotent=True,
    budgets=("write",),
    scopes=("note:read-write",),
)


@explained
def notes_delete(client: Caller, note_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a note.

    Scopes: `note:read-write`.

    Token level: workspace or user.

    Args:
        note_id: Id of the note to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteNoteNotFoundError: 404 `not_found`: the note does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        client.notes.delete(note_id)
    """
    return client._call(NOTES_DELETE, {"note_id": note_id}, options)


@explained
async def notes_delete_async(client: Caller, note_id: str, **options: Unpack[RequestOptions]) -> EmptyResponse:
    """Delete a note.

    Scopes: `note:read-write`.

    Token level: workspace or user.

    Args:
        note_id: Id of the note to delete.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        A response without content.

    Raises:
        DeleteNoteNotFoundError: 404 `not_found`: the note does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        await client.notes.delete_async(note_id)
    """
    return await client._call_async(NOTES_DELETE, {"note_id": note_id}, options)
