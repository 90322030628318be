# Generated from codegen/spec/notes.yaml by `make generate`; edit that file instead.
"""Errors of `client.notes`."""

from __future__ import annotations

from attio.errors.statuses import ContentTooLargeError, NotFoundError


class ListNotesNotFoundError(NotFoundError):
    """`notes.list`, 404 `not_found`: the object or record does not exist."""


class CreateNoteNotFoundError(NotFoundError):
    """`notes.create`, 404 `not_found`: the object or record does not exist."""


class CreateNoteValidationTypeError(ContentTooLargeError):
    """`notes.create`, 413 `validation_type`: the note is too large; Attio does not document the limit."""


class GetNoteNotFoundError(NotFoundError):
    """`notes.get`, 404 `not_found`: the note does not exist."""


class UpdateNoteNotFoundError(NotFoundError):
    """`notes.update`, 404 `not_found`: the note does not exist."""


class UpdateNoteValidationTypeError(ContentTooLargeError):
    """`notes.update`, 413 `validation_type`: the note would be too large; Attio does not document the limit."""


class DeleteNoteNotFoundError(NotFoundError):
    """`notes.delete`, 404 `not_found`: the note does not exist."""


NOTES_LIST_ERRORS = (ListNotesNotFoundError,)
"""Errors that `notes.list` documents, for `except`."""


NOTES_CREATE_ERRORS = (CreateNoteNotFoundError, CreateNoteValidationTypeError)
"""Errors that `notes.create` documents, for `except`."""


NOTES_GET_ERRORS = (GetNoteNotFoundError,)
"""Errors that `notes.get` documents, for `except`."""


NOTES_UPDATE_ERRORS = (UpdateNoteNotFoundError, UpdateNoteValidationTypeError)
"""Errors that `notes.update` documents, for `except`."""


NOTES_DELETE_ERRORS = (DeleteNoteNotFoundError,)
"""Errors that `notes.delete` documents, for `except`."""
