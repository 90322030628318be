"""Conditions of webhook handlers: `object`, `list`, `attribute`, `actor` and `where`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeAlias, cast

from attio._support.argument_types import check_iterable
from attio._support.names import brief
from attio.core import AttioCore
from attio.errors.base import InvalidRequestError
from attio.models.values import Actor
from attio.models.webhooks import WebhookEvent
from attio.webhooks.events import id_path, value_at
from attio.webhooks.steps import Plan, Step, step

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ACTOR_TYPES = ("api-token", "workspace-member", "system", "app")


class Condition(NamedTuple):
    """A condition that Attio checks before it delivers an event."""

    field: str
    value: str

    def wire(self) -> dict[str, str]:
        """Return the condition in the JSON format of a subscription filter."""
        return {"field": self.field, "operator": "equals", "value": self.value}


@dataclass(frozen=True, slots=True)
class Own:
    """Condition that the token of the client did or did not cause the event. `me` and `not_me` are instances."""

    wanted: bool
    """Whether the token must have caused the event (`me`), or must not (`not_me`)."""

    def __repr__(self) -> str:
        return "me" if self.wanted else "not_me"


me = Own(True)
"""Matches events that this program caused: the actor is the token of the client."""
not_me = Own(False)
"""Matches events that this program did not cause. It keeps a handler that writes from triggering itself."""


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
    def actor_types(self) -> tuple[str, ...]:
        """Required types of the actor; empty if the condition on the actor is of another kind."""
        actor = cast("Any", self.actor)
        return cast("tuple[str, ...]", actor) if isinstance(actor, tuple) else ()

    @property
    def needs_schema(self) -> bool:
        """Whether a condition contains a slug, whose id must be looked up."""
        return not all(is_id(name) for name in (*self.object, *self.list, *self.attribute))


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
    """Check the conditions of a handler, and return them as a filter.

    Raises:
        InvalidRequestError: A condition is not valid, an event class has no id for a condition, or an attribute is
            given by its slug without its object or list.
    """
    arguments = {"object": object, "list": list, "attribute": attribute}
    names_by_part = {part: _names(part, argument) for part, argument in arguments.items()}
    for part, names in names_by_part.items():
        if not names:
            continue
        for kind in kinds:
            if id_path(kind, part) is None:
                message = f"{part}= cannot be used with {kind.__name__}: it has no {part}_id"
                raise InvalidRequestError(message)
    has_owner = bool(names_by_part["object"] or names_by_part["list"])
    if not has_owner and not all(is_id(name) for name in names_by_part["attribute"]):
        message = f"attribute={brief(attribute)} is a slug: pass object= or list= as well, or the attribute's id"
        raise InvalidRequestError(message)
    if where is not None and not callable(cast("Any", where)):
        message = f"where={brief(where)} must be a function of an event"
        raise InvalidRequestError(message)
    return Filter(**names_by_part, actor=_checked_actor(actor), where=where)


def _checked_actor(actor: Any) -> CheckedActor:
    if actor is None or isinstance(actor, Own) or (callable(actor) and not isinstance(actor, type)):
        return cast("Own | None", actor)
    is_collection = isinstance(actor, list | tuple | set | frozenset)
    types = tuple(cast("Iterable[Any]", actor)) if is_collection else (cast("Any", actor),)
    unknown_types = [each for each in types if each not in _ACTOR_TYPES]
    if unknown_types or not types:
        value = unknown_types[0] if unknown_types else actor
        message = f"actor={brief(value)} must be one of {', '.join(_ACTOR_TYPES)}, me, not_me or a function of an actor"
        raise InvalidRequestError(message)
    return types


def _names(part: str, argument: Names) -> tuple[str, ...]:
    if argument is None:
        return ()
    if not isinstance(cast("Any", argument), str):
        check_iterable("slugs or ids", **{part: argument})
    names = (argument,) if isinstance(argument, str) else tuple(argument)
    if not names or not all(isinstance(cast("Any", name), str) and name for name in names):
        message = f"{part}={brief(argument)} must be a slug or id, or several"
        raise InvalidRequestError(message)
    return names


def is_id(name: str) -> bool:
    """Return whether a name is an id; otherwise it is a slug."""
    return _ID.fullmatch(name) is not None


class Lookups:
    """Looks up ids in one workspace: the ids of slugs, and the actor ids of the token. Caches all of them."""

    def __init__(self, client: Callable[[], Plan[AttioCore]], me: Collection[str]) -> None:
        self._client = client
        self._ids: dict[tuple[str, str, str], str] = {}
        self._own_ids: frozenset[str] | None = frozenset(me) or None

    def invalidate(self, owner: str) -> Plan[None]:
        """Clear the cached slugs, after an event that changes the attributes of an object or list."""
        self._ids = {}
        (yield from self._client()).schema.invalidate(owner)

    def resolve(self, part: str, name: str, owner: str = "") -> Plan[str]:
        """Return the id of a slug.

        Args:
            part: `object`, `list` or `attribute`.
            name: A slug, or an id, which is returned unchanged.
            owner: Slug or id of the object or list of an attribute.

        Raises:
            KeyError: There is no such slug. The message suggests the closest one.
        """
        if is_id(name):
            return name
        id = self._ids.get((part, owner, name))
        if id is None:
            schema: Any = (yield from self._client()).schema
            arguments = (owner, name) if part == "attribute" else (name,)
            definition = yield Step(
                partial(getattr(schema, part), *arguments),
                "thread",
                partial(getattr(schema, f"{part}_async"), *arguments),
            )
            id = self._ids[part, owner, name] = str(definition.id)
        return id

    def own_ids(self) -> Plan[frozenset[str]]:
        """Return the ids that the actor of an event has if the token of the client caused it."""
        if self._own_ids is None:
            from attio.funcs import meta

            client = yield from self._client()
            token: Any = yield Step(
                partial(meta.meta_identify, client), "thread", partial(meta.meta_identify_async, client)
            )
            self._own_ids = frozenset({token.client_id, token.aud}) if token.active else frozenset()
        return self._own_ids


def matches(chosen: Filter, event: WebhookEvent, lookups: Lookups) -> Plan[bool]:
    """Return whether an event matches a filter."""
    kind = type(event)
    matched: dict[str, str] = {}
    for part in ("object", "list", "attribute"):
        names: tuple[str, ...] = getattr(chosen, part)
        if not names:
            continue
        event_id = value_at(event, cast("str", id_path(kind, part)))
        for name in names:
            # An attribute belongs to the object or list that an earlier round of the loop matched.
            owner = matched.get("list") or matched.get("object") or ""
            if (yield from lookups.resolve(part, name, owner)) == event_id:
                matched[part] = name
                break
        else:
            return False
    if not (yield from _matches_actor(chosen.actor, event, lookups)):
        return False
    if chosen.where is None:
        return True
    return bool((yield step(chosen.where, event, where="handler")))


def _matches_actor(condition: CheckedActor, event: WebhookEvent, lookups: Lookups) -> Plan[bool]:
    actor: Actor | None = getattr(event, "actor", None)
    if condition is None:
        return True
    if actor is None:
        return False
    if isinstance(condition, Own):
        return (actor.id in (yield from lookups.own_ids())) is condition.wanted
    if callable(condition):
        return bool((yield step(condition, actor, where="handler")))
    return actor.type in condition


def server_conditions(chosen: Filter, kind: type[WebhookEvent], lookups: Lookups) -> Plan[list[list[Condition]]]:
    """Return the conditions of a filter that Attio can check itself, each as a list of alternatives."""
    groups: list[list[Condition]] = []
    owner = (chosen.list or chosen.object or ("",))[0]
    for part in ("object", "list", "attribute"):
        names: tuple[str, ...] = getattr(chosen, part)
        path = id_path(kind, part)
        alternatives: list[Condition] = []
        for name in names:
            id = yield from lookups.resolve(part, name, owner if part == "attribute" else "")
            alternatives.append(Condition(cast("str", path), id))
        if alternatives:
            groups.append(alternatives)
    if chosen.actor_types:
        groups.append([Condition("actor.type", each) for each in chosen.actor_types])
    return groups
