"""Which events a handler is for: object, list, attribute, actor and a condition of your own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeAlias, cast

from attio._support.names import brief
from attio.core import AttioCore
from attio.errors.base import InvalidRequestError
from attio.models.values import Actor
from attio.models.webhooks import WebhookEvent
from attio.webhooks.events import id_path, value_at
from attio.webhooks.steps import Plan, Step, step

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_KINDS = ("api-token", "workspace-member", "system", "app")


class Condition(NamedTuple):
    """A condition that Attio checks."""

    field: str
    value: str

    def wire(self) -> dict[str, str]:
        """As a subscription has it."""
        return {"field": self.field, "operator": "equals", "value": self.value}


@dataclass(frozen=True, slots=True)
class Own:
    """Whether an event was caused with the token of the client: `me` and `not_me`."""

    wanted: bool

    def __repr__(self) -> str:
        return "me" if self.wanted else "not_me"


me = Own(True)
"""Events that this program caused: their actor is the token of the client."""
not_me = Own(False)
"""Events that this program did not cause; use it against loops."""


Names: TypeAlias = str | Sequence[str] | None
ActorFilter: TypeAlias = str | Sequence[str] | Callable[[Actor], Any] | Own | None
CheckedActor: TypeAlias = tuple[str, ...] | Callable[[Actor], Any] | Own | None


@dataclass(frozen=True, slots=True)
class Filter:
    """The conditions of one handler."""

    object: tuple[str, ...] = ()
    list: tuple[str, ...] = ()
    attribute: tuple[str, ...] = ()
    actor: CheckedActor = None
    where: Callable[[Any], Any] | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of actors, if these are what is asked for."""
        actor = cast("Any", self.actor)
        return cast("tuple[str, ...]", actor) if isinstance(actor, tuple) else ()

    @property
    def needs_schema(self) -> bool:
        """Whether a slug has to be resolved."""
        return not all(is_id(one) for one in (*self.object, *self.list, *self.attribute))


NO_FILTER = Filter()


def make_filter(
    kinds: Sequence[type[WebhookEvent]],
    *,
    object: Names,
    list: Names,
    attribute: Names,
    actor: ActorFilter,
    where: Callable[[Any], object] | None,
) -> Filter:
    """Check the conditions of a handler.

    Raises:
        InvalidRequestError: The events do not have what a condition is about, or the slug of an attribute stands alone.
    """
    names = {"object": object, "list": list, "attribute": attribute}
    parts = {part: _names(part, given) for part, given in names.items()}
    for part, given in parts.items():
        for kind in kinds if given else ():
            if id_path(kind, part) is None:
                message = f"{part}= cannot be used with {kind.__name__}: it has no {part}_id"
                raise InvalidRequestError(message)
    if not all(is_id(one) for one in parts["attribute"]) and not (parts["object"] or parts["list"]):
        message = (
            f"attribute={brief(attribute)} is a slug, which needs object= or list=; or give the id of the attribute"
        )
        raise InvalidRequestError(message)
    if where is not None and not callable(cast("Any", where)):
        message = f"where={brief(where)} must be a function of an event"
        raise InvalidRequestError(message)
    return Filter(**parts, actor=_actor(actor), where=where)


def _actor(given: Any) -> CheckedActor:
    if given is None or isinstance(given, Own) or (callable(given) and not isinstance(given, type)):
        return cast("Own | None", given)
    is_several = isinstance(given, list | tuple | set | frozenset)
    kinds = tuple(cast("Iterable[Any]", given)) if is_several else (cast("Any", given),)
    for one in kinds or ((),):
        if one not in _KINDS:
            message = f"actor={brief(one)} must be one of {', '.join(_KINDS)}; me, not_me or a function of an actor"
            raise InvalidRequestError(message)
    return kinds


def _names(part: str, given: Names) -> tuple[str, ...]:
    names = () if given is None else (given,) if isinstance(given, str) else tuple(given)
    if given is not None and not all(isinstance(cast("Any", one), str) and one for one in names or ("",)):
        message = f"{part}={brief(given)} must be a slug or id, or several"
        raise InvalidRequestError(message)
    return names


def is_id(name: str) -> bool:
    """Whether a name is an id, not a slug."""
    return _ID.fullmatch(name) is not None


class Lookups:
    """Ids of slugs, and the ids of the token, of one client; each is requested once."""

    def __init__(self, client: Callable[[], Plan[AttioCore]], me: Collection[str]) -> None:
        self._client = client
        self._ids: dict[tuple[str, str, str], str] = {}
        self._own: frozenset[str] | None = frozenset(me) or None

    def invalidate(self, owner: str) -> Plan[None]:
        """Forget what an event says has changed."""
        self._ids = {}
        (yield from self._client()).schema.invalidate(owner)

    def resolve(self, part: str, name: str, owner: str = "") -> Plan[str]:
        """Find the id of a slug.

        Raises:
            KeyError: There is no such slug; the message names the nearest.
        """
        if is_id(name):
            return name
        found = self._ids.get((part, owner, name))
        if found is None:
            schema: Any = (yield from self._client()).schema
            arguments = (owner, name) if part == "attribute" else (name,)
            one = yield Step(
                partial(getattr(schema, part), *arguments),
                "thread",
                partial(getattr(schema, f"{part}_async"), *arguments),
            )
            found = self._ids[part, owner, name] = str(one.id)
        return found

    def own(self) -> Plan[frozenset[str]]:
        """The ids that events caused by the token of the client have."""
        if self._own is None:
            from attio.funcs import meta

            client = yield from self._client()
            token: Any = yield Step(
                partial(meta.meta_identify, client), "thread", partial(meta.meta_identify_async, client)
            )
            self._own = frozenset({token.client_id, token.aud}) if token.active else frozenset()
        return self._own


def matches(chosen: Filter, event: WebhookEvent, lookups: Lookups) -> Plan[bool]:
    """Whether an event fits the conditions."""
    kind = type(event)
    owners: dict[str, str] = {}
    for part in ("object", "list", "attribute"):
        names: tuple[str, ...] = getattr(chosen, part)
        if not names:
            continue
        wanted = value_at(event, cast("str", id_path(kind, part)))
        fits = False
        for name in names:
            # The attribute of an event belongs to the one object or list that fitted.
            if (yield from lookups.resolve(part, name, owners.get("list") or owners.get("object") or "")) == wanted:
                fits = True
                owners[part] = name
                break
        if not fits:
            return False
    if not (yield from _actor_fits(chosen.actor, event, lookups)):
        return False
    return bool((yield step(chosen.where, event, where="handler"))) if chosen.where is not None else True


def _actor_fits(wanted: CheckedActor, event: WebhookEvent, lookups: Lookups) -> Plan[bool]:
    actor: Actor | None = getattr(event, "actor", None)
    if wanted is None:
        return True
    if actor is None:
        return False
    if isinstance(wanted, Own):
        return (actor.id in (yield from lookups.own())) is wanted.wanted
    if callable(wanted):
        return bool((yield step(wanted, actor, where="handler")))
    return actor.type in wanted


def conditions(chosen: Filter, kind: type[WebhookEvent], lookups: Lookups) -> Plan[list[list[Condition]]]:
    """The conditions that Attio can check itself, each a list of alternatives."""
    found: list[list[Condition]] = []
    owner = (chosen.list or chosen.object or ("",))[0]
    for part in ("object", "list", "attribute"):
        names: tuple[str, ...] = getattr(chosen, part)
        path = id_path(kind, part)
        alternatives: list[Condition] = []
        for name in names:
            id = yield from lookups.resolve(part, name, owner if part == "attribute" else "")
            alternatives.append(Condition(cast("str", path), id))
        if alternatives:
            found.append(alternatives)
    if chosen.kinds:
        found.append([Condition("actor.type", one) for one in chosen.kinds])
    return found
