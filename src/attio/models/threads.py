# Generated from codegen/spec/threads.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.threads`."""

from __future__ import annotations

from attio._paging.page import Page
from attio.models.base import Model, Timestamp
from attio.models.comments import Comment
from attio.models.common import Pagination


class ThreadId(Model):
    """Id of a thread."""

    workspace_id: str
    """Id of the workspace."""
    thread_id: str
    """Id of the thread."""


class Thread(Model):
    """A thread of comments on a record or list entry."""

    id: ThreadId
    """Id of the thread."""
    created_at: Timestamp
    """Creation time."""
    comments: list[Comment]
    """Comments, oldest first: those of this page, or the first ones in a list of threads."""
    has_more_comments: bool | None = None
    """Whether the thread has more comments than `comments` contains; only set by `threads.list_all`."""


class ThreadsListAllResponse(Page[Thread]):
    """Response to `threads.list_all`."""

    data: list[Thread]
    """The threads of this page."""


class ThreadsGetResponse(Page[Comment]):
    """Response to `threads.get`."""

    data: Thread
    """The thread, with the comments of this page."""
    pagination: Pagination
    """Position of the next page of comments."""
