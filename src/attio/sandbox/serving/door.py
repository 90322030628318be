"""What a port serves: the API, the control verbs under `/_sandbox/`, and the page."""

from __future__ import annotations

from collections.abc import Callable

from attio.sandbox.control.api import PREFIX
from attio.sandbox.messages import Request, Response
from attio.sandbox.serving.adapters import Handle


def make_door(handle: Handle, control: Handle, page: Callable[[Request], Response | None]) -> Handle:
    """Make what handles every request of a port.

    Args:
        handle: Handles requests of the API.
        control: Handles those of control verbs.
        page: Handles those of the page, and returns None for any other.
    """

    def door(request: Request) -> Response:
        if request.path.startswith(PREFIX):
            return control(request)
        return page(request) or handle(request)

    return door
