"""Exit statuses, and the exit status of each error."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attio.errors.base import AttioSDKError

DONE = 0
FAILED = 1
USAGE = 2
NOT_FOUND = 3
NOT_ALLOWED = 4
RATE_LIMITED = 5
SOME_FAILED = 6
NO_RESPONSE = 7
UNKNOWN_OUTCOME = 8
GUARDED = 9
INTERRUPTED = 130
PIPE_CLOSED = 141

_STATUSES = {401: NOT_ALLOWED, 403: NOT_ALLOWED, 404: NOT_FOUND, 429: RATE_LIMITED}


class CommandError(Exception):
    """A command is not valid or failed. The message is shown as one line."""

    def __init__(self, message: str, code: int = USAGE) -> None:
        """Create an error.

        Args:
            message: The problem, and how to fix it.
            code: The exit status.
        """
        super().__init__(message)
        self.code = code


def code_of(error: AttioSDKError, *, writes: bool) -> int:
    """Return the exit status for an error of a call.

    Args:
        error: The error that the call raised.
        writes: Whether the command writes, so that an unknown outcome matters.
    """
    from attio.errors.base import AttioBaseError, InvalidRequestError

    if isinstance(error, InvalidRequestError):
        return USAGE
    if writes and error.outcome == "unknown":
        return UNKNOWN_OUTCOME
    if isinstance(error, AttioBaseError):
        return _STATUSES.get(error.status_code, FAILED)
    return NO_RESPONSE
