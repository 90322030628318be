"""Handlers: what was registered with `Receiver.on`, and how one is called."""

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
    """The decorator that `Receiver.on` returns; the handler takes the event, or the event and its delivery."""

    @overload
    def __call__(self, handler: Callable[[E, Delivery[E]], R], /) -> Callable[[E, Delivery[E]], R]: ...
    @overload
    def __call__(self, handler: Callable[[E], R], /) -> Callable[[E], R]: ...


@dataclass(frozen=True, slots=True)
class Handler:
    """A function, and the events it is for."""

    function: Callable[..., object]
    takes_delivery: bool
    name: str
    """Tells it from other handlers, also after a restart."""
    kinds: tuple[type[WebhookEvent], ...] = ()
    filter: Filter = NO_FILTER
    coalesce: float = 0

    @property
    def is_async(self) -> bool:
        """Whether it or one of its conditions runs on an event loop."""
        actor: object = self.filter.actor
        return any(is_async(one) for one in (self.function, self.filter.where, actor) if callable(one))

    def call(self, delivery: Delivery[Any]) -> Plan[None]:
        """Call it."""
        arguments = (delivery.event, delivery) if self.takes_delivery else (delivery.event,)
        yield step(self.function, *arguments, where="handler")


def make_handler(
    function: Callable[..., object],
    known: list[Handler],
    kinds: tuple[type[WebhookEvent], ...] = (),
    chosen: Filter = NO_FILTER,
    coalesce: float = 0,
) -> Handler:
    """Register a function.

    Raises:
        InvalidRequestError: It takes neither one nor two arguments.
    """
    name = f"{getattr(function, '__module__', '')}.{name_of(function)}"
    twins = sum(one.name.partition("/")[0] == name for one in known)
    return Handler(function, _takes_delivery(function), f"{name}/{twins}" if twins else name, kinds, chosen, coalesce)


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
    """Refuse what is no class of events."""
    if not kinds:
        message = "on() needs at least one class of events of attio.models, such as RecordUpdatedEvent"
        raise InvalidRequestError(message)
    known: set[object] = {*CLASSES.values(), UnknownEvent}
    for kind in kinds:
        if kind not in known:
            message = f"{brief(kind)} is no class of events; give one of attio.models, such as RecordUpdatedEvent"
            raise InvalidRequestError(message)
