"""Event types on the command line, and the ids of their events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attio._support.names import brief
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    import click

    from attio.cli.session import Session

FIELDS: Mapping[str, tuple[str, ...]] = {
    "object": ("object_id", "parent_object_id"),
    "record": ("record_id", "parent_record_id"),
    "list": ("list_id",),
    "entry": ("entry_id",),
    "attribute": ("attribute_id",),
}
"""The fields of an event that each option can set. An event type has at most one field of each row."""


def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of an event type."""
    return [name for name in types() if name.startswith(incomplete)]


def types() -> list[str]:
    """Return the names of all event types."""
    from attio.sandbox.events import EVENT_TYPES  # loads faster than the models, which know them as well

    return list(EVENT_TYPES)


def check_types(names: Sequence[str]) -> list[str]:
    """Check the names of event types, and remove duplicates.

    Raises:
        CommandError: There is no such type. The message suggests a similar name.
    """
    from attio._support.names import did_you_mean

    known = types()
    for name in names:
        if name not in known:
            raise CommandError(f"there is no event {brief(name)}{did_you_mean(name, known)}")
    return list(dict.fromkeys(names))


def fields_of(event_type: str) -> tuple[str, ...]:
    """Return the names of the id fields of an event, without `workspace_id`."""
    from attio.sandbox.events import EVENT_TYPES

    kind = EVENT_TYPES[event_type]
    return (*kind.ids, *kind.extra)


def ids_of(session: Session, event_type: str, options: Mapping[str, str], id_options: Sequence[str]) -> dict[str, str]:
    """Determine the ids of an event.

    Args:
        session: The session, whose client looks up slugs and finds a record or an entry if the user names none.
        event_type: Type of the event.
        options: Values of the options in `FIELDS`.
        id_options: Values of `--id`, as `NAME=VALUE`.

    Raises:
        CommandError: Events of this type have no such id.
        KeyError: There is no such object, list or attribute. The message suggests a similar name.
    """
    from attio._support.names import did_you_mean

    known = (*fields_of(event_type), "workspace_id")
    ids: dict[str, str] = {}
    for option, value in options.items():
        fields = [field for field in FIELDS[option] if field in known]
        if not fields:
            raise CommandError(f"{event_type} has no {option}: it has {', '.join(known)}")
        ids[fields[0]] = value
    for text in id_options:
        name, equals, value = text.partition("=")
        if not equals or not value:
            raise CommandError(f"--id {brief(text)} must be NAME=VALUE")
        if name not in known:
            raise CommandError(f"{event_type} has no {brief(name)}{did_you_mean(name, known)}")
        ids[name] = value
    return ids if session.choices.dry_run else {**ids, **_look_up_ids(session, event_type, options)}


def _look_up_ids(session: Session, event_type: str, options: Mapping[str, str]) -> dict[str, str]:
    """Look up the ids of the given slugs, and choose an existing record or entry if the user names none."""
    if not {"object", "list", "attribute"} & options.keys():
        return {}
    ids: dict[str, str] = {}
    known, schema = fields_of(event_type), None
    needs_existing = not event_type.endswith(".deleted")
    client: Any = session.client
    if "object" in options:
        schema = session.schema("object", options["object"])
        field = next(name for name in FIELDS["object"] if name in known)
        ids[field] = schema.id
        if needs_existing and "record" not in options:
            for record in client.records.query(schema.id, limit=1).data:
                ids[field.replace("object", "record")] = record.id.record_id
    if "list" in options:
        schema = session.schema("list", options["list"])
        ids["list_id"] = schema.id
        if needs_existing and "entry_id" in known and "entry" not in options:
            for entry in client.entries.query(schema.id, limit=1).data:
                ids["entry_id"] = entry.id.entry_id
    if "attribute" in options:
        if schema is None:
            raise CommandError("--attribute needs --object or --list")
        ids["attribute_id"] = schema.attribute(options["attribute"]).id
    return {**ids, "workspace_id": client.meta.identify().workspace_id}
