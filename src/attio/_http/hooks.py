"""Hooks: functions of the caller that run in every attempt."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast, get_args

from attio._support.fields import FrozenFields
from attio.errors.base import InvalidRequestError

if TYPE_CHECKING:
    from attio.errors.base import Outcome

Event: TypeAlias = Literal["before_request", "response", "request_error"]
Hook: TypeAlias = Callable[..., object]

EVENTS: tuple[Event, ...] = get_args(Event)


class Hooks(FrozenFields):
    """The hooks of a client. Adding a hook creates a new object, so that a running attempt keeps its hooks."""

    before_request: tuple[Hook, ...] = ()
    response: tuple[Hook, ...] = ()
    request_error: tuple[Hook, ...] = ()
    async_hook: str | None = None
    """Name of the first hook that is an async function, which only async calls can run."""

    def for_event(self, event: str) -> tuple[Hook, ...]:
        """Return the hooks of an event.

        Raises:
            ValueError: There is no such event.
        """
        if event not in EVENTS:
            from attio._support.names import brief  # only errors need it

            message = f"there is no hook {brief(event)}; the hooks are {', '.join(map(repr, EVENTS))}"
            raise ValueError(message)
        return cast("tuple[Hook, ...]", getattr(self, event))

    def with_hook(self, event: str, hook: Hook) -> Hooks:
        """Return a copy with one more hook, after the other hooks of the event.

        Raises:
            TypeError: The hook is not callable.
            ValueError: There is no such event.
        """
        hooks = self.for_event(event)
        if not callable(cast("object", hook)):
            message = f"a {event} hook must be a function, not {type(hook).__name__}"
            raise TypeError(message)
        return self._changed(event, (*hooks, hook))

    def without_hook(self, event: str, hook: Hook) -> Hooks:
        """Return a copy without the first hook that equals `hook`; an equal copy if there is none.

        Raises:
            ValueError: There is no such event.
        """
        hooks = list(self.for_event(event))
        if hook in hooks:
            hooks.remove(hook)
        return self._changed(event, tuple(hooks))

    def require_sync(self) -> None:
        """Check that no hook is an async function.

        Raises:
            InvalidRequestError: A hook is an async function; the message names the first one.
        """
        if self.async_hook:
            message = f"the hook {self.async_hook} is async, and a sync call cannot await it; use the _async method"
            raise InvalidRequestError(message)

    def _changed(self, event: str, hooks: tuple[Hook, ...]) -> Hooks:
        changes: dict[str, Any] = {event: hooks}
        changed = self.replaced(**changes)
        all_hooks = (*changed.before_request, *changed.response, *changed.request_error)
        async_hooks = [name_of(hook) for hook in all_hooks if _is_async(hook)]
        return changed.replaced(async_hook=async_hooks[0] if async_hooks else None)


def run(hook: Hook, *args: object, outcome: Outcome) -> object:
    """Call a hook in a sync call.

    Args:
        hook: The hook.
        *args: Arguments of the hook.
        outcome: The outcome of the request so far.

    Raises:
        InvalidRequestError: The hook returned an awaitable.
    """
    result = hook(*args)
    if result is not None and inspect.isawaitable(result):
        if inspect.iscoroutine(result):
            result.close()  # avoids the warning that it was never awaited
        name = name_of(hook)
        message = f"the hook {name} returned an awaitable, and a sync call cannot await it; use the _async method"
        raise InvalidRequestError(message, outcome=outcome)
    return result


async def run_async(hook: Hook, *args: object) -> object:
    """Call a hook in an async call, and await it if it is async."""
    result = hook(*args)
    return await result if result is not None and inspect.isawaitable(result) else result


def name_of(hook: object) -> str:
    """Return the name of a hook for messages."""
    inner: object = getattr(hook, "func", hook)  # the function of a functools.partial
    return f"{getattr(inner, '__qualname__', type(inner).__name__)}()"


def _is_async(hook: Hook) -> bool:
    return inspect.iscoroutinefunction(hook) or inspect.iscoroutinefunction(getattr(hook, "__call__", None))  # noqa: B004
