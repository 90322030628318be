"""What the receiver knows of the classes of events, read off their fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar, cast

from attio.models import webhooks as webhook_models
from attio.models.webhooks import UnknownEvent, WebhookEvent
from attio.webhooks.signatures import WebhookPayloadError

E = TypeVar("E", bound=WebhookEvent)

_OBJECT = ("object_id", "parent_object_id")
_LIST = ("list_id",)
_SUBJECTS = ("record_id", "entry_id", "note_id", "task_id", "comment_id")
_NO_SUBJECT = frozenset({"workspace_id", "attribute_id"})


class Subject(NamedTuple):
    """What an event is about; events of one subject run one after the other."""

    workspace_id: str
    kind: str
    ids: tuple[str, ...]


def _classes() -> dict[str, type[WebhookEvent]]:
    found: dict[str, type[WebhookEvent]] = {}
    for value in vars(webhook_models).values():
        if isinstance(value, type) and value.__name__.endswith("Event") and value is not UnknownEvent:
            kind = cast("Any", value)
            found[kind.model_fields["event_type"].annotation.__args__[0]] = kind
    return found


CLASSES: Mapping[str, type[WebhookEvent]] = _classes()
"""The class of each type of event."""


def type_of(kind: object) -> str | None:
    """The type of a class of events; None for `UnknownEvent`."""
    return next((name for name, known in CLASSES.items() if cast("object", known) is kind), None)


def id_path(kind: type[WebhookEvent], part: str) -> str | None:
    """Where a class of events has the id of its object, list or attribute; None if it has none."""
    if kind is UnknownEvent:
        return None
    fields: Mapping[str, object] = kind.model_fields
    ids: Mapping[str, object] = cast("Any", fields["id"]).annotation.model_fields
    names = {"object": _OBJECT, "list": _LIST, "attribute": ("attribute_id",)}[part]
    for name in names:
        if name in ids:
            return f"id.{name}"
        if name in fields:
            return name
    return None


def value_at(event: WebhookEvent, path: str) -> str | None:
    """The id at a path such as `id.object_id`."""
    value: object = event
    for name in path.split("."):
        value = getattr(value, name, None)
    return cast("str | None", value)


def subject_of(raw: object) -> Subject | None:
    """What an event is about; None for one without an id as documented."""
    kind, known = str(as_object(raw).get("event_type")).partition(".")[0], as_object(as_object(raw).get("id"))
    if not all(isinstance(one, str) for one in known.values()):
        return None
    own = {name: str(value) for name, value in known.items() if name not in _NO_SUBJECT}
    for name in _SUBJECTS:
        if name in own and not kind.startswith("activity"):
            return Subject(str(known.get("workspace_id")), name, (own[name],))
    return Subject(str(known.get("workspace_id")), kind, tuple(own.values())) if own else None


def as_object(parsed: object) -> Mapping[str, Any]:
    """What was parsed if it is a JSON object, else an empty one."""
    return cast("Mapping[str, Any]", parsed) if isinstance(parsed, dict) else {}


def workspace_of(raw: object) -> str | None:
    """The id of the workspace of an event."""
    found = as_object(as_object(raw).get("id")).get("workspace_id")
    return found if isinstance(found, str) else None


def read_event(raw: object) -> WebhookEvent:
    """Make the model of an event; an `UnknownEvent` if its type is not known or it lacks a documented field."""
    from pydantic import ValidationError

    kind = CLASSES.get(str(as_object(raw).get("event_type")))
    if kind is not None:
        try:
            return kind.model_validate(raw)
        except ValidationError:
            pass
    return UnknownEvent.model_validate(raw) if isinstance(raw, dict) else UnknownEvent.of(raw)


def build_event(kind: type[E], fields: Mapping[str, object]) -> E:
    """Make an event for a test; ids that are not given are made up.

    Raises:
        WebhookPayloadError: The class has no such field.
    """
    import uuid

    from attio._support.names import did_you_mean

    own: Mapping[str, Any] = cast("Any", kind).model_fields
    ids: tuple[str, ...] = tuple(own["id"].annotation.model_fields)
    extra = tuple(name for name in own if name not in ("event_type", "id", "actor"))
    known = (*ids, *extra, "actor")
    for name in fields:
        if name not in known:
            message = f"{kind.__name__} has no {name!r}{did_you_mean(name, known)}"
            raise WebhookPayloadError(message)
    # A comment on a record has no list and no entry: None stays what it is unless it is given.
    empty = {name for name in extra if type(None) in getattr(own[name].annotation, "__args__", ())}

    def value(name: str) -> object:
        return fields[name] if name in fields else None if name in empty else str(uuid.uuid4())

    actor = fields.get("actor", {"type": "workspace-member", "id": str(uuid.uuid4())})
    if not isinstance(actor, dict):
        actor = cast("Any", actor).model_dump()
    raw: dict[str, object] = {"event_type": type_of(kind), "id": {name: value(name) for name in ids}, "actor": actor}
    made = kind.model_validate({**raw, **{name: value(name) for name in extra}})
    return cast("E", made)
