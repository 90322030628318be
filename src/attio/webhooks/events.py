"""Facts about event classes, derived from their fields: type, ids, subject."""

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
    """The object of an event, such as a record or a note. Events of one subject run one after the other."""

    workspace_id: str
    kind: str
    ids: tuple[str, ...]


def _classes_by_type() -> dict[str, type[WebhookEvent]]:
    classes: dict[str, type[WebhookEvent]] = {}
    for value in vars(webhook_models).values():
        if isinstance(value, type) and value.__name__.endswith("Event") and value is not UnknownEvent:
            kind = cast("Any", value)
            classes[kind.model_fields["event_type"].annotation.__args__[0]] = kind
    return classes


CLASSES: Mapping[str, type[WebhookEvent]] = _classes_by_type()
"""Event classes by type, such as `record.created`."""


def type_of(kind: object) -> str | None:
    """Return the type of an event class, such as `record.created`; None for `UnknownEvent`."""
    for name, known in CLASSES.items():
        if cast("object", known) is kind:
            return name
    return None


def id_path(kind: type[WebhookEvent], part: str) -> str | None:
    """Return the path of the id of the object, list or attribute in an event class; None if the class has no such id.

    Args:
        kind: The event class.
        part: `object`, `list` or `attribute`.
    """
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
    """Return the id at a path such as `id.object_id`; None if it is missing."""
    value: object = event
    for name in path.split("."):
        value = getattr(value, name, None)
    return cast("str | None", value)


def subject_of(raw: object) -> Subject | None:
    """Return the subject of an event; None if its ids are not as documented."""
    event = as_object(raw)
    kind = str(event.get("event_type")).partition(".")[0]
    ids = as_object(event.get("id"))
    if not all(isinstance(value, str) for value in ids.values()):
        return None
    workspace_id = str(ids.get("workspace_id"))
    subject_ids = {name: str(value) for name, value in ids.items() if name not in _NO_SUBJECT}
    for name in _SUBJECTS:
        if name in subject_ids and not kind.startswith("activity"):
            return Subject(workspace_id, name, (subject_ids[name],))
    return Subject(workspace_id, kind, tuple(subject_ids.values())) if subject_ids else None


def as_object(parsed: object) -> Mapping[str, Any]:
    """Return parsed JSON if it is an object, otherwise an empty mapping."""
    return cast("Mapping[str, Any]", parsed) if isinstance(parsed, dict) else {}


def workspace_of(raw: object) -> str | None:
    """Return the workspace id of an event; None if it is missing."""
    workspace_id = as_object(as_object(raw).get("id")).get("workspace_id")
    return workspace_id if isinstance(workspace_id, str) else None


def read_event(raw: object) -> WebhookEvent:
    """Parse an event. Return an `UnknownEvent` if its type is unknown or a documented field is missing."""
    from pydantic import ValidationError

    kind = CLASSES.get(str(as_object(raw).get("event_type")))
    if kind is not None:
        try:
            return kind.model_validate(raw)
        except ValidationError:
            pass
    return UnknownEvent.model_validate(raw) if isinstance(raw, dict) else UnknownEvent.of(raw)


def build_event(kind: type[E], fields: Mapping[str, object]) -> E:
    """Build an event for a test. Missing ids get random values.

    Raises:
        WebhookPayloadError: The class has no such field.
    """
    import uuid

    from attio._support.names import did_you_mean

    model_fields: Mapping[str, Any] = cast("Any", kind).model_fields
    ids: tuple[str, ...] = tuple(model_fields["id"].annotation.model_fields)
    extra = tuple(name for name in model_fields if name not in ("event_type", "id", "actor"))
    known = (*ids, *extra, "actor")
    for name in fields:
        if name not in known:
            message = f"{kind.__name__} has no {name!r}{did_you_mean(name, known)}"
            raise WebhookPayloadError(message)
    # Fields that may be None default to None: a comment on a record has no list and no entry.
    optional = {name for name in extra if type(None) in getattr(model_fields[name].annotation, "__args__", ())}

    def value(name: str) -> object:
        if name in fields:
            return fields[name]
        return None if name in optional else str(uuid.uuid4())

    actor = fields.get("actor", {"type": "workspace-member", "id": str(uuid.uuid4())})
    if not isinstance(actor, dict):
        actor = cast("Any", actor).model_dump()
    raw: dict[str, object] = {"event_type": type_of(kind), "id": {name: value(name) for name in ids}, "actor": actor}
    event = kind.model_validate({**raw, **{name: value(name) for name in extra}})
    return cast("E", event)
