"""Handlers: functions registered with `Receiver.on`, and the events they run for."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast, overload

from attio._support.names import brief
from attio.errors.base import InvalidRequestError
from attio.models.webhooks import UnknownEvent, WebhookEvent
from attio.webhooks.delivery import Delivery
from attio.webhooks.events import CLASSES
from attio.webhooks.filters import NO_FILTER, Filter
from attio.webhooks.steps import Plan, is_async, name_of, step

E = TypeVar("E", bound=WebhookEvent)
R = TypeVar("R")


class On(Protocol[E]):
    """The decorator that `Receiver.on` returns. A handler takes the event, or the event and its delivery."""

    @overload
    def __call__(self, handler: Callable[[E, Delivery[E]], R], /) -> Callable[[E, Delivery[E]], R]: ...
    @overload
    def __call__(self, handler: Callable[[E], R], /) -> Callable[[E], R]: ...


@dataclass(frozen=True, slots=True)
class Handler:
    """A function, and the events that it handles."""

    function: Callable[..., object]
    takes_delivery: bool
    name: str
    """Unique name of the handler, the same after a restart."""
    kinds: tuple[type[WebhookEvent], ...] = ()
    filter: Filter = NO_FILTER
    coalesce: float = 0

    @property
    def is_async(self) -> bool:
        """Whether the function or one of its conditions is async."""
        functions: tuple[object, ...] = (self.function, self.filter.where, self.filter.actor)
        return any(is_async(function) for function in functions if callable(function))

    def call(self, delivery: Delivery[Any]) -> Plan[None]:
        """Call the function with an event."""
        arguments = (delivery.event, delivery) if self.takes_delivery else (delivery.event,)
        yield step(self.function, *arguments, where="handler")


def make_handler(
    function: Callable[..., object],
    known: list[Handler],
    kinds: tuple[type[WebhookEvent], ...] = (),
    chosen: Filter = NO_FILTER,
    coalesce: float = 0,
) -> Handler:
    """Make the handler of a function, with a name that differs from the names of known handlers.

    Raises:
        InvalidRequestError: The function takes neither one nor two arguments.
    """
    name = f"{getattr(function, '__module__', '')}.{name_of(function)}"
    same_name = sum(handler.name.partition("/")[0] == name for handler in known)
    unique_name = f"{name}/{same_name}" if same_name else name
    return Handler(function, _takes_delivery(function), unique_name, kinds, chosen, coalesce)


def _takes_delivery(function: Callable[..., object]) -> bool:
    if not callable(cast("object", function)):
        message = f"a handler must be a function of (event) or (event, delivery), not {brief(function)}"
        raise InvalidRequestError(message)
    signature = inspect.signature(function)
    for arguments in ((None, None), (None,)):
        try:
            signature.bind(*arguments)
        except TypeError:
            continue
        return len(arguments) == 2
    message = f"{name_of(function)}{signature} must take (event) or (event, delivery)"
    raise InvalidRequestError(message)


def check_kinds(kinds: tuple[object, ...]) -> None:
    """Raise `InvalidRequestError` for anything other than event classes."""
    if not kinds:
        message = "on() needs at least one event class of attio.models, such as RecordUpdatedEvent"
        raise InvalidRequestError(message)
    known: set[object] = {*CLASSES.values(), UnknownEvent}
    for kind in kinds:
        if kind not in known:
            message = f"kinds: {brief(kind)} is not an event class of attio.models, such as RecordUpdatedEvent"
            raise InvalidRequestError(message)
