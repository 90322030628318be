"""Hooks: the developer's own functions around every attempt."""

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
    """The hooks of a client. It is replaced when one is added, so that an attempt keeps those it began with."""

    before_request: tuple[Hook, ...] = ()
    response: tuple[Hook, ...] = ()
    request_error: tuple[Hook, ...] = ()
    asynchronous: str | None = None
    """Name of the first hook that only async calls can run."""

    def of(self, event: str) -> tuple[Hook, ...]:
        """The hooks of an event.

        Raises:
            ValueError: There is no such event.
        """
        if event not in EVENTS:
            from attio._support.names import brief  # for mistakes only

            message = f"there is no hook {brief(event)}; the hooks are {', '.join(map(repr, EVENTS))}"
            raise ValueError(message)
        return cast("tuple[Hook, ...]", getattr(self, event))

    def added(self, event: str, hook: Hook) -> Hooks:
        """These hooks and one more, after those of its event.

        Raises:
            TypeError: The hook cannot be called.
            ValueError: There is no such event.
        """
        hooks = self.of(event)
        if not callable(cast("object", hook)):
            message = f"a {event} hook must be a function, not {type(hook).__name__}"
            raise TypeError(message)
        return self._changed(event, (*hooks, hook))

    def removed(self, event: str, hook: Hook) -> Hooks:
        """These hooks without the first that equals `hook`; the same when there is none.

        Raises:
            ValueError: There is no such event.
        """
        hooks = list(self.of(event))
        if hook in hooks:
            hooks.remove(hook)
        return self._changed(event, tuple(hooks))

    def require_sync(self) -> None:
        """Refuse hooks that would have to be awaited.

        Raises:
            InvalidRequestError: Names the first one.
        """
        if self.asynchronous:
            message = f"the hook {self.asynchronous} is async, which a sync call cannot await; call the _async twin"
            raise InvalidRequestError(message)

    def _changed(self, event: str, hooks: tuple[Hook, ...]) -> Hooks:
        changes: dict[str, Any] = {event: hooks}
        changed = self.replaced(**changes)
        all_hooks = (*changed.before_request, *changed.response, *changed.request_error)
        name = next((name_of(hook) for hook in all_hooks if _is_async(hook)), None)
        return changed.replaced(asynchronous=name)


def run(hook: Hook, *args: object, outcome: Outcome) -> object:
    """Call a hook on the sync side.

    Args:
        hook: The hook.
        *args: What it is called with.
        outcome: What became of the request so far.

    Raises:
        InvalidRequestError: It turned out to be async.
    """
    result = hook(*args)
    if result is not None and inspect.isawaitable(result):
        if inspect.iscoroutine(result):
            result.close()  # it would warn that it was never awaited
        message = f"the hook {name_of(hook)} gave an awaitable, which a sync call cannot await; call the _async twin"
        raise InvalidRequestError(message, outcome=outcome)
    return result


async def run_async(hook: Hook, *args: object) -> object:
    """Call a hook in an async call, and await it if it is async."""
    result = hook(*args)
    return await result if result is not None and inspect.isawaitable(result) else result


def name_of(hook: object) -> str:
    """Name of a hook for messages."""
    inner: object = getattr(hook, "func", hook)  # of a functools.partial
    return f"{getattr(inner, '__qualname__', type(inner).__name__)}()"


def _is_async(hook: Hook) -> bool:
    return inspect.iscoroutinefunction(hook) or inspect.iscoroutinefunction(getattr(hook, "__call__", None))  # noqa: B004
