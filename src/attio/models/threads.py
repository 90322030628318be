# Generated from codegen/spec/threads.yaml by `make generate`; edit that file instead.
"""What the operations of `client.threads` take and answer."""

from __future__ import annotations

from attio._paging.page import Page
from attio.models.base import Model, Timestamp
from attio.models.comments import Comment
from attio.models.common import Pagination


class ThreadId(Model):
    """Identifies a thread."""

    workspace_id: str
    """Id of the workspace."""
    thread_id: str
    """Id of the thread."""


class Thread(Model):
    """A conversation about a record or a list entry."""

    id: ThreadId
    """Identifies the thread."""
    created_at: Timestamp
    """When it was begun."""
    comments: list[Comment]
    """Its comments, the oldest first: those of this page, or in a list the first ones."""
    has_more_comments: bool | None = None
    """Whether there are more comments than these; only `threads.list_all` tells."""


class ThreadsListAllResponse(Page[Thread]):
    """Answer to `threads.list_all`."""

    data: list[Thread]
    """The threads of this page."""


class ThreadsGetResponse(Page[Comment]):
    """Answer to `threads.get`."""

    data: Thread
    """The thread, with the comments of this page."""
    pagination: Pagination
    """Where the next page of comments begins."""
